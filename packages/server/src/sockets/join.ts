import type { Message } from 'vscode-jsonrpc/node';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Readable, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import { z } from 'zod';

/** One message, of the Language Server Protocol or the Debug Adapter Protocol. */
export type Frame = Readonly<Record<string, unknown>>;

const frameSchema = z.record(z.string(), z.unknown());
/** A window that takes nothing for so long that this much waits for it is let go. */
const mostBacklog = 64 * 1024 * 1024;

export interface JoinOptions {
  /** What the program gets in the place of what the window said; `null` for nothing. */
  readonly toProgram?: (frame: Frame) => Frame | null;
  readonly toWindow?: (frame: Frame) => Frame | null;
}

/**
 * Joins a socket, one JSON message a frame, with a program that puts a `Content-Length` before each. Closes the socket when the
 * program says something that is no message, and the other way round.
 */
export function join(socket: WebSocket, output: Readable, input: Writable, options: JoinOptions = {}): { send(frame: Frame): void } {
  const { toProgram = same, toWindow = same } = options;
  const reader = new StreamMessageReader(output);
  const writer = new StreamMessageWriter(input);
  const send = (frame: Frame): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostBacklog) socket.terminate();
    else socket.send(JSON.stringify(frame));
  };
  reader.onError(() => socket.close(1011, 'no message'));
  reader.listen((message) => pass(toWindow({ ...message }), send));
  input.on('error', () => socket.close(1011, 'it ended'));
  socket.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? parse(data.toString()) : null;
    if (frame === null) socket.close(1007, 'not a message');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any JSON object, framed alike in both protocols
    else pass(toProgram(frame), (each) => void writer.write(each as unknown as Message).catch(() => {}));
  });
  return { send };
}

const same = (frame: Frame): Frame => frame;

function pass(frame: Frame | null, to: (frame: Frame) => void): void {
  if (frame !== null) to(frame);
}

function parse(text: string): Frame | null {
  try {
    return frameSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
