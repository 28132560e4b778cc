import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

type Files = Readonly<Record<string, string>>;

const manifest = (dependencies: readonly string[], scripts: Files = {}, more: object = {}): string =>
  JSON.stringify({ name: 'library', scripts, dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])), ...more });

/** Services of a library's repository: `name kind port start`. */
async function services(files: Files): Promise<string[]> {
  const blueprint = await scan(memoryTree('library', files));
  return blueprint.services.map(({ name, kind, port, start }) => [name, kind, port, start].filter((each) => each !== null).join(' '));
}

const listening = "const express = require('express'); const app = express(); app.listen(process.env.PORT || 4100);";

test.each<[idea: string, files: Files, expected: readonly string[]]>([
  [
    'a server',
    { 'package.json': manifest(['express'], { start: 'node index.js' }), 'index.js': listening },
    ['library web 4100 npm start'],
  ],
  ['a server without scripts', { 'package.json': manifest(['express']), 'server.js': listening }, ['library web 4100 node server.js']],
  [
    'a server that is watched in development',
    { 'package.json': manifest(['express'], { start: 'nodemon --delay 1 src/server.js' }), 'src/server.js': listening },
    ['library web 4100 node src/server.js'],
  ],
  [
    'TypeScript without a build',
    {
      'package.json': manifest(['fastify']),
      'pnpm-lock.yaml': '',
      'src/main.ts': "import fastify from 'fastify'; fastify().listen({ port: 4200 });",
    },
    ['library web 4200 pnpm exec tsx src/main.ts'],
  ],
  [
    'gRPC',
    {
      'package.json': manifest(['@grpc/grpc-js']),
      'server.js':
        "const grpc = require('@grpc/grpc-js'); const server = new grpc.Server(); server.bindAsync(`0.0.0.0:${process.env.PORT}`, c, () => {});",
    },
    ['library web 50051 node server.js'],
  ],
  [
    'a socket server',
    {
      'package.json': manifest(['ws'], { start: 'node index.js' }),
      'index.js': "const { WebSocketServer } = require('ws'); new WebSocketServer({ port: 8090 });",
    },
    ['library web 8090 npm start'],
  ],
  [
    'Bun',
    { 'package.json': manifest([]), 'bun.lock': '{}', 'index.ts': 'Bun.serve({ port: 4300, fetch: () => new Response("books") });' },
    ['library web 4300 bun index.ts'],
  ],
  [
    'Next',
    { 'package.json': manifest(['next'], { dev: 'next dev -p 4000', build: 'next build', start: 'next start' }) },
    ['library web 3000 npm start'],
  ],
  [
    'Next as files',
    { 'package.json': manifest(['next'], { build: 'next build' }), 'next.config.js': "module.exports = { output: 'export' };" },
    ['library static 3000'],
  ],
  [
    'a library that has Next among its tools',
    { 'package.json': manifest([], { build: 'tsc' }, { devDependencies: { next: '15' } }), 'index.ts': '' },
    [],
  ],
  [
    'SvelteKit on Node',
    { 'package.json': manifest(['@sveltejs/kit', '@sveltejs/adapter-node'], { build: 'vite build' }) },
    ['library web 3000 node build'],
  ],
  ['Astro', { 'package.json': manifest(['astro'], { build: 'astro build' }) }, ['library static 4321']],
  [
    'Vite',
    {
      'package.json': manifest(['vite'], { build: 'vite build' }),
      'index.html': '<html>',
      'vite.config.ts': 'export default defineConfig({ server: { port: 4400 } });',
    },
    ['library static 4400'],
  ],
  ['Vite for assets', { 'package.json': manifest(['vite', 'laravel-vite-plugin'], { build: 'vite build' }), 'index.html': '<html>' }, []],
  [
    'Angular',
    {
      'package.json': manifest(['@angular/core'], { build: 'ng build' }),
      'angular.json': '{ "projects": { "reading": { "architect": { "serve": { "options": { "port": 4250 } } } } } }',
    },
    ['library static 4250'],
  ],
  [
    'Create React App',
    { 'package.json': manifest(['react-scripts'], { build: 'react-scripts build' }), '.env': 'PORT=3100\n' },
    ['library static 3100'],
  ],
  [
    'a server beside its frontend',
    {
      'package.json': manifest(['react-scripts', 'express'], {
        start: 'react-scripts start',
        build: 'react-scripts build',
        server: 'node server.js',
      }),
      'server.js': listening,
    },
    ['library web 4100 npm run server'],
  ],
  [
    'a program for the desktop',
    { 'package.json': manifest(['electron', 'vite'], { start: 'electron .', build: 'vite build' }), 'index.html': '<html>' },
    [],
  ],
  [
    'Strapi',
    { 'package.json': manifest(['@strapi/strapi'], { start: 'strapi start', build: 'strapi build' }) },
    ['library web 1337 npm start'],
  ],
  ['a documentation site', { 'docs/package.json': manifest(['@docusaurus/core'], { build: 'docusaurus build' }) }, ['docs static 3000']],
  [
    'documentation inside an application',
    { 'package.json': manifest(['vitepress'], { 'docs:build': 'vitepress build docs', build: 'tsc' }) },
    [],
  ],
  [
    'a template to copy',
    { 'cli/templates/basic/package.json': manifest(['express'], { start: 'node index.js' }), 'cli/templates/basic/index.js': listening },
    [],
  ],
  [
    'a worker with a script',
    { 'package.json': manifest(['express', 'bullmq'], { start: 'node index.js', worker: 'node worker.js' }), 'index.js': listening },
    ['library web 4100 npm start', 'worker worker npm run worker'],
  ],
  [
    'a worker that a member of the workspace runs',
    {
      'package.json': manifest(['express', 'bullmq'], { start: 'node index.js', worker: 'yarn workspace @library/returns start' }),
      'index.js': listening,
    },
    ['library web 4100 npm start'],
  ],
  [
    'a port for itself',
    {
      'package.json': manifest(['pg'], { start: 'node index.js' }),
      'index.js': "const http = require('http'); http.createServer(lend).listen(0, '127.0.0.1'); setInterval(lend, 1000);",
    },
    ['library worker npm start'],
  ],
  [
    'a worker by its file',
    {
      'package.json': manifest(['express', 'bullmq']),
      'index.js': listening,
      'src/worker.js': "const { Worker } = require('bullmq'); new Worker('returns', async () => {});",
    },
    ['library web 4100 node index.js', 'worker worker node src/worker.js'],
  ],
  [
    'a worker inside the server',
    {
      'package.json': manifest(['express', 'bullmq']),
      'index.js': `${listening} require('./worker');`,
      'worker.js': "const { Worker } = require('bullmq'); new Worker('returns', async () => {});",
    },
    ['library web 4100 node index.js'],
  ],
  [
    'a consumer alone',
    {
      'package.json': manifest(['kafkajs'], { start: 'node index.js' }),
      'index.js':
        "const { Kafka } = require('kafkajs'); const c = new Kafka({ brokers: [process.env.TOWN] }).consumer({}); c.run({ eachMessage: lend });",
    },
    ['library worker npm start'],
  ],
  [
    'a schedule alone',
    {
      'package.json': manifest(['node-cron'], { start: 'node index.js' }),
      'index.js': "require('node-cron').schedule('0 3 * * *', dust); const cron = require('node-cron'); cron.schedule('* * * * *', dust);",
    },
    ['library scheduler npm start'],
  ],
  [
    'a script that ends',
    {
      'package.json': manifest(['pg'], { start: 'node count.js' }, { private: true }),
      'count.js': "const { Client } = require('pg'); new Client(process.env.SHELVES).connect();",
    },
    ['library job npm start'],
  ],
  [
    'a package for others',
    { 'package.json': manifest(['pg'], { start: 'node index.js' }, { files: ['dist'] }), 'index.js': "require('pg')" },
    [],
  ],
  [
    'a bot',
    {
      'package.json': manifest(['discord.js'], { start: 'node index.js' }),
      'index.js': "const { Client } = require('discord.js'); new Client({}).login(process.env.CARD);",
    },
    ['bot worker npm start'],
  ],
  [
    'the port of what else a script starts is not its own',
    {
      'package.json': manifest(['express'], { start: 'node index.js', shelves: 'docker run -p 27017:27017 mongo' }),
      'index.js': "const { port } = require('./settings'); const express = require('express'); express().listen(port);",
    },
    ['library web 3000 npm start'],
  ],
  [
    'functions',
    {
      'package.json': manifest([]),
      'handler.js':
        'module.exports.lend = async (event) => ({ statusCode: 200 });\nmodule.exports.returned = async (event) => { for (const each of event.Records) shelve(each); };',
    },
    ['lend function', 'returned worker'],
  ],
  [
    'listeners of a page are no functions',
    {
      'package.json': manifest(['react'], { build: 'webpack' }),
      'src/menu.js': 'export function handleClick(event) { event.preventDefault(); }',
    },
    [],
  ],
])('%s', async (_idea, files, expected) => {
  expect(await services(files)).toEqual(expected);
});

test.each(["require('express')().listen(process.env.PORT || 4100)", "require('node:http').createServer((q, r) => r.end()).listen(4100)"])(
  'a server in one expression: %s',
  async (code) => {
    const manifest = JSON.stringify({ name: 'quay', scripts: { start: 'node server.js' }, dependencies: { express: '5.0.0' } });
    const { services } = await scan(memoryTree('quay', { 'package.json': manifest, 'server.js': `${code};\n` }));
    expect(services).toMatchObject([{ kind: 'web', port: 4100 }]);
  },
);
