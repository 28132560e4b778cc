import type { Variable } from '@groundwork/blueprint';
import { silentHost, type Host } from '@groundwork/host';
import { environmentFolder, readSecrets } from '@groundwork/provision';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askForMissing } from './secrets.ts';
import { blueprintOf, serviceOf } from './service.fixture.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'harbour-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

const variable = (name: string, fields: Partial<Variable> = {}): Variable => ({
  name,
  required: true,
  secret: true,
  default: null,
  source: 'ask',
  evidence: [{ file: 'pier.js', line: 3, why: 'read', confidence: 1 }],
  ...fields,
});

const blueprintWith = (...env: Variable[]) => blueprintOf([serviceOf('pier', { env })]);

/** Answers each question with the next of the given words, and remembers what was asked. */
function answering(...words: (string | null)[]): { host: Host; asked: string[] } {
  const asked: string[] = [];
  const secret = async (question: string): Promise<string | null> => {
    asked.push(question);
    return words.shift() ?? null;
  };
  return { host: { ...silentHost, secret }, asked };
}

const kept = () => readSecrets(environmentFolder(dir, 'local'));

describe('keys of outside services', () => {
  it('are asked for once, with the place that reads them', async () => {
    const { host, asked } = answering('fog-bell');
    await askForMissing(dir, blueprintWith(variable('TIDE_KEY')), { given: {}, host });
    expect(asked).toEqual([expect.stringMatching(/TIDE_KEY.*pier.*pier\.js:3/)]);
    expect(kept().given).toEqual({ TIDE_KEY: 'fog-bell' });
    await askForMissing(dir, blueprintWith(variable('TIDE_KEY')), { given: {}, host });
    expect(asked).toHaveLength(1);
  });

  it('that were left out are not asked for again', async () => {
    const { host, asked } = answering('');
    for (let time = 0; time < 2; time += 1) await askForMissing(dir, blueprintWith(variable('TIDE_KEY')), { given: {}, host });
    expect(asked).toHaveLength(1);
    expect(kept()).toMatchObject({ given: {}, skipped: ['TIDE_KEY'] });
  });

  it.each([
    ['is optional', variable('TIDE_KEY', { required: false }), {}],
    ['has a default', variable('TIDE_KEY', { default: 'low' }), {}],
    ['is made up', variable('TIDE_KEY', { source: 'generated' }), {}],
    ['is in the environment', variable('TIDE_KEY'), { TIDE_KEY: 'x' }],
  ])('are not asked for when the variable %s', async (_why, asks, given) => {
    const { host, asked } = answering('fog-bell');
    await askForMissing(dir, blueprintWith(asks), { given, host });
    expect(asked).toEqual([]);
  });

  it('stay unanswered where nobody can answer', async () => {
    await askForMissing(dir, blueprintWith(variable('TIDE_KEY')), { given: {}, host: silentHost });
    expect(kept()).toMatchObject({ given: {}, skipped: [] });
  });
});
