// Runs inside the jail, before everything else: starts commands, each in a user namespace of its own, and forwards loopback ports
// to the doors. It imports nothing but Node and its neighbours, since nothing else of ours is in the jail. A command cannot look into
// this process (it belongs to another user namespace), nor get out of its own, so that whatever it started is found and ended with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { encodeFrame, frameKinds, frameReader, type FrameKind } from '../frames.ts';
import type { StartMessage, SupervisorOptions, ToSupervisor } from '../messages.ts';
import { namespaceOf, killAll } from './namespace.ts';
import { watchUse } from './use.ts';

// Read by us alone: what it says was written by the process that started this one.
const options: SupervisorOptions = JSON.parse(process.argv[2] ?? '{}');
const own = namespaceOf('self');
const mostUnread = 1024 * 1024;

interface Running {
  readonly child: ChildProcess;
  namespace: string | null;
  ended: boolean;
  readonly taken: (stream: 'stdout' | 'stderr', bytes: number) => void;
}
const running = new Map<number, Running>();

function send(kind: FrameKind, id: number, data: Buffer | string): void {
  process.stdout.write(encodeFrame(kind, id, data));
}
const tell = (message: Readonly<Record<string, unknown>>): void => send(frameKinds.message, 0, JSON.stringify(message));

function start({ id, command, cwd, env }: StartMessage): void {
  const apart = ['--unshare-user', '--cap-drop', 'ALL', '--dev-bind', '/', '/', '--info-fd', '3'];
  const filter = options.seccomp === null ? null : openSync(options.seccomp, 'r');
  if (filter !== null) apart.push('--seccomp', '4');
  const [program = '', ...words] = [...options.limits, options.bwrap, ...apart, '--chdir', cwd, '--', ...command];
  const child = spawn(program, words, { env, cwd: '/', detached: true, stdio: ['pipe', 'pipe', 'pipe', 'pipe', filter ?? 'ignore'] });
  if (filter !== null) closeSync(filter);
  const unread = { stdout: 0, stderr: 0 };
  const entry: Running = {
    child,
    namespace: null,
    ended: false,
    taken: (stream, bytes) => {
      unread[stream] -= bytes;
      if (unread[stream] < mostUnread) child[stream]?.resume();
    },
  };
  running.set(id, entry);
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('error', () => {});
    child[stream]?.on('data', (data: Buffer) => {
      unread[stream] += data.length;
      if (unread[stream] >= mostUnread) child[stream]?.pause();
      send(frameKinds[stream], id, data);
    });
  }
  child.stdin?.on('error', () => {});
  const info = child.stdio[3];
  let text = '';
  info?.on('error', () => {});
  info?.on('data', (data: Buffer) => {
    text += data.toString();
    const pid = /"child-pid": (\d+)/.exec(text)?.[1];
    if (pid === undefined || entry.namespace !== null) return;
    entry.namespace = namespaceOf(pid);
    // A kill that came before there was anything to kill.
    if (entry.ended) end(id);
  });
  child.on('error', (cause) => {
    running.delete(id);
    tell({ type: 'exit', id, code: null, error: cause.message });
  });
  child.on('exit', () => end(id));
  child.on('close', (code) => {
    running.delete(id);
    tell({ type: 'exit', id, code });
  });
}

/** Ends a command with all it has started, wherever that went. */
function end(id: number): void {
  const entry = running.get(id);
  if (!entry) return;
  entry.ended = true;
  if (entry.namespace !== null && entry.namespace !== own) killAll(entry.namespace);
  entry.child.kill('SIGKILL');
}

function receive(message: ToSupervisor): void {
  if (message.type === 'start') return start(message);
  if (message.type === 'kill') return end(message.id);
  if (message.type === 'taken') return running.get(message.id)?.taken(message.stream, message.bytes);
  running.get(message.id)?.child.stdin?.end();
}

const read = frameReader(({ kind, id, data }) => {
  // Only the process that started this one writes here.
  if (kind === frameKinds.message) {
    const message: ToSupervisor = JSON.parse(data.toString());
    return receive(message);
  }
  const stdin = running.get(id)?.child.stdin;
  const taken = (): void => tell({ type: 'written', id });
  if (!stdin || stdin.destroyed || stdin.writableEnded) taken();
  else stdin.write(Buffer.from(data), taken);
});
process.stdin.on('data', (chunk: Buffer) => {
  if (!read(chunk)) process.exit(1);
});
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));

async function openDoors(): Promise<void> {
  for (const { socket, port } of options.doors) {
    const server = createServer({ allowHalfOpen: true }, (client) => {
      const door = connect({ path: socket, allowHalfOpen: true });
      client.on('error', () => door.destroy());
      door.on('error', () => client.destroy());
      client.pipe(door);
      door.pipe(client);
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  }
}

watchUse(options.most, (reason) => tell({ type: 'over', reason }));
await openDoors();
tell({ type: 'ready' });
