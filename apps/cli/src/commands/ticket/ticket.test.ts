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
