/** What a frame carries: a message as JSON, or bytes of one stream of one process. */
export const frameKinds = { message: 0, stdin: 1, stdout: 2, stderr: 3 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export interface Frame {
  readonly kind: number;
  /** Which process; 0 for the jail itself. */
  readonly id: number;
  readonly data: Buffer;
}

const headBytes = 9;
/** More is not sent by either side, so more is a side that is not ours. */
const mostBytes = 16 * 1024 * 1024;

export function encodeFrame(kind: FrameKind, id: number, data: Buffer | string): Buffer {
  const body = typeof data === 'string' ? Buffer.from(data) : data;
  const frame = Buffer.allocUnsafe(headBytes + body.length);
  frame.writeUInt8(kind, 0);
  frame.writeUInt32BE(id, 1);
  frame.writeUInt32BE(body.length, 5);
  body.copy(frame, headBytes);
  return frame;
}

/** Takes bytes as they come and hands on whole frames; false once what came is not of this form. */
export function frameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => boolean {
  let parts: Buffer[] = [];
  let size = 0;
  let wanted = headBytes;
  return (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    if (size < wanted) return true;
    let all = parts.length === 1 ? chunk : Buffer.concat(parts, size);
    for (wanted = headBytes; all.length >= headBytes; wanted = headBytes) {
      const length = all.readUInt32BE(5);
      if (length > mostBytes) return false;
      wanted = headBytes + length;
      if (all.length < wanted) break;
      onFrame({ kind: all.readUInt8(0), id: all.readUInt32BE(1), data: all.subarray(headBytes, wanted) });
      all = all.subarray(wanted);
    }
    parts = all.length === 0 ? [] : [all];
    size = all.length;
    return true;
  };
}
