import { scriptedModel } from '@groundwork/gateway/testing';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let folder: string;
let state: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
  state = mkdtempSync(join(tmpdir(), 'state-'));
  vi.stubEnv('XDG_STATE_HOME', state);
  mkdirSync(join(folder, 'tests'));
  writeFileSync(join(folder, 'requirements.txt'), 'flask\npytest\n');
  writeFileSync(join(folder, 'bread.py'), 'import flask\n\n\ndef price_of(loaf):\n    return 0\n');
  writeFileSync(join(folder, 'tests', 'test_bread.py'), 'from bread import price_of\n');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  rmSync(state, { recursive: true });
});

const gw = (...inputs: readonly string[]) => groundworkIn(folder, inputs);
const file = (id: string): string => join(folder, 'tickets', `${id}.md`);

describe('gw ticket', () => {
  it('proposes, writes, lists, approves, and forgets an approval of what was changed', async () => {
    const created = await gw('ticket', 'new', 'Rye costs more.', 'Fix `price_of`, add a test');
    expect(created).toMatchObject({ exit: 0, stderr: '' });
    expect(created.stdout).toContain('rye-costs-more is in tickets/rye-costs-more.md');
    expect(created.stdout).toMatch(/done when +a test in tests\/test_bread\.py fails before and passes after/);
    expect(created.stdout).toMatch(/still +python -m pytest/);
    expect((await gw('ticket', 'approve', 'rye-costs-more')).exit).toBe(3);
    expect(await gw('ticket', 'approve', 'rye-costs-more', '--yes')).toMatchObject({ exit: 0 });
    expect((await gw('ticket', 'list')).stdout).toMatch(/rye-costs-more +approved/);
    writeFileSync(file('rye-costs-more'), readFileSync(file('rye-costs-more'), 'utf8').replace('usd: 2', 'usd: 200'));
    expect((await gw('ticket', 'show', 'rye-costs-more')).stdout).toContain('not approved as it stands');
  });

  it('approves nothing that is open, and takes an answer', async () => {
    await gw('ticket', 'new', 'Make it better');
    const refused = await gw('ticket', 'approve', 'make-better', '--yes');
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain('gw ticket answer make-better unmeasurable.better');
    expect((await gw('ticket', 'answer', 'make-better', 'unmeasurable.better', 'the tests decide')).exit).toBe(0);
    expect((await gw('ticket', 'answer', 'make-better', 'nonsense', 'x')).exit).toBe(2);
    expect((await gw('ticket', 'approve', 'make-better', '--yes')).exit).toBe(0);
  });

  it('prints JSON, and writes nothing where it prints the file', async () => {
    const { stdout } = await gw(
      'ticket',
      'new',
      '--json',
      '--print',
      '--answer',
      'acceptance=run pytest -k rye',
      'Rye',
      'costs more in `price_of`',
    );
    expect(JSON.parse(stdout)).toMatchObject({ file: null, head: { 'done when': [{ run: 'pytest -k rye' }], questions: [] } });
    expect(JSON.parse((await gw('ticket', 'list', '--json')).stdout)).toEqual([]);
  });

  it('makes a ticket of a text file, in place where it lies among tickets', async () => {
    mkdirSync(join(folder, 'tickets'));
    writeFileSync(file('rye'), '# Rye costs more\n\n`price_of` has to know. Add a test.\n');
    expect((await gw('ticket', 'show', 'rye')).stderr).toContain('gw ticket new tickets/rye.md');
    expect((await gw('ticket', 'new', 'tickets/rye.md')).exit).toBe(0);
    expect(readFileSync(file('rye'), 'utf8')).toMatch(
      /^---\ngoal: Rye costs more\n[\s\S]*---\n\n# Rye costs more\n\n`price_of` has to know/,
    );
    expect(await gw('ticket', 'new', 'tickets/rye.md')).toMatchObject({ exit: 2, stderr: expect.stringContaining('a ticket already') });
  });

  it('sharpens a proposal with a model where it is asked to, and only then: *pipeline conformance*', async () => {
    const model = await scriptedModel(() => ({
      text: '{"goal":"Rye costs 4","scope":["bread.py","oven/**"],"done when":[{"run":"python -m pytest","in":"."},{"run":"sh rye.sh"}]}',
    }));
    const env = { HOME: state, XDG_CONFIG_HOME: state, XDG_STATE_HOME: state };
    const sharp = (...words: string[]) => groundworkIn(folder, ['ticket', 'new', ...words, 'Rye costs more in `price_of`'], '', env);
    try {
      expect(await sharp('--sharpen')).toMatchObject({ exit: 3, stderr: expect.stringContaining('gw model use MODEL') });
      expect(await groundworkIn(folder, ['model', 'use', `one@${model.url}/v1`], '', env)).toMatchObject({ exit: 0 });
      expect((await sharp('--print')).exit).toBe(0);
      expect(model.requests).toHaveLength(0);
      const { stdout, exit } = await sharp('--sharpen');
      expect(exit).toBe(0);
      expect(stdout).toMatch(/goal +Rye costs 4[\s\S]*done when +python -m pytest[\s\S]*may change bread\.py/);
      expect(stdout).toMatch(/sharpened +by 127\.0\.0\.1:\d+\/one, \$0\.00, \d+ tokens in 1 request\n/);
      expect(stdout).toMatch(/not taken +scope oven\/\*\*: nothing is there/);
      expect(stdout).toContain('gw ticket answer rye-costs-more-price command.1');
      expect(model.requests).toHaveLength(1);
    } finally {
      await model.close();
    }
    const gone = await sharp('--sharpen', '--print', '--json');
    expect(gone.exit).toBe(0);
    expect(JSON.parse(gone.stdout)).toMatchObject({
      head: { goal: 'Rye costs more in `price_of`' },
      sharpened: { failed: expect.any(String) },
    });
  });

  it('says what is wrong with a head, and where', async () => {
    mkdirSync(join(folder, 'tickets'));
    writeFileSync(file('rye'), '---\ngoal: Rye\nscop: [a]\n---\n');
    const { stderr, exit } = await gw('ticket', 'show', 'rye');
    expect(exit).toBe(2);
    expect(stderr).toMatch(/tickets\/rye\.md:3:1[\s\S]*Did you mean `scope`\?/);
    expect((await gw('ticket', 'list')).stdout).toMatch(/tickets\/rye\.md +wrong/);
  });

  it('suggests the ticket that was meant', async () => {
    await gw('ticket', 'new', 'Rye costs more in `price_of`');
    expect(await gw('ticket', 'show', 'rye-cost-more-price')).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/Did you mean|Use one of/),
    });
  });
});
