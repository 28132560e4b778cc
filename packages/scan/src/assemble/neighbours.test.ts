import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const server = (port: number, more: string): string => `const express = require('express'); ${more} express().listen(${port});`;

/** What the counter of a market is told through the variables it reads. */
async function told(counter: string): Promise<unknown[]> {
  const { services } = await scan(
    memoryTree('market', {
      'counter/package.json': '{ "name": "counter", "dependencies": { "express": "5" } }',
      'counter/index.js': server(3000, counter),
      'scales/package.json': '{ "name": "scales", "dependencies": { "express": "5" } }',
      'scales/index.js': server(8000, ''),
    }),
  );
  return services.find(({ name }) => name === 'counter')?.env.map(({ name, binding }) => [name, binding ?? null]) ?? [];
}

test.each<[idea: string, source: string, binding: unknown]>([
  [
    'its port on this machine',
    "fetch(process.env.WEIGH || 'http://localhost:8000/weigh');",
    { service: 'scales', property: 'url', form: 'http' },
  ],
  ['its name', "fetch(process.env.WEIGH ?? 'http://scales:80');", { service: 'scales', property: 'url', form: 'http' }],
  ['a host and a port', "connect(process.env.WEIGH || 'scales:8000');", { service: 'scales', property: 'url', form: 'host:port' }],
  ['the own address', "fetch(process.env.WEIGH || 'http://localhost:3000');", null],
  ['somebody else', "fetch(process.env.WEIGH || 'https://scales.example.com');", null],
  ['no address', "weigh(process.env.WEIGH || 'scales');", null],
])('a default that is %s', async (_idea, source, binding) => {
  expect(await told(source)).toEqual([['WEIGH', binding]]);
});
