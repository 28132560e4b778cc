import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf, contextTar, readContext, stageContext, within } from './context.ts';

const ignored = '**/.env\nnode_modules\n!node_modules/kept/**\n**/*.log\n';
let harbour = '';

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(harbour, path)), { recursive: true });
  writeFileSync(join(harbour, path), text);
  chmodSync(join(harbour, path), mode);
}

beforeEach(() => {
  harbour = mkdtempSync(join(tmpdir(), 'harbour-'));
  write('pier/main.py', 'print("tide")\n');
  write('pier/start.sh', '#!/bin/sh\n', 0o700);
  write('pier/.env', 'BUOY_KEY=secret\n');
  write('tides.log', 'high');
  write('node_modules/a/index.js', '');
  write('node_modules/kept/index.js', '');
  symlinkSync('main.py', join(harbour, 'pier/link.py'));
  symlinkSync('/etc/passwd', join(harbour, 'pier/out'));
  symlinkSync('../../../outside', join(harbour, 'pier/above'));
});

afterEach(() => rmSync(harbour, { recursive: true }));

const read = () => readContext(harbour, ignored);

interface Unpacked {
  readonly mode: number;
  readonly type: string;
  readonly text: string;
  readonly mtime: number;
}

async function unpacked(bytes: AsyncIterable<Uint8Array>): Promise<Record<string, Unpacked>> {
  const tar = extract();
  const sent = (async () => {
    for await (const chunk of bytes) tar.write(chunk);
    tar.end(null);
  })();
  const files: Record<string, Unpacked> = {};
  for await (const entry of tar) {
    const { name, mode, type, linkname, mtime } = entry.header;
    const chunks: string[] = [];
    for await (const chunk of entry) chunks.push(String(chunk));
    files[name] = { mode, type, text: type === 'symlink' ? linkname : chunks.join(''), mtime: mtime.getTime() };
  }
  await sent;
  return files;
}

describe('a build context', () => {
  it('holds what is not kept out, and no link that leads away', async () => {
    const { entries, leftOut } = await read();
    expect(entries.map(({ path, kind, executable }) => [path, kind, executable])).toEqual([
      ['node_modules/kept/index.js', 'file', false],
      ['pier/link.py', 'link', false],
      ['pier/main.py', 'file', false],
      ['pier/start.sh', 'file', true],
    ]);
    expect(leftOut).toEqual(['pier/above', 'pier/out']);
  });

  it('is told by its content, whatever else is about its files', async () => {
    const first = contentOf(await read(), 'FROM scratch', 'linux/amd64');
    utimesSync(join(harbour, 'pier/main.py'), 1, 1);
    write('pier/start.sh', '#!/bin/sh\n', 0o755);
    write('pier/.env', 'BUOY_KEY=another\n');
    expect(contentOf(await read(), 'FROM scratch', 'linux/amd64')).toBe(first);
    expect(contentOf(await read(), 'FROM debian', 'linux/amd64')).not.toBe(first);
    expect(contentOf(await read(), 'FROM scratch', 'linux/arm64')).not.toBe(first);
    write('pier/main.py', 'print("ebb")\n');
    expect(contentOf(await read(), 'FROM scratch', 'linux/amd64')).not.toBe(first);
  });

  it('has a part that changes for itself', async () => {
    write('tides/main.py', '');
    const context = await read();
    expect(within(context, 'tides').entries.map(({ path }) => path)).toEqual(['tides/main.py']);
    expect(within(context, 'pier').leftOut).toEqual(['pier/above', 'pier/out']);
  });

  it('is the same tar every time, with what was added', async () => {
    write('chart.bin', 'x'.repeat(300_000));
    const context = await read();
    const hash = async (): Promise<string> => {
      const sum = createHash('sha256');
      for await (const chunk of contextTar(context, { '.groundwork/Dockerfile': 'FROM scratch\n' })) sum.update(chunk);
      return sum.digest('hex');
    };
    expect(await hash()).toBe(await hash());
    const files = await unpacked(contextTar(context, { '.groundwork/Dockerfile': 'FROM scratch\n' }));
    expect(files['.groundwork/Dockerfile']?.text).toBe('FROM scratch\n');
    expect(files['chart.bin']?.text).toHaveLength(300_000);
    expect(files['pier/start.sh']).toMatchObject({ mode: 0o755, mtime: 315_532_800_000 });
    expect(files['pier/link.py']).toMatchObject({ type: 'symlink', text: 'main.py' });
  });

  it('says that a file changed while it was sent', async () => {
    const context = await read();
    write('pier/main.py', 'print("spring tide")\n');
    await expect(
      (async () => {
        for await (const _ of contextTar(context)) void _;
      })(),
    ).rejects.toThrowError(expect.objectContaining({ code: 'images.changed' }));
  });

  it('lies in a folder without anything of this machine', async () => {
    const to = mkdtempSync(join(tmpdir(), 'staged-'));
    await stageContext(await read(), to);
    expect(readFileSync(join(to, 'pier/main.py'), 'utf8')).toBe('print("tide")\n');
    expect(readlinkSync(join(to, 'pier/link.py'))).toBe('main.py');
    expect(statSync(join(to, 'pier/start.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(to, 'pier/main.py')).mtimeMs).toBe(315_532_800_000);
    rmSync(to, { recursive: true });
  });
});
