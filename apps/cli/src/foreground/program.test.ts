import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTerminal } from '../terminal/terminal.ts';
import { runInForeground } from './program.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function runs(script: string, { stdin = '', interrupt = false } = {}) {
  const said: Buffer[] = [];
  const stream = { write: (text: string | Uint8Array) => void said.push(Buffer.from(text)) };
  const terminal = createTerminal(stream, {});
  const log = join(folder, 'run.log');
  const code = await runInForeground(
    { argv: [process.execPath, '-e', script], cwd: folder, env: { PATH: process.env['PATH'] ?? '' }, log },
    {
      stdin: Readable.from([stdin]),
      out: terminal,
      err: terminal,
      handSignals: (to) => {
        const timer = interrupt ? setInterval(() => to('SIGINT'), 300) : undefined;
        return () => clearInterval(timer);
      },
    },
  );
  return { code, said: Buffer.concat(said), log };
}

/** Two streams arrive in either order. */
const sorted = (bytes: Uint8Array) => bytes.toSorted();

describe('a program in the foreground', () => {
  it('ends with its own exit code', async () => {
    expect((await runs('process.exit(7)')).code).toBe(7);
  });

  it('is read from and written to byte by byte, and kept', async () => {
    const { said, log } = await runs('process.stdin.pipe(process.stdout); process.stderr.write(Buffer.from([0xff, 0]))', { stdin: 'rye' });
    expect(sorted(said)).toEqual(sorted(Buffer.from([0xff, 0, ...Buffer.from('rye')])));
    expect(sorted(readFileSync(log))).toEqual(sorted(said));
    expect(statSync(log).mode & 0o077).toBe(0);
  });

  it('gets Ctrl-C and decides itself what it means', async () => {
    const { code, said } = await runs("process.on('SIGINT', () => { console.log('wait'); process.exit(5); }); setInterval(() => {}, 9)", {
      interrupt: true,
    });
    expect({ code, said: said.toString() }).toEqual({ code: 5, said: 'wait\n' });
  });

  it('that a signal ended has 128 and its number', async () => {
    expect((await runs("process.kill(process.pid, 'SIGKILL')")).code).toBe(137);
  });

  it('that is not there is an error with a fix', async () => {
    const terminal = createTerminal({ write: () => true }, {});
    const program = { argv: ['no-such-mixer'], cwd: folder, env: { PATH: '/bin' }, log: null };
    const context = { stdin: Readable.from([]), out: terminal, err: terminal, handSignals: () => () => {} };
    await expect(runInForeground(program, context)).rejects.toMatchObject({ code: 'program.missing', exit: 1 });
  });
});
