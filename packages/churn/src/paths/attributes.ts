/** Patterns of one `.gitattributes` that say what is generated or vendored, and those that say what is not, as git's globs. */
export interface Marked {
  readonly out: readonly string[];
  readonly in: readonly string[];
}

const attribute = /^(-)?linguist-(?:generated|vendored)(?:=(\w+))?$/;

/** Reads `.gitattributes` of a folder (`''` for the root). Sources: gitattributes(5), github-linguist's `docs/overrides.md`. */
export function readAttributes(text: string, folder: string): Marked {
  const out: string[] = [];
  const kept: string[] = [];
  for (const row of text.split(/\r?\n/)) {
    const [pattern, ...words] = row.startsWith('"') ? quoted(row) : row.trim().split(/\s+/);
    // A pattern that ends with a slash matches nothing, nor does one of a macro or comment.
    if (!pattern || /^[#!]|^\[attr\]|\/$/.test(pattern)) continue;
    const glob = globOf(pattern, folder);
    for (const word of words) {
      const match = attribute.exec(word);
      if (match) (match[1] || match[2] === 'false' ? kept : out).push(glob);
    }
  }
  return { out, in: kept };
}

function quoted(row: string): string[] {
  const end = row.lastIndexOf('"');
  return [
    row.slice(1, end).replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
    ...row
      .slice(end + 1)
      .trim()
      .split(/\s+/),
  ];
}

/** A pattern without a slash matches names at any depth; with one, paths from the folder on. */
function globOf(pattern: string, folder: string): string {
  const base = folder === '' ? '' : `${folder}/`;
  return pattern.includes('/') ? base + pattern.replace(/^\//, '') : `${base}**/${pattern}`;
}
