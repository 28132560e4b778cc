import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blueprintOf, bringUpExample, json, post, type RunningExample } from './example.ts';

it('the tea shop is read right', async () => {
  await expect(await blueprintOf('tea-shop')).toMatchFileSnapshot('snapshots/tea-shop.json');
});

// PostgreSQL comes with npm here: nothing has to be on the machine.
describe('the tea shop, brought up', () => {
  let shop: RunningExample;
  beforeAll(async () => {
    shop = await bringUpExample('tea-shop');
  }, 180_000);
  afterAll(() => shop?.remove(), 120_000);

  it('answers with what its migrations put on the shelf', async () => {
    expect(await json(`${shop.url('tea-shop')}/api/teas`)).toContainEqual({ id: 2, name: 'Gyokuro', origin: 'Japan', grams: 800 });
    expect(await (await fetch(shop.url('tea-shop'))).text()).toContain('Lapsang Souchong');
  });

  it('keeps orders in a real database, also when it is stopped and started', async () => {
    const orders = `${shop.url('tea-shop')}/api/orders`;
    expect(await post(orders, { tea: 2, grams: 300 })).toEqual({ status: 201, body: { id: 1, grams: 300 } });
    expect(await post(orders, { tea: 2, grams: 900 })).toMatchObject({ status: 409 });
    await shop.again();
    expect(await json(`${shop.url('tea-shop')}/api/teas`)).toContainEqual({ id: 2, name: 'Gyokuro', origin: 'Japan', grams: 500 });
  });

  it('shows no password to anyone who looks', async () => {
    const status = await shop.status();
    expect(status.resources).toMatchObject([{ name: 'db', state: 'ready', url: expect.stringMatching(/:…@127\.0\.0\.1:\d+/u) }]);
    expect(status.services).toMatchObject([{ name: 'tea-shop', state: 'ready', pid: expect.any(Number) }]);
  });
});
