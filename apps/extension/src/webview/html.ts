export interface Html {
  readonly title: string;
  /** Of our own making, as is the style: the bundler sees to it that neither ends its element. */
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
}

/** The page of a webview. Nothing of a repository is in it: that comes as messages, and is shown as text. */
export function htmlOf({ title, script, style, nonce }: Html): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>${escaped(title)}</title>
    <style nonce="${nonce}">${style}</style>
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}">${script}</script>
  </body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
