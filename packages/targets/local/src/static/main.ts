// Hands out the files of a folder over HTTP on the loopback address: `main FOLDER PORT`.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { contentTypes } from './content-types.ts';
import { builtFolder } from './built-folder.ts';

const [folder = '.', port = '8080'] = process.argv.slice(2);
const root = builtFolder(folder);

const server = createServer((request, response) => {
  const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (file === null || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(file === null ? 404 : 405, { 'content-type': 'text/plain' }).end(file === null ? 'Not found\n' : 'Only GET\n');
    return;
  }
  response.writeHead(200, {
    'content-type': contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write(`${root} on http://127.0.0.1:${port}\n`));

/** The file a path names, `index.html` of a folder, and of the whole for a page that a router in the browser makes up. */
function fileOf(path: string): string | null {
  const wanted = join(root, normalize(decode(path)));
  if (wanted !== root && !wanted.startsWith(root + sep)) return null;
  const candidates = [wanted, join(wanted, 'index.html'), `${wanted}.html`, ...(extname(path) === '' ? [join(root, 'index.html')] : [])];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}
