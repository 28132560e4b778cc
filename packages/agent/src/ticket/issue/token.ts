import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { IssueAddress } from './address.ts';

/**
 * A person's token for one forge and no other: from the variables that its own command line reads
 * (https://cli.github.com/manual/gh_help_environment, https://docs.gitlab.com/cli/#environment-variables), else from git's credential
 * helper. `null` where there is none: public issues need none.
 */
export async function tokenFor(address: IssueAddress, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | null> {
  for (const name of namesOf(address, env)) if (env[name]) return env[name];
  return address.url.startsWith('https:') ? fromGit(address.host, env, signal) : null;
}

function namesOf({ forge, host }: IssueAddress, env: NodeJS.ProcessEnv): readonly string[] {
  if (forge === 'github') {
    // A token of github.com is not shown to a server of somebody's own.
    if (host === 'github.com') return ['GH_TOKEN', 'GITHUB_TOKEN'];
    return env['GH_HOST'] === host ? ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'] : [];
  }
  const own = hostOf(env['GITLAB_HOST'] ?? env['GL_HOST'] ?? env['GITLAB_URI'] ?? 'gitlab.com');
  return own === host ? ['GITLAB_TOKEN', 'GITLAB_ACCESS_TOKEN', 'OAUTH_TOKEN'] : [];
}

const hostOf = (value: string): string => URL.parse(value)?.host ?? value;

/** Asked outside of any repository, whose configuration could name a helper of its own; it never prompts. */
function fromGit(host: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const git = spawn('git', ['-c', 'credential.interactive=false', 'credential', 'fill'], {
      cwd: parse(process.cwd()).root,
      env: {
        ...env,
        GIT_TERMINAL_PROMPT: '0',
        GIT_ASKPASS: '',
        SSH_ASKPASS: '',
        GIT_CEILING_DIRECTORIES: '/',
        GIT_DIR: undefined,
        GIT_WORK_TREE: undefined,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 10_000,
      signal,
    });
    let said = '';
    git.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    git.on('error', () => resolve(null));
    git.stdin.on('error', () => resolve(null));
    git.on('close', (code) => resolve(code === 0 ? (/^password=(.+)$/m.exec(said)?.[1] ?? null) : null));
    git.stdin.end(`protocol=https\nhost=${host}\n\n`);
  });
}
