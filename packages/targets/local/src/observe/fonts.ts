/** A style sheet of Google Fonts that a build asked for. */
const sheet = /https:\/\/fonts\.googleapis\.com\/css2?\?[\w=&:;@.,+%~-]+/g;

/**
 * A module that hands Next.js a style sheet for each one it could not fetch, so that a page is shown in a font of the system.
 * Next.js reads it from NEXT_FONT_GOOGLE_MOCKED_RESPONSES. `before` is what this made the last time.
 */
export function systemFonts(log: string, before: string): string {
  const urls = [...new Set([...before.matchAll(sheet), ...log.matchAll(sheet)].map(([url]) => url))].sort();
  const sheets = Object.fromEntries(urls.map((url) => [url, facesOf(url)]));
  return `module.exports = ${JSON.stringify(sheets, null, 2)};\n`;
}

function facesOf(url: string): string {
  const families = new URL(url).searchParams.getAll('family').map((family) => family.split(':')[0] ?? family);
  return families
    .map((family) => `@font-face { font-family: '${family}'; font-style: normal; font-weight: 100 900; src: local('sans-serif'); }`)
    .join('\n');
}
