/** Headers of every answer. What a page may load and who may load it. */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const;

/**
 * The shell: nothing of another origin but the pages of webviews, each at a WORD.localhost of its own. WebAssembly and workers made
 * of blobs are what the workbench is built from.
 */
export function shellHeaders(port: number): Readonly<Record<string, string>> {
  const own = `http://127.0.0.1:${port} http://localhost:${port}`;
  const webviews = `http://*.localhost:${port}`;
  return {
    ...always,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval' blob:",
      "worker-src 'self' blob:",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      "media-src 'self'",
      `connect-src 'self' data: blob: ${own} ${own.replaceAll('http:', 'ws:')}`,
      `frame-src 'self' ${webviews}`,
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
  };
}

/** Pages of ours that the shell frames; each says itself what it may load. */
export const frameHeaders: Readonly<Record<string, string>> = {
  ...always,
  'Content-Security-Policy': "frame-ancestors 'self'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'SAMEORIGIN',
};

/** The frames that webviews are shown in: only the shell may show them. */
export function webviewHeaders(port: number): Readonly<Record<string, string>> {
  return {
    ...always,
    'Content-Security-Policy': `frame-ancestors http://127.0.0.1:${port} http://localhost:${port} http://*.localhost:${port}`,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}

/** What says in a sentence why there is nothing. */
export const textHeaders: Readonly<Record<string, string>> = {
  ...always,
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};
