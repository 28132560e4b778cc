import type { MessageOf } from '@groundwork/protocol';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

let home: string;
let harbour: Harbour;
let library: Harbour;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'person-'));
  vi.stubEnv('XDG_CONFIG_HOME', home);
  harbour = await openHarbour();
  library = await openHarbour();
});
afterEach(async () => {
  await harbour.close();
  await library.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const at = (name: string): string => join(home, 'groundwork', name);
const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (content: string): string => Buffer.from(content, 'base64').toString();

describe('what a person set up', () => {
  it('is the same in every folder, and theirs alone', async () => {
    await harbour.window().call('user/write', { name: 'settings.json', content: encode('{"tide":1}') });
    await harbour.window().call('user/write', { name: 'snippets/python.json', content: encode('{}') });
    const { content } = await library.window().call('user/read', { name: 'settings.json' });
    expect(decode(content)).toBe('{"tide":1}');
    expect((await library.window().call('user/list', {})).map(({ name }) => name).sort()).toEqual([
      'settings.json',
      'snippets/python.json',
    ]);
    expect(statSync(at('settings.json')).mode & 0o777).toBe(0o600);
    expect(statSync(at('')).mode & 0o777).toBe(0o700);
    expect(readdirSync(at('')).sort()).toEqual(['settings.json', 'snippets']);
  });

  it('is not lost when two windows write at once', async () => {
    const { version } = await harbour.window().call('user/write', { name: 'settings.json', content: encode('{}'), version: null });
    const write = async (of: Harbour, text: string): Promise<string> =>
      of
        .window()
        .call('user/write', { name: 'settings.json', content: encode(text), version })
        .then(
          () => text,
          (cause: unknown) => (cause instanceof Error && 'code' in cause ? String(cause.code) : ''),
        );
    const answers = await Promise.all([write(harbour, '{"pier":1}'), write(library, '{"shelf":1}')]);
    expect(answers).toContain('files.changed');
    expect(answers).toContain(readFileSync(at('settings.json'), 'utf8'));
    const again = harbour.window().call('user/write', { name: 'settings.json', content: encode('{}'), version: null });
    await expect(again).rejects.toMatchObject({ code: 'files.changed' });
  });

  it('is told to windows of other folders when it changes', async () => {
    const told: MessageOf<'user/changed'>['changes'] = [];
    const window = library.window();
    window.on('user/changed', ({ changes }) => told.push(...changes));
    await window.call('user/list', {});
    await harbour.window().call('user/write', { name: 'keybindings.json', content: encode('[]') });
    await vi.waitUntil(() => told.some(({ name }) => name === 'keybindings.json'), { timeout: 10_000 });
    expect(told.every(({ name }) => name === 'keybindings.json')).toBe(true);
  });

  it('has no other names, and no path of the workspace leads to it', async () => {
    const window = harbour.window();
    for (const name of ['../settings.json', 'serve.json', 'snippets/../../secret.json', 'snippets/.hidden.json', '/etc/passwd', '']) {
      await expect(window.call('user/read', { name })).rejects.toThrow(/^user\/read: Invalid/);
    }
    await window.call('user/write', { name: 'settings.json', content: encode('{"theme":"dusk"}') });
    symlinkSync(at('settings.json'), join(harbour.dir, 'mine.json'));
    symlinkSync(at(''), join(harbour.dir, 'mine'));
    await expect(window.call('files/read', { path: 'mine.json' })).rejects.toMatchObject({ code: 'files.outside' });
    await expect(window.call('files/read', { path: 'mine/settings.json' })).rejects.toMatchObject({ code: 'files.outside' });
    await expect(window.call('files/read', { root: 'user', path: 'settings.json' })).rejects.toMatchObject({ code: 'files.not_found' });
  });

  it('may be kept elsewhere, behind a link', async () => {
    mkdirSync(at(''), { recursive: true });
    writeFileSync(join(home, 'kept.json'), '{}');
    symlinkSync(join(home, 'kept.json'), at('settings.json'));
    await harbour.window().call('user/write', { name: 'settings.json', content: encode('{"tide":2}') });
    expect(readFileSync(join(home, 'kept.json'), 'utf8')).toBe('{"tide":2}');
    expect(lstatSync(at('settings.json')).isSymbolicLink()).toBe(true);
  });

  it('says when there is none, and what cannot be read stays as it is', async () => {
    await expect(harbour.window().call('user/read', { name: 'settings.json' })).rejects.toMatchObject({ code: 'files.not_found' });
    mkdirSync(at('settings.json'), { recursive: true });
    await expect(harbour.window().call('user/read', { name: 'settings.json' })).rejects.toMatchObject({ code: 'files.is_folder' });
    const write = harbour.window().call('user/write', { name: 'settings.json', content: encode('{}') });
    await expect(write).rejects.toMatchObject({ code: 'files.is_folder' });
    expect(statSync(at('settings.json')).isDirectory()).toBe(true);
  });
});
