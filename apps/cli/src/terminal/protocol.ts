import { Writable } from 'node:stream';
import type { OutputStream } from './terminal.ts';

/** Standard output for a protocol between programs: who reads slowly is waited for. */
export function protocolOutput(stream: OutputStream): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (stream.write(chunk) === false && stream.once) stream.once('drain', () => done());
      else done();
    },
  });
}
