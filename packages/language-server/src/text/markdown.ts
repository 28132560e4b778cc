/** Text of a repository inside Markdown: nothing of it is formatting, a link, an image or HTML. */
export const plain = (text: string): string =>
  oneLine(text).replace(/[\\`*_{}[\]()#+\-.!|<>~&$:@]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`));

/** Text of a repository as code, whatever backticks are in it. */
export function code(text: string): string {
  const shown = oneLine(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

export const link = (label: string, uri: string, line: number): string =>
  `[${plain(label)}](${uri.replace(/[()\\<>\s]/g, encodeURIComponent).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))}#L${line})`;

/** Long values are cut; control characters, which could move what stands beside them, are shown as a question mark. */
const longest = 200;
function oneLine(text: string): string {
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ').trim();
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

/** Text of a repository where an editor shows plain text on one line: a lens, a label. */
export const label = oneLine;
