/** Endings of single-file components: markup with scripts in it. */
export const isSingleFile = (path: string): boolean => /\.(vue|svelte|astro)$/.test(path);

/** The scripts of a single-file component, each on the lines it has in the file; `null` for any other file. */
export function scriptsOf(path: string, text: string): string | null {
  if (!isSingleFile(path)) return null;
  const kept: [start: number, end: number][] = [];
  const front = path.endsWith('.astro') ? /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  if (front?.[1] !== undefined) {
    const start = front[0].indexOf(front[1]);
    kept.push([start, start + front[1].length]);
  }
  const open = /<script\b[^>]*>/gi;
  for (let found = open.exec(text); found; found = open.exec(text)) {
    const start = found.index + found[0].length;
    const end = text.indexOf('</script', start);
    if (end < 0) break;
    kept.push([start, end]);
    open.lastIndex = end;
  }
  let source = '';
  let at = 0;
  for (const [start, end] of kept) {
    source += linesOnly(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return source;
}

const linesOnly = (text: string): string => text.replace(/[^\n]+/g, '');
