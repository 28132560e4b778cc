/**
 * Git's globs, as in `:(glob)` of gitglossary(7): `**` between slashes stands for any folders, `*` and `?` stop at a slash. One without any
 * of these that names a folder means all that is in it.
 */

/** Says of a path (bytes as `latin1`) whether any of the globs means it. What was said is remembered. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const anywhere: string[] = [];
  const whole: string[] = [];
  for (const glob of globs) {
    const bytes = Buffer.from(glob, 'utf8').toString('latin1');
    if (bytes.startsWith('**/')) anywhere.push(`${patternOf(bytes.slice(3))}$`);
    else whole.push(`${patternOf(bytes)}${/[*?[\\]/.test(bytes) ? '' : '(?:/.*)?'}$`);
  }
  const starts = [
    ...(whole.length > 0 ? [`^(?:${whole.join('|')})`] : []),
    ...(anywhere.length > 0 ? [`(?:^|/)(?:${anywhere.join('|')})`] : []),
  ];
  if (starts.length === 0) return () => false;
  const pattern = new RegExp(starts.join('|'), 's');
  const known = new Map<string, boolean>();
  return (path) => {
    let is = known.get(path);
    if (is === undefined) known.set(path, (is = pattern.test(path)));
    return is;
  };
}

/** A glob as a person writes it, `./docs/` or `/docs`, from the top of the repository. */
export function fromTop(glob: string): string {
  return glob.replace(/^(?:\.?\/)+|\/+$/g, '');
}

/** Never matches. */
const nothing = '(?!)';

/** The glob from `at` on as the source of a regular expression. */
function patternOf(glob: string): string {
  let source = '';
  for (let at = 0; at < glob.length;) {
    const char = glob[at] ?? '';
    if (char === '*') {
      let end = at;
      while (glob[end] === '*') end++;
      const isFolders = end - at > 1 && (at === 0 || glob[at - 1] === '/');
      if (isFolders && glob[end] === '/') {
        source += '(?:.*/)?';
        end++;
      } else source += isFolders && end === glob.length ? '.*' : '[^/]*';
      at = end;
    } else if (char === '?') {
      source += '[^/]';
      at++;
    } else if (char === '[') {
      const set = setAt(glob, at);
      if (!set) return nothing;
      source += set.source;
      at = set.end;
    } else {
      const literal = char === '\\' ? glob[++at] : char;
      if (literal === undefined) return nothing;
      source += escaped(literal);
      at++;
    }
  }
  return source;
}

const named: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t-\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** `[a-z]`, `[!a]`, `[[:alpha:]]`: none of them stands for a slash. `null` where it does not end, or names what there is not. */
function setAt(glob: string, start: number): { readonly source: string; readonly end: number } | null {
  let at = start + 1;
  const isNot = glob[at] === '!' || glob[at] === '^';
  if (isNot) at++;
  let members = '';
  for (let isFirst = true; ; isFirst = false) {
    const char = glob[at];
    if (char === undefined) return null;
    if (char === ']' && !isFirst) break;
    const name = glob.startsWith('[:', at) ? /^\[:([^\]]*):\]/.exec(glob.slice(at)) : null;
    if (name) {
      const characters = named[name[1] ?? ''];
      if (characters === undefined) return null;
      members += characters;
      at += name[0].length;
      continue;
    }
    const low = memberAt(glob, at);
    const high = low && glob[low.end] === '-' && glob[low.end + 1] !== ']' ? memberAt(glob, low.end + 1) : null;
    if (!low) return null;
    // The wrong way round it stands for its first character alone.
    if (high && high.char >= low.char) members += `${escaped(low.char)}-${escaped(high.char)}`;
    else members += escaped(low.char);
    at = high?.end ?? low.end;
  }
  return { source: `(?!/)[${isNot ? '^' : ''}${members}]`, end: at + 1 };
}

function memberAt(glob: string, at: number): { readonly char: string; readonly end: number } | null {
  const char = glob[at] === '\\' ? glob[at + 1] : glob[at];
  return char === undefined ? null : { char, end: at + (glob[at] === '\\' ? 2 : 1) };
}

function escaped(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
