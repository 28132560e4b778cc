import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { supervisorEntry } from './entry.ts';
import { encodeFrame, frameKinds, frameReader } from './frames.ts';
import type { Jail, JailedCommand, JailedProcess, JailLimit, JailLimits, JailOptions } from './jail.ts';
import { limitsOf, rlimitWords } from './limits.ts';
import { fromSupervisorSchema, type FromSupervisor, type SupervisorOptions, type ToSupervisor } from './messages.ts';
import { inside, procMounts, systemMounts } from './mounts.ts';
import { openEnds, type Ends } from './process.ts';
import { runToEnd } from './run.ts';
import { sandbox as findSandbox, type Sandbox } from './sandbox.ts';
import { etcFiles, openScratch, type Scratch } from './scratch.ts';

/**
 * Opens a jail. Throws `jail.missing`, `jail.forbidden` or `jail.linux_only` (exit 3) where this machine cannot make one, and
 * `jail.failed` where it could and did not.
 */
export async function openJail(options: JailOptions): Promise<Jail> {
  const sandbox = await findSandbox();
  const limits = limitsOf(options.limits);
  const scratch = openScratch(options);
  try {
    return await start(options, { sandbox, limits, scratch });
  } catch (error) {
    scratch.remove();
    throw error;
  }
}

interface Parts {
  readonly sandbox: Sandbox;
  readonly limits: JailLimits;
  readonly scratch: Scratch;
}

async function start(options: JailOptions, { sandbox, limits, scratch }: Parts): Promise<Jail> {
  const child = spawn(sandbox.bwrap, [...jailWords(options, scratch, sandbox), ...supervisorWords(options, sandbox, limits, scratch)], {
    // What bubblewrap itself does not need is not there to be read through /proc.
    env: {},
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const running = new Map<number, Ends>();
  let next = 1;
  let over: JailLimit | null = null;
  let complaint = '';
  let ready: () => void = () => {};
  const becameReady = new Promise<void>((resolve) => (ready = resolve));
  const send = (frame: Buffer): void => void (child.stdin.writable && child.stdin.write(frame));
  const tell = (message: ToSupervisor): void => send(encodeFrame(frameKinds.message, 0, JSON.stringify(message)));
  const line = { tell, write: (id: number, data: Buffer) => send(encodeFrame(frameKinds.stdin, id, data)) };
  const stop = (): void => void child.kill('SIGKILL');

  const receive = (message: FromSupervisor): void => {
    if (message.type === 'ready') return ready();
    if (message.type === 'over') {
      over = message.reason;
      return stop();
    }
    const ends = running.get(message.id);
    if (message.type === 'written') return ends?.written();
    running.delete(message.id);
    ends?.exit(message.code);
  };
  const read = frameReader(({ kind, id, data }) => {
    if (kind !== frameKinds.message) running.get(id)?.data(kind === frameKinds.stdout ? 'stdout' : 'stderr', Buffer.from(data));
    else receive(fromSupervisorSchema.parse(JSON.parse(data.toString())));
  });
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      if (!read(chunk)) stop();
    } catch {
      // It does not speak as the supervisor does: it is not the supervisor any more.
      stop();
    }
  });
  child.stdin.on('error', () => {});
  child.stderr.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(-4000)));
  const ended = endOf(child).then(() => {
    for (const ends of running.values()) ends.exit(null);
    running.clear();
    scratch.remove();
    return { over };
  });
  await Promise.race([becameReady, ended]);
  if (child.exitCode !== null || child.signalCode !== null) throw failed(complaint);

  const startCommand = ({ command, cwd = inside.folder, env = {} }: JailedCommand): JailedProcess => {
    const id = next;
    next += 1;
    const ends = openEnds(id, line);
    if (child.exitCode !== null || child.signalCode !== null) ends.exit(null);
    else {
      running.set(id, ends);
      tell({ type: 'start', id, command, cwd, env: { ...baseEnvironment(), ...options.env, ...env } });
    }
    return ends.process;
  };
  return {
    folder: inside.folder,
    start: startCommand,
    run: (command, how) => runToEnd(startCommand, command, how),
    ended,
    close: async () => {
      stop();
      await ended;
    },
  };
}

function jailWords({ folder, readOnly, doors, readable }: JailOptions, { etc, tmp, home, seccomp }: Scratch, { sizes }: Sandbox): string[] {
  const entry = supervisorEntry();
  const memory = (path: string): string[] => [...(sizes ? ['--size', String(1024 ** 3)] : []), '--tmpfs', path];
  const words = ['--unshare-all', '--uid', '1000', '--gid', '1000', '--hostname', 'groundwork', '--die-with-parent', '--new-session'];
  words.push(
    '--cap-drop',
    'ALL',
    ...systemMounts(),
    ...procMounts(),
    '--dev',
    '/dev',
    ...memory('/dev/shm'),
    '--remount-ro',
    '/dev',
    ...memory('/run'),
  );
  for (const name of etcFiles) words.push('--ro-bind', join(etc, name), `/etc/${name}`);
  words.push('--bind', tmp, '/tmp', '--bind', home, inside.home);
  for (const path of readable) words.push('--ro-bind', readablePath(path), path);
  words.push(readOnly ? '--ro-bind' : '--bind', realpathSync(folder), inside.folder);
  words.push('--ro-bind', entry.folder, `${inside.ours}/program`, '--ro-bind', process.execPath, `${inside.ours}/node`);
  if (seccomp !== null) words.push('--ro-bind', seccomp, `${inside.ours}/seccomp`);
  for (const [index, { socket }] of doors.entries()) words.push('--ro-bind', socket, doorPath(index));
  // What is in memory and belongs to nobody: written to by none.
  return [...words, '--remount-ro', '/run', '--remount-ro', '/', '--chdir', '/', '--'];
}

const doorPath = (index: number): string => `${inside.ours}/door-${index}`;

function supervisorWords({ doors }: JailOptions, sandbox: Sandbox, limits: JailLimits, { seccomp }: Scratch): string[] {
  const options: SupervisorOptions = {
    bwrap: sandbox.bwrap,
    limits: rlimitWords(sandbox.prlimit, limits),
    seccomp: seccomp === null ? null : `${inside.ours}/seccomp`,
    doors: doors.map(({ port }, index) => ({ socket: doorPath(index), port })),
    most: limits,
  };
  const node = ['--max-old-space-size=128', '--max-semi-space-size=1', '--no-warnings', '--conditions=groundwork-source'];
  return [`${inside.ours}/node`, ...node, `${inside.ours}/program/${supervisorEntry().file}`, JSON.stringify(options)];
}

/** A folder that holds the person's home, or everything, is a mistake of ours and not something to be made readable. */
function readablePath(path: string): string {
  const real = realpathSync(path);
  if (real === '/' || real === homedir() || homedir().startsWith(real + sep)) {
    throw new GroundworkError({
      code: 'jail.too_readable',
      message: 'A jail may not read a folder that holds a home',
      where: path,
      fix: 'Name a folder in it',
      exit: exitCodes.usage,
    });
  }
  return real;
}

export function baseEnvironment(): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: inside.home,
    USER: 'groundwork',
    LOGNAME: 'groundwork',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    TMPDIR: '/tmp',
  };
}

function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}

const failed = (complaint: string): GroundworkError =>
  new GroundworkError({
    code: 'jail.failed',
    message: `The jail could not be made: ${complaint.trim().split('\n').at(-1) ?? ''}`,
    fix: 'Run it again; if it stays, the words above say what this machine forbids',
    exit: exitCodes.notPossibleHere,
  });
