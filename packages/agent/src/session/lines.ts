import { Transform } from 'node:stream';

const mostStray = 50;
const longestLine = 64 * 1024 * 1024;

/**
 * Lets lines of JSON through and drops the rest: agents print warnings where only messages belong. Where most of it is no message,
 * `malformed` is told.
 */
export function messagesOnly(malformed: () => void): Transform {
  let rest = Buffer.alloc(0);
  let stray = 0;
  let told = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, from)) {
        const line = all.subarray(from, end + 1);
        from = end + 1;
        if (isMessage(line.toString('utf8'))) this.push(line);
        else if (line.toString('utf8').trim() !== '') stray += 1;
      }
      rest = Buffer.from(all.subarray(from));
      if (!told && (stray >= mostStray || rest.length > longestLine)) {
        told = true;
        malformed();
      }
      done();
    },
  });
}

function isMessage(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'jsonrpc' in value;
  } catch {
    return false;
  }
}
