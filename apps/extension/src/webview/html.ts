export interface Html {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** Where the editor serves files of extensions from, as a source of a Content Security Policy. */
  readonly source: string;
  readonly nonce: string;
}

/** The empty page of a webview. Nothing of a repository is in it: that comes as messages, and is shown as text. */
export function htmlOf({ title, script, style, source, nonce }: Html): string {
  const policy = `default-src 'none'; style-src ${source} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <title>${escaped(title)}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${escaped(style)}">
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
