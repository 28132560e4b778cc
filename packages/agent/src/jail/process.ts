import { Readable, Writable } from 'node:stream';
import type { JailedProcess } from './jail.ts';
import type { ToSupervisor } from './messages.ts';

/** The ends of one process on this side. */
export interface Ends {
  readonly process: JailedProcess;
  readonly data: (stream: 'stdout' | 'stderr', data: Buffer) => void;
  readonly written: () => void;
  readonly exit: (code: number | null) => void;
}

/** How it reaches the jail. */
export interface Line {
  readonly tell: (message: ToSupervisor) => void;
  readonly write: (id: number, data: Buffer) => void;
}

/** What is not read here is not read there either, so that neither a silent reader nor a loud process fills memory. */
export function openEnds(id: number, { tell, write }: Line): Ends {
  let settle: (exited: { readonly code: number | null }) => void = () => {};
  let killed = false;
  let written: (() => void) | null = null;
  const readable = (stream: 'stdout' | 'stderr') => {
    let unread = 0;
    const taken = (): void => {
      if (unread > 0) tell({ type: 'taken', id, stream, bytes: unread });
      unread = 0;
    };
    const out = new Readable({ read: taken });
    const push = (data: Buffer): void => {
      if (out.destroyed) return tell({ type: 'taken', id, stream, bytes: data.length });
      unread += data.length;
      if (out.push(data)) taken();
    };
    return { out, push };
  };
  const [stdout, stderr] = [readable('stdout'), readable('stderr')];
  const stdin = new Writable({
    write: (data: Buffer, _encoding, done) => {
      written = () => done();
      write(id, data);
    },
    final: (done) => {
      tell({ type: 'end', id });
      done();
    },
  });
  stdin.on('error', () => {});
  return {
    process: {
      stdin,
      stdout: stdout.out,
      stderr: stderr.out,
      exited: new Promise((resolve) => (settle = resolve)),
      kill: () => {
        killed = true;
        tell({ type: 'kill', id });
      },
    },
    data: (stream, data) => (stream === 'stdout' ? stdout : stderr).push(data),
    written: () => {
      const done = written;
      written = null;
      done?.();
    },
    exit: (code) => {
      stdout.out.push(null);
      stderr.out.push(null);
      stdin.destroy();
      settle({ code: killed ? null : code });
    },
  };
}
