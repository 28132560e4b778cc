import { createReadStream, readdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lookup } from 'mrmime';

/** Gives a file of one folder, or `false` when there is none of that path. */
export type Pages = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
) => Promise<boolean>;

const encodings = [
  { name: 'br', end: '.br' },
  { name: 'gzip', end: '.gz' },
] as const;
const nameWithHash = /[-.][\w-]{8,}\.\w+$/;
const relistMs = 1000;

/**
 * The files of a built folder. They are listed, and only what was listed is given: no path leads anywhere else, and no link is
 * followed. `FILE.br` and `FILE.gz` beside a file are given to who takes them. (Of the libraries that do this, one ends the process
 * when a file is gone and another reads whatever path it is given.)
 */
export function pagesOf(folder: string): Pages {
  let listed = { files: list(folder), at: Date.now() };
  const has = (path: string): boolean => {
    // A shell that was built anew has files of other names.
    if (!listed.files.has(path) && Date.now() - listed.at > relistMs) listed = { files: list(folder), at: Date.now() };
    return listed.files.has(path);
  };
  return async (path, request, response, headers) => {
    const name = nameOf(path);
    if (name === null || !has(name)) return false;
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = encodings.find((each) => accepted.includes(each.name) && listed.files.has(name + each.end));
    const file = await open(join(folder, name + (encoding?.end ?? ''))).catch(() => null);
    if (file === null) return false;
    await give(file, request, response, {
      ...headers,
      'Content-Type': typeOf(name),
      'Cache-Control': nameWithHash.test(name) ? 'private, max-age=31536000, immutable' : 'private, no-cache',
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding.name }),
    });
    return true;
  };
}

async function give(
  file: FileHandle,
  { method, headers: { 'if-none-match': known } }: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const { size, mtimeMs } = await file.stat();
    const tag = `W/"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`;
    if (known === tag) return void response.writeHead(304, { ...headers, ETag: tag }).end();
    response.writeHead(200, { ...headers, ETag: tag, 'Content-Length': size });
    if (method === 'HEAD' || size === 0) return void response.end();
    // No longer than what was said, whoever writes to it meanwhile.
    await pipeline(createReadStream('', { fd: file, autoClose: false, start: 0, end: size - 1 }), response);
  } catch {
    // It went away, or who asked for it did.
    response.destroy();
  } finally {
    await file.close();
  }
}

/** Every file by its path. (Node's own recursive listing goes through links.) */
function list(folder: string): ReadonlySet<string> {
  const files = new Set<string>();
  const enter = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (entry.isDirectory()) enter(`${below}${entry.name}/`);
      else if (entry.isFile()) files.add(`${below}${entry.name}`);
    }
  };
  try {
    enter('');
  } catch {
    // Not built, or being built: what was found.
  }
  return files;
}

/** `/` is `index.html`. `null` for what cannot be a name. */
function nameOf(path: string): string | null {
  try {
    const name = decodeURIComponent(path).slice(1);
    return name === '' || name.endsWith('/') ? `${name}index.html` : name;
  } catch {
    return null;
  }
}

function typeOf(name: string): string {
  const type = lookup(name) ?? 'application/octet-stream';
  return /^text\/|javascript$|json$/.test(type) ? `${type}; charset=utf-8` : type;
}
