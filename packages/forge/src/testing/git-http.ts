import { execFileSync, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Repositories over HTTP by git's own server program, as forges hand them out. */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  { root, user }: { readonly root: string; readonly user: string | null },
): void {
  const url = new URL(request.url ?? '', 'http://forge');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      ...(user === null ? {} : { REMOTE_USER: user }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.on('error', () => response.writeHead(500).end());
  child.on('close', () => {
    const output = Buffer.concat(parts);
    const end = output.indexOf('\r\n\r\n');
    const fields = output
      .toString('latin1', 0, Math.max(end, 0))
      .split('\r\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
    const status = Number(fields.find(([name]) => name === 'status')?.[1].split(' ')[0] ?? 200);
    response
      .writeHead(status, Object.fromEntries(fields.filter(([name]) => name !== 'status' && name !== '')))
      .end(output.subarray(end + 4));
  });
}

/** The commit a branch is at, `null` where it is not there. */
export function branchOf(repository: string, branch: string): string | null {
  try {
    return execFileSync('git', ['--git-dir', repository, 'rev-parse', '--verify', '--quiet', `refs/heads/${branch}`], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return null;
  }
}
