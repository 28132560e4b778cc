import { scriptedModel } from '@groundwork/gateway/testing';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'library-'))));
afterEach(() => rmSync(home, { recursive: true }));

const model = (words: readonly string[], { stdin = '', env = {} }: { stdin?: string; env?: Record<string, string> } = {}) =>
  groundworkIn(home, ['model', ...words], stdin, { HOME: home, ...env });
const key = 'sk-ant-the-librarian-knows';
const listed = async (env = {}) => JSON.parse((await model(['list', '--json'], { env })).stdout);

describe('gw model', () => {
  it('uses what was chosen, and nothing that was only found', async () => {
    const before = await listed({ ANTHROPIC_API_KEY: key });
    expect(before.use).toBeNull();
    expect(before.providers).toContainEqual(
      expect.objectContaining({ name: 'anthropic', key: { from: 'environment', variable: 'ANTHROPIC_API_KEY' } }),
    );
    const used = await model(['use', 'anthropic/claude-sonnet-4-5'], { env: { ANTHROPIC_API_KEY: key } });
    expect(used).toMatchObject({ exit: 0, stdout: expect.stringContaining('anthropic/claude-sonnet-4-5') });
    expect(used.stdout).toContain('ANTHROPIC_API_KEY');
    expect((await listed()).use).toEqual({ provider: 'anthropic', id: 'claude-sonnet-4-5' });
  });

  it('keeps a key for its owner only, and never shows it', async () => {
    const said = [await model(['key', 'anthropic'], { stdin: `${key}\n` }), await model(['list']), await model(['list', '--json'])];
    const file = join(home, '.config/groundwork/model-keys.json');
    expect(readFileSync(file, 'utf8')).toContain(key);
    expect(statSync(file).mode & 0o077).toBe(0);
    said.push(await model(['rm', 'anthropic']));
    expect(readFileSync(file, 'utf8')).not.toContain(key);
    expect(said.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(JSON.stringify(said)).not.toContain(key);
  });

  it.each([
    ['', 'No key'],
    ['two words', 'not a key'],
  ])('takes no %j for a key', async (stdin, why) => {
    expect(await model(['key', 'openai'], { stdin })).toMatchObject({ exit: 2, stderr: expect.stringContaining(why) });
  });

  it('says what is missing for a model without a key', async () => {
    expect((await model(['use', 'openai/gpt-5'])).stderr).toContain('gw model key openai');
  });

  it('takes a model at an address, which costs nothing on this machine, and one for completion', async () => {
    const local = await scriptedModel([]);
    try {
      const used = await model(['use', `rye@${local.url}/v1`, '--completion']);
      expect(used).toMatchObject({ exit: 0, stdout: expect.stringContaining('counted as free') });
      const { completion, use } = await listed();
      expect([use, completion]).toEqual([null, { provider: local.url.replace('http://', ''), id: 'rye' }]);
    } finally {
      await local.close();
    }
  });

  it.each([['claude'], ['nowhere/claude'], ['a@http://user:pw@host/v1']])('does not know %s', async (name) => {
    expect((await model(['use', name])).exit).toBe(2);
  });

  it('does not send a key over a network unencrypted', async () => {
    await model(['use', 'rye@http://models.library.example:8000/v1']);
    expect(await model(['key', 'models.library.example:8000'], { stdin: key })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('unencrypted'),
    });
  });

  it('changes one bound of a budget and keeps the others', async () => {
    expect((await model(['budget', 'ticket', '--usd', '2'])).stdout).toContain('$2, 500 requests');
    expect((await model(['budget', 'ticket', '--requests', 'none'])).stdout).toContain('may spend $2\n');
    expect((await model(['budget', 'ticket'])).stdout).toContain('$5, 500 requests');
    expect((await model(['budget', 'ticket', '--tokens', '1.5'])).exit).toBe(2);
  });
});
