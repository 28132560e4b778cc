import type { BoundVariable } from '../values/told.ts';
import { expect, it } from 'vitest';
import { queuesOf } from './queues.ts';

const here = 'http://127.0.0.1:9324';

const queues = (...variables: Partial<BoundVariable>[]) =>
  queuesOf(
    {
      conventionalPort: false,
      password: true,
      written: { hosts: [], port: null, user: null, database: null },
      languages: [],
      variables: variables.map((each) => ({ name: 'QUEUE_URL', property: 'url', form: null, value: null, ...each })),
    },
    here,
    'bakery',
  );

it.each([
  ['a queue of the cloud', { value: 'https://sqs.eu-west-1.amazonaws.com/123456789012/bread' }, ['bread'], `${here}/000000000000/bread`],
  ['an ordered queue', { value: 'http://localhost:9324/queue/bread.fifo' }, ['bread.fifo'], `${here}/000000000000/bread.fifo`],
  ['a queue that has no name yet', { name: 'CAKES_QUEUE_URL' }, ['cakes'], `${here}/000000000000/cakes`],
  ['a queue called nothing but that', {}, ['bakery'], `${here}/000000000000/bakery`],
  ['the server', { name: 'SQS_ENDPOINT', value: 'http://localhost:4566' }, [], here],
  ['the server, unnamed', { name: 'AWS_ENDPOINT_URL_SQS' }, [], here],
  ['what stands before a name', { name: 'SQS_PREFIX', value: 'https://sqs.us-east-1.amazonaws.com/your-id' }, [], `${here}/000000000000`],
])('a variable may want %s', (_what, variable: Partial<BoundVariable>, names, value) => {
  expect(queues(variable)).toEqual({ names, variables: { [variable.name ?? 'QUEUE_URL']: value } });
});

it('leaves names to the code that has them', () => {
  expect(queues({ name: 'QUEUE', property: 'queue', value: 'bread' }, { name: 'CAKES_QUEUE', property: 'queue' })).toEqual({
    names: ['bread', 'cakes'],
    variables: { CAKES_QUEUE: 'cakes' },
  });
});

it('leaves a broker URL to the library that knows it', () => {
  expect(queues({ name: 'BROKER_URL', form: 'sqs', value: 'sqs://' })).toEqual({ names: [], variables: {} });
});
