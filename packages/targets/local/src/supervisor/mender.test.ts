import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LaunchedTask, Tools } from '../launch/schema.ts';
import type { Remedy } from '../remedies/remedy.ts';
import { createCorrected, type Corrected } from './corrected.ts';
import { createMender } from './mender.ts';
import { runTask } from './task.ts';

let folder: string;
let said: string[];
let renewed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipyard-'));
  said = [];
  renewed = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const tools: Tools = {
  language: 'python',
  venv: '/none',
  version: '3.13.0',
  others: [],
  uv: { program: 'uv', setup: [] },
  requirements: [],
  locked: false,
  constraints: '/none.txt',
};

const task = (kind: LaunchedTask['kind'], shell: string, services = ['slip']): LaunchedTask => ({
  id: `${kind}:slip`,
  kind,
  label: kind,
  services,
  needs: [],
  cwd: folder,
  env: { PATH: process.env['PATH'] ?? '' },
  setup: [{ shell: 'echo setup >> done.txt' }],
  commands: [{ shell: `echo ${kind} >> done.txt` }, { shell }],
  log: join(folder, `${kind}.log`),
  stamp: null,
  tools: kind === 'release' ? null : tools,
  contained: null,
});

/** Oak is right for what complains of pine; it is had by changing a variable. */
const oak: Remedy = {
  name: 'oak',
  fits: (log) => log.includes('pine'),
  prepare: () =>
    Promise.resolve({
      says: 'pine rots: using oak',
      commands: [{ shell: 'echo felled >> done.txt' }],
      env: { WOOD: 'oak' },
      path: ['/oak'],
    }),
};
const useless: Remedy = { ...oak, name: 'paint', prepare: () => Promise.resolve(null) };
const wrong: Remedy = {
  ...oak,
  name: 'birch',
  prepare: () => Promise.resolve({ says: 'pine rots: using birch', commands: [], env: { WOOD: 'birch' }, path: [] }),
};

function shipyard(tasks: readonly LaunchedTask[], remedies: readonly Remedy[]) {
  const corrected: Corrected = createCorrected(join(folder, 'corrected.json'), (message) => said.push(message));
  const base = { folder, signal: new AbortController().signal, corrected };
  const mender = createMender({
    ...base,
    launch: { run: 'run', tasks: [...tasks] },
    timed: (_id, _label, action) => action(),
    renew: (services) => renewed.push(...services),
    remedies: () => remedies,
  });
  return { corrected, mender, run: (each: LaunchedTask) => runTask(each, { ...base, run: 'run', mender }) };
}

const done = (): string[] => readFileSync(join(folder, 'done.txt'), 'utf8').trim().split('\n');
const needsOak = 'test "$WOOD" = oak || { echo "pine is rotten"; exit 1; }';

describe('a remedy', () => {
  it('that helps is kept, and the install done again without getting the tools again', async () => {
    const install = task('install', needsOak);
    const { run, corrected } = shipyard([install], [useless, oak]);
    expect(await run(install)).toBe('done');
    expect(done()).toEqual(['setup', 'install', 'felled', 'install']);
    expect(said).toEqual(['slip: pine rots: using oak']);
    const kept = createCorrected(join(folder, 'corrected.json'), () => {});
    expect(kept.environment('slip', { PATH: '/bin' })).toEqual({ PATH: '/oak:/bin', WOOD: 'oak' });
    corrected.drop(['slip']);
    expect(corrected.environment('slip', { PATH: '/bin' })).toEqual({ PATH: '/bin' });
  });

  it('that does not help is followed by the next one', async () => {
    const [install, build] = [task('install', 'true'), task('build', needsOak)];
    const { run } = shipyard([install, build], [wrong, oak]);
    await run(install);
    await run(build);
    expect(said).toEqual(['slip: pine rots: using birch', 'slip: pine rots: using oak']);
  });

  it('that stands in the way of the install is taken back', async () => {
    const install = task('install', needsOak);
    const { corrected, mender } = shipyard([install], [wrong]);
    expect(await mender.mend({ services: ['slip'], log: 'pine', since: mender.now(), task: null })).toBe(false);
    expect(corrected.has('slip', 'birch')).toBe(false);
  });

  it('for one service does everything anew for those that share its install, once', async () => {
    const install = task('install', 'true', ['slip', 'crane']);
    const { mender } = shipyard([install, task('release', 'exit 9')], [oak]);
    const trouble = { services: ['crane'], log: 'pine', since: mender.now(), task: null };
    expect(await Promise.all([mender.mend(trouble), mender.mend({ ...trouble, services: ['slip'] })])).toEqual([true, true]);
    expect(done()).toEqual(['felled', 'install']);
    expect(renewed).toEqual(['slip']);
    // It was started before: its trouble may be gone.
    expect(await mender.mend(trouble)).toBe(true);
    expect(await mender.mend({ ...trouble, since: mender.now() })).toBe(false);
  });

  it('is not looked for where nothing else was said', async () => {
    const install = task('install', 'echo "the tide is out"; exit 1');
    const { run } = shipyard([install], [oak]);
    await expect(run(install)).rejects.toMatchObject({ message: expect.stringContaining('the tide is out') });
    expect(said).toEqual([]);
  });
});
