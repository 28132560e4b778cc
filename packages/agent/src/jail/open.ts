import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { watchDisk } from './disk.ts';
import { encodeFrame, frameKinds, frameReader } from './frames.ts';
import { openGroup } from './group.ts';
import type { Jail, JailedCommand, JailedProcess, JailLimit, JailLimits, JailOptions } from './jail.ts';
import { limitsOf } from './limits.ts';
import { fromSupervisorSchema, type FromSupervisor, type ToSupervisor } from './messages.ts';
import { inside } from './mounts.ts';
import { openEnds, type Ends } from './process.ts';
import { runToEnd } from './run.ts';
import { sandbox as findSandbox, type Sandbox } from './sandbox.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { baseEnvironment, jailWords, supervisorWords } from './words.ts';

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
  const group = await openGroup(limits);
  const jailed = [...jailWords(options, scratch, sandbox), ...supervisorWords(options, sandbox, limits, scratch)];
  const [program = '', ...words] = [...(group?.words ?? []), sandbox.bwrap, ...jailed];
  const child = spawn(program, words, {
    // What bubblewrap itself does not need is not there to be read through /proc.
    env: group?.env ?? {},
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
  const unwatch = watchDisk([options.folder, scratch.home, scratch.tmp], limits.diskBytes, () => {
    over ??= 'disk';
    stop();
  });
  const ended = endOf(child).then(() => {
    unwatch();
    group?.remove();
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
