import { killEscaped, readTail, sizeOf, startGroup, type ProcessGroup } from '@groundwork/target-local';
import type { ReadyProgram } from '@groundwork/toolkit';
import { rmSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { join, type Frame } from '../sockets/join.ts';
import type { Adapter, Address, Debuggee } from './debugger.ts';

/** One service under its debugger. */
export interface DebugSession {
  readonly id: string;
  /** A connection to its adapter, for its first session or that of a child process. */
  connect(): Promise<Duplex>;
  /** Joins a window's socket with it. When the socket of the first session closes, everything of it ends. */
  open(socket: WebSocket, connection: Duplex): void;
  /** Ends the program, what it started, and the adapter. */
  stop(): Promise<void>;
}

const pollMs = 50;
/** What a program said last arrives before the news that it ended. */
const lingerMs = 300;

const waitingSchema = z.object({ host: z.string(), port: z.int() });
const startSchema = z.object({ groundwork: z.string() });
/** Events of an adapter that are nobody's business. */
const internalEvents = new Set(['debugpyWaitingForServer', 'debugpySockets']);

export function openSession(id: string, adapter: Adapter, debuggee: Debuggee, ended: () => void): DebugSession {
  const { program, folder, run } = debuggee;
  let group: ProcessGroup | null = null;
  let exit = 0;
  let stopping: Promise<void> | null = null;

  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      await group?.stop(2000);
      await adapter.stop();
      killEscaped(run);
      await program.release(exit);
      rmSync(folder, { recursive: true, force: true });
      ended();
    })();
    return stopping;
  };
  void adapter.ended.then(stop);

  const startProgram = (to: Address, send: (frame: Frame) => void): void => {
    if (adapter.reporting === null || group !== null) return;
    const started = startGroup({ ...adapter.reporting(to), cwd: program.cwd, log: program.log, run });
    group = started;
    const finish = followOutput(program.log, (output) => send(event('output', { category: 'stdout', output })));
    void started.ended.then(({ code, signal }) => {
      exit = code ?? 1;
      finish();
      if (stopping === null) send(event('output', { category: 'console', output: lastWords(program, exit, signal) }));
      send(event('exited', { exitCode: exit }));
      setTimeout(() => send(event('terminated', {})), lingerMs);
    });
  };

  return {
    id,
    connect: () => adapter.connect(),
    stop,
    open: (socket, connection) => {
      const joined = join(socket, connection, connection, {
        toProgram: (frame) => {
          if (!startsHere(frame, id)) return frame;
          if (frame['command'] === 'restart') return { ...frame, arguments: { arguments: adapter.start } };
          socket.on('close', () => void stop());
          return { ...frame, command: adapter.start['request'], arguments: adapter.start };
        },
        toWindow: (frame) => {
          const { event: name, body } = frame;
          const waiting = name === 'debugpyWaitingForServer' ? waitingSchema.safeParse(body) : null;
          if (waiting?.success) startProgram(waiting.data, joined.send);
          return typeof name === 'string' && (internalEvents.has(name) || isNoise(frame)) ? null : frame;
        },
      });
      socket.on('close', () => connection.destroy());
      connection.on('close', () => socket.close(1000, 'the session ended'));
    },
  };
}

/** A request that starts the first session, or starts it again: the window says which one it is, and we what is started. */
function startsHere({ command, arguments: given }: Frame, id: string): boolean {
  return (command === 'launch' || command === 'attach' || command === 'restart') && startSchema.safeParse(given).data?.groundwork === id;
}

const outputSchema = z.object({ category: z.string().optional(), output: z.string() });
/** What Node says to whoever starts a debugger by hand. */
const ofNode =
  /^(?:Debugger (?:attached\.|(?:listening|ending) on ws:.*)|Waiting for the debugger to disconnect\.\.\.|For help, see: .*)\n$/;

/** Output of the adapter's own, or of the runtime about being debugged. */
function isNoise({ event: name, body }: Frame): boolean {
  const output = name === 'output' ? outputSchema.safeParse(body).data : undefined;
  return output !== undefined && (output.category === 'telemetry' || ofNode.test(output.output));
}

function event(name: string, body: Frame): Frame {
  return { seq: 0, type: 'event', event: name, body };
}

/** What is appended to a file from now on, until the returned function is called, which reads the rest. */
function followOutput(file: string, said: (text: string) => void): () => void {
  let at = sizeOf(file);
  const look = (): void => {
    const size = sizeOf(file);
    if (size === at) return;
    said(readTail(file, at, size));
    at = size;
  };
  const timer = setInterval(look, pollMs);
  return () => {
    clearInterval(timer);
    look();
  };
}

function lastWords({ service, log, reason }: ReadyProgram, exit: number, signal: string | null): string {
  const found = reason(exit, readTail(log));
  if (found === null) return `${service.name} ended${exit === 0 ? '' : ` with ${signal ?? exit}`}\n`;
  const where = found.where === null ? '' : `  ${found.where}`;
  return `${service.name} stopped: ${found.message}${where}\n${found.fix === null ? '' : `${found.fix}\n`}`;
}
