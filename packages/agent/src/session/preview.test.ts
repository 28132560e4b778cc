import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { solve } from '../solve.ts';
import { readEvents, ticketFolder } from './journal.ts';
import { sessionState } from './state.ts';
import { bakeryTicket, openBakery, plans, writes, type Bakery } from './testing/bakery.fixture.ts';

const checkout = fileURLToPath(new URL('../../../../', import.meta.url));
const tools = {
  command: [process.execPath, '--no-warnings', '--conditions=groundwork-source', join(checkout, 'apps/cli/src/bin.ts')],
  folders: [checkout],
};
const server = (greeting: string): string => `import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await pool.query('create table if not exists loaves (name text)');
createServer(async (request, response) => {
  const { rows } = await pool.query('select count(*)::int as loaves from loaves');
  response.end('${greeting} ' + rows[0].loaves);
}).listen(process.env.PORT ?? 3000);
`;

// It installs from npm, and starts a PostgreSQL.
const real = process.env['GROUNDWORK_RUN_EXAMPLES'] === '1';
describe.runIf(real && requireProgram('bwrap', 'apt-get install bubblewrap'))('the preview of a ticket', () => {
  let bakery: Bakery;
  const root = mkdtempSync(join(tmpdir(), 'bakery-'));
  const ask = { tools: [{ name: 'run', input: { command: 'curl -s http://127.0.0.1:3000; echo; id -u; ls' } }] };

  beforeAll(async () => {
    bakery = await openBakery([...plans, ask, writes('server.js', server('Warm')), { text: 'Warm now.' }], bakeryTicket(), root);
    writeFileSync(
      join(bakery.repository, 'package.json'),
      '{ "name": "bakery", "type": "module", "scripts": { "start": "node server.js" }, "dependencies": { "pg": "8.16.3" } }\n',
    );
    writeFileSync(join(bakery.repository, '.gitignore'), 'node_modules\n');
    writeFileSync(join(bakery.repository, 'server.js'), server('Good morning'));
    execFileSync('git', ['add', '.'], { cwd: bakery.repository });
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', 'commit', '-qm', 'A counter'], {
      cwd: bakery.repository,
    });
  });
  afterAll(async () => {
    await bakery.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is up with its database before the agent begins, and leaves nothing in what it changed', { timeout: 280_000 }, async () => {
    const head = { ...bakery.ticket.head, scope: ['server.js'], 'done when': [{ run: 'grep -q Warm server.js', in: '.' }] };
    const receipt = await solve({ ...bakery.options, ticket: { ...bakery.ticket, head }, tools });
    const { preview, tools: calls } = sessionState(readEvents(ticketFolder(bakery.repository, 'hotter-oven')).events);
    expect(preview).toEqual({ state: 'ready', services: [{ name: 'bakery', url: 'http://127.0.0.1:3000' }], reason: null });
    expect(calls[0]?.output).toContain('Good morning 0');
    // PostgreSQL would not run as root.
    expect(calls[0]?.output).toMatch(/\n1000\n/);
    expect(calls[0]?.output).not.toContain('package-lock.json');
    expect(receipt).toMatchObject({ outcome: { state: 'resolved' }, files: [{ path: 'server.js' }] });
    expect(existsSync(join(bakery.repository, 'node_modules'))).toBe(false);
  });
});
