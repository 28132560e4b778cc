import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ForgeKind } from '../place/place.ts';
import type { Answer, DoubleFault, ForgeDouble } from './contract.ts';
import { answerAsGitHub } from './github.ts';
import { answerAsGitLab } from './gitlab.ts';
import { branchOf, serveGit } from './git-http.ts';

export interface DoubleOptions {
  readonly kind: ForgeKind;
  /** Of bare repositories, `<project>.git`; git is not served without. */
  readonly root?: string;
  readonly projects?: readonly string[];
}

export async function forgeDouble({ kind, root, projects = ['harbour/berths'] }: DoubleOptions): Promise<ForgeDouble> {
  const faults: { method: string; path: RegExp; fault: DoubleFault; times: number }[] = [];
  const token = `${kind === 'github' ? 'ghp_' : 'glpat-'}${randomBytes(18).toString('hex')}`;
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: ForgeDouble = {
    kind,
    host,
    url: `http://${host}`,
    token,
    env: kind === 'github' ? { GH_HOST: host, GH_ENTERPRISE_TOKEN: token } : { GITLAB_HOST: host, GITLAB_TOKEN: token },
    projects: projects.map((path, index) => ({ id: 11 + index, path, defaultBranch: 'main', archived: false, pushers: new Set([token]) })),
    requests: [],
    deployments: [],
    asked: [],
    fault: (method, path, fault, times = 1) => void faults.push({ method, path, fault, times }),
    branch: (project, name) => (root === undefined ? null : branchOf(join(root, `${project.path}.git`), name)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '' } = request;
    if (root !== undefined && /\.git\//.test(path)) return overGit(request, response, root);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const text = Buffer.concat(parts).toString('utf8');
    const body: unknown = text === '' ? null : JSON.parse(text);
    const authorization = request.headers.authorization ?? null;
    double.asked.push({ method, path, authorization, body });
    const found = faults.find((each) => each.times > 0 && each.method === method && each.path.test(path));
    if (found) found.times -= 1;
    if (found && typeof found.fault === 'object')
      return send(response, { status: found.fault.status, body: found.fault.body ?? '{}', headers: found.fault.headers ?? {} });
    if (found?.fault === 'hang') return;
    const given = /^Bearer (.*)$/.exec(authorization ?? '')?.[1] ?? null;
    const asked = { method, url: new URL(path, double.url), body, token: given };
    const said = kind === 'github' ? answerAsGitHub(double, asked) : answerAsGitLab(double, asked);
    if (found) return void request.socket.destroy();
    send(response, said);
  }

  function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
    const own = kind === 'github' ? { 'x-github-request-id': 'A1B2:3C4D' } : { 'x-gitlab-meta': '{"correlation_id":"01","version":"1"}' };
    response
      .writeHead(status, { 'content-type': 'application/json', ...own, ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  function overGit(request: IncomingMessage, response: ServerResponse, folder: string): void {
    const [, password] = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
      .toString('utf8')
      .split(':');
    const writes = /git-receive-pack/.test(request.url ?? '');
    const project = double.projects.find(({ path }) => request.url?.startsWith(`/${path}.git/`));
    double.asked.push({ method: `git ${writes ? 'write' : 'read'}`, path: request.url ?? '', authorization: null, body: null });
    if (writes && !password) return void response.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' }).end();
    if (writes && !project?.pushers.has(password ?? '')) return void response.writeHead(403).end('Write access to repository not granted.');
    serveGit(request, response, { root: folder, user: password ? 'pilot' : null });
  }
  return double;
}
