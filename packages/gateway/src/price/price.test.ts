import { expect, test } from 'vitest';
import { noTokens } from '../wire/wire-form.ts';
import { knownProviders } from '../model/known.ts';
import { openPrices } from './price.ts';

const million = { ...noTokens, input: 100_000, output: 10_000 };

// Claude Sonnet 4.5: $3 in, $0.30 cached, $15 out for a million; https://www.anthropic.com/pricing
test('a public price, with what was cached cheaper', async () => {
  const priceOf = await openPrices();
  const provider = { name: 'anthropic' };
  expect(priceOf(million, 'claude-sonnet-4-5', provider)).toBeCloseTo(0.45);
  expect(priceOf({ ...million, cached: 100_000 }, 'claude-sonnet-4-5', provider)).toBeCloseTo(0.18);
});

test('what the person said goes before it, and what nobody knows is null', async () => {
  const priceOf = await openPrices();
  expect(priceOf(million, 'claude-sonnet-4-5', { name: 'anthropic', price: { input: 1, output: 2 } })).toBeCloseTo(0.12);
  expect(priceOf(million, 'rye-1', { name: 'anthropic' })).toBeNull();
  expect(priceOf(million, 'gpt-5', { name: 'mill' })).toBeNull();
});

test.each(knownProviders.filter(({ local }) => !local).map(({ name, priceList = name }) => [name, priceList]))(
  'the table of prices knows %s as %s',
  async (_name, id) => {
    const { findProvider } = await import('@pydantic/genai-prices');
    expect(findProvider({ providerId: id })?.id).toBe(id);
  },
);
