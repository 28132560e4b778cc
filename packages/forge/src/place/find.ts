import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { send } from '../request/send.ts';
import type { ForgeOptions } from '../request/forge.ts';
import { forgeByName, placeOf, type ForgeKind, type ForgePlace } from './place.ts';
import { parseRemote, type RemoteAddress } from './remote.ts';

/**
 * Which project of which forge a git remote is. A server of somebody's own whose name does not say is asked, without a token.
 * Throws `forge.no_project` and `forge.unknown`.
 */
export async function findPlace(remote: string, options: ForgeOptions): Promise<ForgePlace> {
  const read = parseRemote(remote);
  if (!read) throw noProject(remote);
  const address = await withoutAlias(read, options);
  const { host } = new URL(address.origin);
  const kind = forgeByName(host) ?? forgeByEnvironment(host, options.env) ?? (await askedFor(address, options));
  if (!kind) throw unknown(host);
  if (kind === 'github' && address.project.split('/').length !== 2) throw noProject(remote);
  return placeOf(kind, address.origin, address.project);
}

function forgeByEnvironment(host: string, env: NodeJS.ProcessEnv): ForgeKind | null {
  const named = (...names: readonly string[]): boolean =>
    names.some((name) => env[name] === host || URL.parse(env[name] ?? '')?.host === host);
  if (named('GH_HOST', 'GITHUB_SERVER_URL')) return 'github';
  return named('GITLAB_HOST', 'GL_HOST', 'GITLAB_URI', 'CI_SERVER_URL') ? 'gitlab' : null;
}

/** Both forges sign their answers, also those that refuse. */
async function askedFor({ origin, project }: RemoteAddress, options: ForgeOptions): Promise<ForgeKind | null> {
  const asked = async (kind: ForgeKind, path: string, header: string): Promise<boolean> => {
    const place = placeOf(kind, origin, project);
    const { headers, status } = await send({ method: 'GET', url: `${place.api}${path}`, reads: true }, { ...options, place, token: null });
    return headers.has(header) && status < 500;
  };
  if (await asked('gitlab', '/version', 'x-gitlab-meta')) return 'gitlab';
  return (await asked('github', '/meta', 'x-github-request-id')) ? 'github' : null;
}

/** `git@work:bakery/api` where the person's own SSH settings say who `work` is. */
async function withoutAlias(address: RemoteAddress, { env, signal }: ForgeOptions): Promise<RemoteAddress> {
  if (address.http || address.hostname.includes('.')) return address;
  const hostname = await new Promise<string>((resolve) => {
    const child = spawn('ssh', ['-G', '--', address.hostname], { env, stdio: ['ignore', 'pipe', 'ignore'], timeout: 5000, signal });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', () => resolve(address.hostname));
    child.on('close', () => resolve(/^hostname (\S+)$/m.exec(said)?.[1] ?? address.hostname));
  });
  return parseRemote(`git@${hostname}:${address.project}`) ?? address;
}

const noProject = (remote: string): GroundworkError =>
  new GroundworkError({
    code: 'forge.no_project',
    message: 'That remote is no project of GitHub or GitLab',
    where: remote.replace(/\/\/[^/@\s]*@/, '//'),
    fix: 'git remote --verbose shows where remotes lead; another one is named by --remote',
    exit: exitCodes.notPossibleHere,
  });

const unknown = (host: string): GroundworkError =>
  new GroundworkError({
    code: 'forge.unknown',
    message: `${host} is neither a GitHub nor a GitLab, as far as it says`,
    where: host,
    fix: `If it is one: set GH_HOST=${host} or GITLAB_HOST=${host}. Elsewhere, push the branch with git`,
    exit: exitCodes.notPossibleHere,
  });
