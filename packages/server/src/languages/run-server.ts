import { baseEnvironment, signalGroup, startSpokenTo } from '@groundwork/target-local';
import type { WebSocket } from 'ws';
import type { Workspace } from '../rpc/workspace.ts';
import { join, type Frame } from '../sockets/join.ts';
import type { Startable } from './server.ts';

/** An orderly end is its own affair; after this it is made to end. */
const graceMs = 1500;

/** Starts a language server that speaks to one socket and ends with it and with us, whatever it started itself. Settles when it ended. */
export function runServer(socket: WebSocket, { argv, env, options }: Startable, { dir }: Pick<Workspace, 'dir'>): Promise<void> {
  // What it says about a repository in its log is not ours to keep.
  const child = startSpokenTo({ argv, cwd: dir, env: { ...baseEnvironment(), ...env } });
  const pid = child.pid ?? 0;
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  void gone.then(() => {
    signalGroup(pid, 'SIGKILL');
    socket.close(1011, 'the language server ended');
  });
  join(socket, child.stdout, child.stdin, { toProgram: (frame) => asOurs(frame, options) });

  const stop = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    signalGroup(pid, 'SIGTERM');
    await gone;
    clearTimeout(timer);
  };
  socket.on('close', () => void stop());
  return gone;
}

/** Its client lives in a browser: the process whose end it should follow is ours, and what it may do was decided here. */
function asOurs(frame: Frame, options: Startable['options']): Frame {
  if (frame['method'] !== 'initialize' || typeof frame['params'] !== 'object') return frame;
  return { ...frame, params: { ...frame['params'], processId: process.pid, initializationOptions: options } };
}
