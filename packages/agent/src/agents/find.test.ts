import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAgent } from './find.ts';
import { listAgents } from './list.ts';

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  mkdirSync(join(home, 'bin'));
  mkdirSync(join(home, 'lib/node_modules/opencode-ai/bin'), { recursive: true });
  const program = join(home, 'lib/node_modules/opencode-ai/bin/opencode.js');
  writeFileSync(program, '#!/usr/bin/env node\n');
  chmodSync(program, 0o755);
  symlinkSync(program, join(home, 'bin/opencode'));
  writeFileSync(join(home, 'bin/codex-acp'), 'not executable');
});
afterEach(() => rmSync(home, { recursive: true }));

const find = (asked: string) => findAgent(asked, { own: [join(home, 'bin/opencode')], path: `/nowhere:${home}/bin` });

describe('an agent is found', () => {
  it('by its name, with what a jail has to let it read', () => {
    expect(find('opencode')).toMatchObject({
      name: 'opencode',
      command: [`${home}/bin/opencode`],
      folders: [`${home}/bin`, `${home}/lib`],
    });
  });

  it('by its command, where nothing is known of it', () => {
    expect(find(' opencode  acp')).toMatchObject({ name: 'opencode', known: null, command: [`${home}/bin/opencode`, 'acp'] });
  });

  it('ours, as the command line that runs', () => {
    expect(find('groundwork')).toMatchObject({ name: 'groundwork', command: [`${home}/bin/opencode`] });
  });

  it('from a checkout, with all that is installed in it', () => {
    mkdirSync(join(home, 'checkout/apps/cli'), { recursive: true });
    writeFileSync(join(home, 'checkout/package-lock.json'), '{}');
    writeFileSync(join(home, 'checkout/apps/cli/groundwork.js'), '');
    const own = [join(home, 'checkout/apps/cli/groundwork.js')];
    expect(findAgent('groundwork', { own, path: '' }).folders).toContain(join(home, 'checkout'));
  });

  it('or it is said how it is got', () => {
    expect(() => find('codex')).toThrow(
      expect.objectContaining({ exit: 3, fix: expect.stringMatching(/^npm install --global @agentclientprotocol\/codex-acp@\d/) }),
    );
    expect(() => find('sloop --acp')).toThrow(expect.objectContaining({ message: 'There is no agent sloop --acp, nor such a program' }));
  });
});

describe('agents are listed', () => {
  it('with what is here, its version, and how the others are got', () => {
    writeFileSync(join(home, 'lib/node_modules/opencode-ai/package.json'), '{"name":"opencode-ai","version":"1.0.0"}');
    // Packages have manifests within, which say less.
    writeFileSync(join(home, 'lib/node_modules/opencode-ai/bin/package.json'), '{"type":"module"}');
    const listed = listAgents({ own: ['node', 'groundwork.js'], path: `${home}/bin` });
    expect(listed[0]).toMatchObject({ name: 'groundwork', program: 'groundwork.js', get: null });
    expect(listed.find(({ name }) => name === 'opencode')).toMatchObject({ program: `${home}/bin/opencode`, installed: '1.0.0' });
    expect(listed.find(({ name }) => name === 'codex')).toMatchObject({
      program: null,
      installed: null,
      get: expect.stringMatching(/^npm install --global @agentclientprotocol\/codex-acp@\d/),
    });
  });
});
