import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import { isGitHubCloud, type ForgePlace } from '../place/place.ts';

/** A person's token for one server, and where it is from. It is sent to that server, and stands in no argument, file or message. */
export interface Token {
  readonly value: string;
  /** `GH_TOKEN`, `gh auth token`: said where it does not do. */
  readonly from: string;
}

type Place = Pick<ForgePlace, 'forge' | 'host' | 'url'>;

/**
 * A person's token for one forge and no other: from the variables that its own command line reads
 * (https://cli.github.com/manual/gh_help_environment, https://docs.gitlab.com/cli/#environment-variables), from that command line
 * itself, else from git's credential helper. `null` where there is none: what is public needs none.
 */
export async function tokenFor(place: Place, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Token | null> {
  for (const name of namesOf(place, env)) if (env[name]) return { value: env[name], from: name };
  if (!place.url.startsWith('https:')) return null;
  const [program, ...args] = commandOf(place);
  const said = await output(program, args, { env, signal });
  if (said !== null && isToken(said.trim())) return { value: said.trim(), from: [program, ...args.slice(0, 2)].join(' ') };
  const password = await fromGit(place.host, env, signal);
  return password === null ? null : { value: password, from: 'git credential' };
}

function namesOf({ forge, host }: Place, env: NodeJS.ProcessEnv): readonly string[] {
  if (forge === 'github') {
    if (isGitHubCloud(host)) return ['GH_TOKEN', 'GITHUB_TOKEN'];
    // A token of github.com is not shown to a server of somebody's own.
    if (env['GH_HOST'] === host) return ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
    return hostOf(env['GITHUB_SERVER_URL'] ?? '') === host ? ['GITHUB_TOKEN'] : [];
  }
  const own = hostOf(env['GITLAB_HOST'] ?? env['GL_HOST'] ?? env['GITLAB_URI'] ?? 'gitlab.com');
  return own === host ? ['GITLAB_TOKEN', 'GITLAB_ACCESS_TOKEN', 'OAUTH_TOKEN'] : [];
}

const hostOf = (value: string): string => URL.parse(value)?.host ?? value;

const commandOf = ({ forge, host }: Place): readonly [string, ...string[]] =>
  forge === 'github' ? ['gh', 'auth', 'token', '--hostname', host] : ['glab', 'config', 'get', 'token', '--host', host];

/** What goes into a header and is no sentence. */
const isToken = (text: string): boolean => /^[!-~]{8,1000}$/.test(text);

async function fromGit(host: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | null> {
  const own = {
    ...env,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_CEILING_DIRECTORIES: '/',
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
  };
  const input = `protocol=https\nhost=${host}\n\n`;
  const said = await output('git', ['-c', 'credential.interactive=false', 'credential', 'fill'], { env: own, input, signal });
  const password = /^password=(.+)$/m.exec(said ?? '')?.[1] ?? null;
  return password !== null && isToken(password) ? password : null;
}

interface Asked {
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly signal: AbortSignal;
}

/** Asked outside of any repository, whose configuration could name a helper of its own; it never prompts. `null` where it says nothing. */
function output(program: string, args: readonly string[], { env, input = '', signal }: Asked): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: parse(process.cwd()).root,
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 10_000,
      signal,
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', () => resolve(null));
    child.stdin.on('error', () => {});
    child.on('close', (code) => resolve(code === 0 ? said : null));
    child.stdin.end(input);
  });
}
