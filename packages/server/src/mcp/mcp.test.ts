import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssistant, type Assistant } from './testing/client.ts';

// Nothing of npm is needed to start it: it is one file.
const files = {
  'package.json': '{ "name": "library", "scripts": { "start": "node library.js" } }',
  'package-lock.json': '{ "name": "library", "lockfileVersion": 3, "packages": { "": { "name": "library" } } }',
  'library.js': `
const key = process.env.LENDING_KEY;
console.log('opened with', process.env.LIBRARY_TOKEN);
require('node:http').createServer((_, answer) => answer.end('open')).listen(process.env.PORT);
`,
  'README.md': 'A library that lends.',
};

let assistant: Assistant;
beforeAll(async () => {
  assistant = await openAssistant(files);
}, 60_000);
afterAll(() => assistant.close());

describe('the tools of a repository', () => {
  it('say what they do, with schemas and hints', async () => {
    const { tools } = await assistant.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['blueprint', 'evidence', 'up', 'logs', 'resource_query']));
    for (const { outputSchema, description, annotations } of tools) {
      expect(outputSchema?.type).toBe('object');
      expect(description?.length).toBeGreaterThan(30);
      expect(annotations).toHaveProperty('readOnlyHint');
    }
    // All of it is in front of a model all the time.
    expect(JSON.stringify(tools).length).toBeLessThan(30_000);
  });

  it('blueprint and evidence: what it needs, and where that is written', async () => {
    const { services, total } = await assistant.call('blueprint');
    expect(total).toBe(1);
    expect(services).toMatchObject([
      { name: 'library', start: 'npm start', variables: expect.arrayContaining([expect.objectContaining({ name: 'LENDING_KEY' })]) },
    ]);
    expect(await assistant.call('evidence', { name: 'LENDING_KEY' })).toMatchObject({
      found: [{ file: 'library.js', line: 2, of: 'variable LENDING_KEY of library' }],
      next: null,
    });
    await expect(assistant.call('evidence', { name: 'LENDING' })).rejects.toThrow(/no name LENDING[\s\S]*fix: one of LENDING_KEY/);
    await expect(assistant.call('blueprint', { service: 'mill' })).rejects.toThrow(/no service mill[\s\S]*library/);
  });

  it('check and plan read without running anything', async () => {
    expect(await assistant.call('check', { severity: 'info', limit: 1 })).toMatchObject({
      findings: expect.any(Array),
      total: expect.any(Number),
    });
    const { items, compared, monthly } = await assistant.call('plan', { environment: 'aws' });
    expect(items).toContainEqual(expect.objectContaining({ action: 'create', kind: 'service', name: 'library' }));
    expect(compared).toMatch(/nothing/i);
    expect(monthly).toBeGreaterThan(0);
  });

  it('up and run are refused until a person agreed, with what the person does', async () => {
    await expect(assistant.call('up')).rejects.toThrow(/has not agreed[\s\S]*gw up[\s\S]*code: trust.needed/);
    await expect(assistant.call('run', { service: 'library' })).rejects.toThrow(/code: trust.needed/);
    expect(existsSync(join(assistant.dir, 'node_modules'))).toBe(false);
  });

  it('a wrong input is said to be, and is not run', async () => {
    const answer = await assistant.ask('logs', { lines: 0 });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toMatch(/lines/);
  });

  it('tickets: one is proposed from words, written, and listed', async () => {
    const { file, questions, written } = await assistant.call('ticket_new', { wish: 'Lend two books at once in library.js' });
    expect([written, Array.isArray(questions)]).toEqual([true, true]);
    expect(readFileSync(join(assistant.dir, String(file)), 'utf8')).toContain('Lend two books at once');
    const { tickets } = await assistant.call('tickets');
    expect(tickets).toMatchObject([{ file, problem: null, text: null }]);
  });

  it('the blueprint is a resource as well', async () => {
    const { contents } = await assistant.client.readResource({ uri: 'groundwork://blueprint' });
    const [first] = contents;
    expect(JSON.parse(first && 'text' in first ? first.text : '')).toMatchObject({ version: 1, name: 'library' });
  });
});

describe('where a person agreed', () => {
  let trusted: Assistant;
  beforeAll(async () => {
    trusted = await openAssistant(files, ['--yes']);
  }, 60_000);
  afterAll(async () => {
    await trusted.call('down');
    await trusted.close();
  });

  it('everything is run, tells of its progress, and is looked at', async () => {
    const told: string[] = [];
    const { well, services } = await trusted.call('up', {}, { onprogress: ({ message }) => void told.push(message ?? '') });
    expect(well).toBe(true);
    expect(services).toMatchObject([{ name: 'library', state: 'ready', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) }]);
    expect(told.join('\n')).toContain('start');
    expect(await trusted.call('status')).toMatchObject({ services: [{ state: 'ready' }] });
    const { lines } = await trusted.call('logs', { name: 'library', contains: 'opened' });
    expect(lines).toMatchObject([{ name: 'library', text: expect.stringContaining('opened with') }]);
    const { resources } = await trusted.client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('groundwork://logs/library');
    const { contents } = await trusted.client.readResource({ uri: 'groundwork://logs/library' });
    expect(JSON.stringify(contents)).toContain('opened with');
  }, 120_000);

  it('a command runs with what the service is given, and secret values stay hidden', async () => {
    const script = 'console.log(process.env.PORT ? "has a port" : "has none"); process.exitCode = 3';
    expect(await trusted.call('run', { service: 'library', command: ['node', '-e', script] })).toMatchObject({ exit: 3 });
    const secret = await trusted.call('run', { service: 'library', command: ['node', '-p', 'process.env.LENDING_KEY ?? "none"'] });
    expect(secret).toMatchObject({ exit: 0 });
  }, 60_000);

  it('a command is cancelled, and nothing of it is left', async () => {
    const stop = new AbortController();
    const asked = trusted.ask(
      'run',
      { service: 'library', command: ['sh', '-c', 'echo $$ > running.pid; sleep 300'] },
      { signal: stop.signal },
    );
    const file = join(trusted.dir, 'running.pid');
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').trim(), { timeout: 30_000 }).toMatch(/^\d+$/);
    stop.abort();
    await expect(asked).rejects.toThrow(/abort|cancel/i);
    const pid = Number(readFileSync(file, 'utf8'));
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 30_000 }).toBe(false);
  }, 60_000);

  it('is stopped', async () => {
    expect(await trusted.call('down')).toMatchObject({ stopped: true, services: [{ state: 'stopped' }] });
  });
});
