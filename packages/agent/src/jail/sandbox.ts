import { exitCodes, GroundworkError } from '@groundwork/host';
import { programOnPath } from '@groundwork/host/programs';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';

export interface Sandbox {
  readonly bwrap: string;
  readonly prlimit: string;
  /** Its folders in memory can be bounded: since bubblewrap 0.7. */
  readonly sizes: boolean;
}

const execute = promisify(execFile);
const probeMs = 15_000;

const tried = new Map<string, Promise<Sandbox>>();

/** The same, tried out once in this process; where it failed, again. */
export function sandbox(path = process.env['PATH'] ?? ''): Promise<Sandbox> {
  const found = tried.get(path) ?? findSandbox(path);
  tried.set(path, found);
  found.catch(() => tried.delete(path));
  return found;
}

/** What a jail is made with, tried out. Throws `jail.*` (exit 3) where this machine has none: nothing is ever run without. */
export async function findSandbox(path = process.env['PATH'] ?? '', platform: NodeJS.Platform = process.platform): Promise<Sandbox> {
  if (platform !== 'linux') {
    throw new GroundworkError({
      code: 'jail.linux_only',
      message: `An agent runs in a jail, and that is there for Linux only so far: this is ${platform === 'darwin' ? 'macOS' : platform === 'win32' ? 'Windows' : platform}`,
      fix: platform === 'win32' ? 'Run it in WSL 2' : 'Run it in a Linux virtual machine: brew install lima && limactl start',
      exit: exitCodes.notPossibleHere,
    });
  }
  const bwrap = programOnPath('bwrap', path);
  const prlimit = programOnPath('prlimit', path);
  if (bwrap === null) throw missing('bubblewrap');
  if (prlimit === null) throw missing('util-linux');
  try {
    await execute(bwrap, [...outer, '--', bwrap, ...inner, '--', '/bin/sh', '-c', ':'], { timeout: probeMs, env: {} });
  } catch (cause) {
    throw forbidden(cause);
  }
  const { stdout } = await execute(bwrap, ['--version'], { timeout: probeMs, env: {} });
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  return { bwrap, prlimit, sizes: Number(major) > 0 || Number(minor) >= 7 };
}

const outer = ['--unshare-all', '--die-with-parent', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev'];
const inner = ['--unshare-user', '--dev-bind', '/', '/'];

const missing = (name: string): GroundworkError =>
  new GroundworkError({
    code: 'jail.missing',
    message: `An agent runs in a jail, and ${name}, which makes it, is not installed`,
    fix: installCommand(name),
    exit: exitCodes.notPossibleHere,
  });

function installCommand(name: string): string {
  const own = process.getuid?.() === 0 ? '' : 'sudo ';
  if (existsSync('/usr/bin/dnf')) return `${own}dnf install -y ${name}`;
  if (existsSync('/usr/bin/pacman')) return `${own}pacman -S --noconfirm ${name}`;
  if (existsSync('/sbin/apk')) return `${own}apk add ${name}`;
  if (existsSync('/usr/bin/zypper')) return `${own}zypper install -y ${name}`;
  return `${own}apt-get install -y ${name}`;
}

/** bubblewrap is there and cannot make one: the kernel, or the container this runs in, keeps user namespaces to itself. */
function forbidden(cause: unknown): GroundworkError {
  const said = z.object({ stderr: z.string() }).safeParse(cause).data?.stderr.trim() ?? '';
  const fix = allowing();
  return new GroundworkError({
    code: 'jail.forbidden',
    message: `An agent runs in a jail, and this machine does not let one be made${said === '' ? '' : `: ${said}`}`,
    fix,
    exit: exitCodes.notPossibleHere,
    cause,
  });
}

function allowing(): string {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  if (setting('user/max_user_namespaces') === '0') return `${sudo}sysctl -w user.max_user_namespaces=15000`;
  if (setting('kernel/unprivileged_userns_clone') === '0') return `${sudo}sysctl -w kernel.unprivileged_userns_clone=1`;
  // Ubuntu since 23.10; https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return `${sudo}sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`;
  }
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) {
    return 'Start this container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined';
  }
  return 'Allow user namespaces on this machine: see `man 7 user_namespaces`';
}

function setting(name: string): string | null {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return null;
  }
}
