import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

test.each<[string, Record<string, string>, string[]]>([
  [
    'a library makes a handler of an application',
    {
      'package.json': '{ "name": "tide", "dependencies": { "express": "4", "serverless-http": "3" } }',
      'index.js':
        "const serverless = require('serverless-http'); const app = require('express')(); module.exports.handler = serverless(app);",
    },
    ['tide function .'],
  ],
  [
    'exported under another name than its own',
    { 'package.json': '{ "name": "tide" }', 'tide.js': 'exports.rise = function main(event, context) { context.succeed(); };' },
    ['main function .'],
  ],
  [
    'no package: the cloud brings what it uses',
    { 'README.md': '# tide', 'tide.js': 'module.exports.rise = async (event) => ({ statusCode: 200 });' },
    ['rise function .'],
  ],
  [
    'the tool that deploys it tells',
    {
      'package.json': '{ "name": "tide", "devDependencies": { "serverless-esbuild": "1" } }',
      'tide.ts': 'export async function rise(event) { return { input: event }; }',
    },
    ['rise function .'],
  ],
  [
    'scripts of a page are no functions',
    {
      'index.html': '<script src="menu.js"></script>',
      'menu.js': 'export function open(event) { event.preventDefault(); return { open: event }; }',
    },
    ['site static .'],
  ],
])('%s', async (_idea, files, expected) => {
  const { services } = await scan(memoryTree('harbour', files));
  expect(services.map(({ name, kind, path }) => `${name} ${kind} ${path}`)).toEqual(expected);
});

test.each<[string, string, string]>([
  [
    'a function uses the bucket it is told',
    'exports.keep = async (event) => s3.putObject({ Bucket: process.env.LOGBOOK, Body: event.body });',
    'required',
  ],
  [
    'a server may do without one',
    "require('express')().listen(3000); s3.putObject({ Bucket: process.env.LOGBOOK, Body: '' });",
    'optional',
  ],
])('%s', async (_idea, code, need) => {
  const { resources } = await scan(
    memoryTree('harbour', {
      'package.json': '{ "name": "tide", "scripts": { "start": "node index.js" }, "dependencies": { "express": "4", "aws-sdk": "2" } }',
      'index.js': `const aws = require('aws-sdk'); const s3 = new aws.S3();\n${code}`,
    }),
  );
  expect(resources.map((each) => `${each.type} ${each.need}`)).toEqual([`object_storage ${need}`]);
});
