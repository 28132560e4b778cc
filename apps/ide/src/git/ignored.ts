/** A `.gitignore` that leaves these very paths out as well, whatever signs are in them. */
export function withIgnored(text: string, paths: readonly string[]): string {
  const lines = paths.map((path) => `/${path.replaceAll(/[\\*?[\]]| +$/g, (sign) => sign.replaceAll(/./g, String.raw`\$&`))}`);
  const known = new Set(text.split(/\r?\n/));
  const added = lines.filter((line) => !known.has(line));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return added.length === 0 ? text : `${text}${end}${added.join('\n')}\n`;
}
