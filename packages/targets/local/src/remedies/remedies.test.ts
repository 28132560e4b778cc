import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JavaTools, NodeTools } from '../launch/schema.ts';
import { otherJdk } from './java/other-jdk.ts';
import { npmAsOfCommit, olderNode } from './node/other-node.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const never = (): Promise<boolean> => Promise.resolve(false);

describe('another JDK', () => {
  const tools: JavaTools = {
    language: 'java',
    version: '17.0.15',
    others: ['25.0.3', '21.0.2', '11.0.2', '8.0.392'].map((version) => ({ version, home: `/jdk/${version}` })),
  };

  it.each([
    ['error: invalid target release: 21', '21.0.2'],
    ['Fatal error compiling: error: release version 19 not supported', '21.0.2'],
    ['compiled by a more recent version (class file version 69.0), this version of the Java Runtime only recognizes', '25.0.3'],
    ['General error: Unsupported class file major version 61', '11.0.2'],
    ['Unable to make field accessible: module java.base does not "opens java.lang"', '11.0.2'],
    ['error: Source option 5 is no longer supported. Use 7 or later.', '8.0.392'],
  ])('for %s', async (log, version) => {
    expect(otherJdk.fits(log, tools)).toBe(true);
    expect((await otherJdk.prepare({ tools, cwd: folder, log, run: never }))?.env).toEqual({ JAVA_HOME: `/jdk/${version}` });
  });

  it('is none where this machine has no fitting one', async () => {
    expect(await otherJdk.prepare({ tools, cwd: folder, log: 'invalid target release: 26', run: never })).toBeNull();
  });
});

describe('another Node', () => {
  const tools = (version: string, locked = true): NodeTools => ({ language: 'node', version, bin: '/node', toolchains: folder, locked });

  it.each([
    ['ReferenceError: primordials is not defined', null, 'Node 12 took away: using 10'],
    ['gyp ERR! not ok\nnpm ERR! path /app/node_modules/node-sass', '6.0.1', 'using 16'],
    ['Error: Node Sass does not yet support\nnode-sass/lib: does not yet support your current environment', '4.14.1', 'using 14'],
    ['npm ERR! gyp ERR! not ok', null, 'using 14'],
  ])('for %s', async (log, sass, says) => {
    mkdirSync(join(folder, 'node_modules/node-sass'), { recursive: true });
    if (sass) writeFileSync(join(folder, 'node_modules/node-sass/package.json'), JSON.stringify({ version: sass }));
    writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":1}');
    const mended = await olderNode.prepare({ tools: tools('24.1.0'), cwd: folder, log, run: never });
    expect(mended?.says).toContain(says);
    expect(mended?.commands.at(-1)).toEqual({ argv: ['rm', '-rf', join(folder, 'node_modules')] });
  });

  it('is none where the one in use is as old', async () => {
    expect(await olderNode.prepare({ tools: tools('14.21.3'), cwd: folder, log: 'gyp ERR! not ok node-sass', run: never })).toBeNull();
  });

  it('is not what a repository without a lockfile needs: releases of its time are', async () => {
    const run = (command: { argv: string[] } | { shell: string }): Promise<boolean> => {
      const file = 'argv' in command ? command.argv.find((word) => word.startsWith('--output='))?.slice('--output='.length) : undefined;
      writeFileSync(file ?? join(folder, 'none'), '2019-05-06T07:08:09Z\n');
      return Promise.resolve(true);
    };
    const log = 'Error [ERR_REQUIRE_ESM]: require() of ES Module';
    expect(npmAsOfCommit.fits(log, tools('24.1.0'))).toBe(false);
    expect(npmAsOfCommit.fits(log, tools('24.1.0', false))).toBe(true);
    const mended = await npmAsOfCommit.prepare({ tools: tools('24.1.0', false), cwd: folder, log, run });
    expect(mended?.env).toEqual({ npm_config_before: '2019-05-07T07:08:09.000Z' });
  });
});
