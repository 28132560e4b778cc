import type { Blueprint, Variable } from '@groundwork/blueprint';
import { planEnvironment } from '@groundwork/provision';
import { expect, it } from 'vitest';
import { resourceOf, serviceOf, urlOf } from '../harbour.fixture.ts';
import { resourceWishes } from './resources.ts';

const wishFor = (type: 'redis' | 'sqs', env: Variable[]) => {
  const uses = [{ resource: 'it', access: [], evidence: [] }];
  const services = [serviceOf('quay', { env, uses })];
  const blueprint: Blueprint = { version: 1, name: 'harbour', services, resources: [resourceOf('it', type)], questions: [], notes: [] };
  return resourceWishes(planEnvironment(blueprint, { environment: 'local', target: 'local' }), blueprint)[0];
};

it('gives any port to a server whose address can be told', () => {
  expect(wishFor('redis', [urlOf('it')])).toMatchObject({ wanted: null, fixed: false });
});

it('gives no other port than the usual one where the address is written in the code', () => {
  expect(wishFor('redis', [])).toMatchObject({ wanted: 6379, fixed: true });
});

it('tries the usual port first where libraries look for another one by themselves', () => {
  expect(wishFor('sqs', [])).toMatchObject({ wanted: 9324, fixed: false });
});
