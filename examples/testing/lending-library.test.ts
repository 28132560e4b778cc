import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blueprintOf, bringUpExample, json, mayRun, post, until, type RunningExample } from './example.ts';

it('the lending library is read right', async () => {
  await expect(await blueprintOf('lending-library')).toMatchFileSnapshot('snapshots/lending-library.json');
});

describe.runIf(mayRun('python3', 'redis-server'))('the lending library, brought up', () => {
  let library: RunningExample;
  beforeAll(async () => {
    library = await bringUpExample('lending-library');
  }, 400_000);
  afterAll(() => library?.remove(), 120_000);

  it('lends in one language, and writes letters in another', async () => {
    const address = library.url('catalogue');
    expect(await post(`${address}/loans`, { book: 2, reader: 'Ada' })).toEqual({ status: 201, body: { id: 1 } });
    const written = await until(
      () => json(`${address}/letters/Ada`),
      (letters) => Array.isArray(letters) && letters.length > 0,
    );
    expect(written).toEqual(['You have borrowed Invisible Cities. Enjoy it.']);
  });

  it('reminds of overdue books on a schedule', async () => {
    const address = library.url('catalogue');
    await post(`${address}/loans`, { book: 3, reader: 'Grace', days: -1 });
    const written = await until(
      () => json(`${address}/letters/Grace`),
      (letters) => Array.isArray(letters) && letters.length === 2,
    );
    expect(written).toContain('The Waves is overdue. Please bring it back.');
  });
});
