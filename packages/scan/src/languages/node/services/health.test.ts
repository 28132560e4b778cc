import { expect, test } from 'vitest';
import { scan } from '../../../scan.ts';
import { memoryTree } from '../../../tree/memory.ts';

type Files = Readonly<Record<string, string>>;

const manifest = (dependencies: readonly string[], scripts: Files = {}, more: object = {}): string =>
  JSON.stringify({ name: 'library', scripts, dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])), ...more });

const listening = "const express = require('express'); const app = express(); app.listen(process.env.PORT || 4100);";

test.each<[idea: string, files: Files, route: string]>([
  ['on the application', { 'index.js': `${listening} app.get('/healthz', (req, res) => res.send('open'));` }, '/healthz'],
  [
    'behind a prefix',
    {
      'index.js': `${listening} app.use('/api', require('./routes'));`,
      'routes.js':
        "const router = require('express').Router(); router.get('/health', (req, res) => res.send('open')); module.exports = router;",
    },
    '/api/health',
  ],
  [
    'in a file',
    {
      'app/api/health/route.ts': 'export const GET = () => new Response("open");',
      'package.json': manifest(['next'], { start: 'next start' }),
    },
    '/api/health',
  ],
  [
    'in a flat file',
    {
      'app/routes/api+/health.ts': 'export const loader = () => "open";',
      'package.json': manifest(['@remix-run/serve'], { start: 'remix-serve', build: 'remix build' }),
    },
    '/api/health',
  ],
])('a health route %s', async (_idea, files, route) => {
  const { services: found } = await scan(memoryTree('library', { 'package.json': manifest(['express']), ...files }));
  expect(found[0]?.health).toBe(route);
});
