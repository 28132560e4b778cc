/**
 * Brings up repositories, one below the other in a folder, one after another and with no configuration:
 *   npm run bench:up -- TREES [--only NAME,NAME] [--cases CASES.json] [--json FILE]
 * Each is copied to a temporary folder first. Healthy: `up` ends with 0, every service that answers HTTP answers below 500 and
 * everything is still alive (or done with exit 0) after ten seconds, and each required resource was reached by a service
 * (or, where nothing connects until there is something to do, answers its handshake and is in a variable of one, or at the address the code has for it: "told").
 * CASES.json is a corpus whose cases may say `"reachable": false`, for what needs more than package registries.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { watchReached } from './reached.ts';

const cli = fileURLToPath(new URL('../apps/cli/bin/groundwork.js', import.meta.url));
const patienceMs = 20 * 60_000;
const staysMs = 10_000;

const reason = z.object({ message: z.string(), code: z.string() }).nullable();
const statusSchema = z.object({
  services: z.array(z.object({ name: z.string(), state: z.string(), url: z.string().nullable(), reason })),
  resources: z.array(z.object({ name: z.string(), state: z.string(), server: z.string().nullable(), reason })),
});
type Status = z.infer<typeof statusSchema>;

const blueprintSchema = z.object({
  services: z.array(
    z.object({ uses: z.array(z.object({ resource: z.string(), written: z.object({ host: z.string().nullable() }).optional() })) }),
  ),
});

const casesSchema = z.object({ cases: z.array(z.object({ id: z.string(), reachable: z.boolean().optional() })) });

interface Row {
  readonly name: string;
  readonly healthy: boolean;
  readonly exit: number;
  readonly seconds: number;
  readonly services: string;
  readonly resources: string;
  readonly reason: string;
  readonly reachable: boolean;
}

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, cases: { type: 'string' }, json: { type: 'string' } },
  allowPositionals: true,
});
const [trees] = positionals;
if (trees === undefined) {
  process.stderr.write('usage: npm run bench:up -- FOLDER_OF_REPOSITORIES [--only NAME,NAME] [--cases CASES.json] [--json FILE]\n');
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  const unreachable = unreachableCases(values.cases);
  for (const path of treesIn(resolve(trees), values.only?.split(',') ?? null)) {
    const row = await measure(path, !unreachable.has(basename(path)));
    rows.push(row);
    process.stdout.write(`${lineOf(row)}\n`);
    if (values.json) writeFileSync(values.json, JSON.stringify(rows, null, 2));
  }
  const reachable = rows.filter((row) => row.reachable);
  process.stdout.write(
    `\n${reachable.filter(({ healthy }) => healthy).length} of ${reachable.length} healthy${reachable.length === rows.length ? '' : `, ${rows.length - reachable.length} not reachable`}\n`,
  );
}

function treesIn(root: string, only: readonly string[] | null): string[] {
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory() && (only === null || only.includes(name)))
    .map((name) => join(root, name));
}

async function measure(path: string, reachable: boolean): Promise<Row> {
  const name = basename(path);
  const scratch = mkdtempSync(join(tmpdir(), 'groundwork-up-'));
  const dir = join(scratch, name);
  try {
    cpSync(path, dir, { recursive: true, verbatimSymlinks: true });
    const watch = watchReached(dir);
    const started = performance.now();
    const { code, err } = await groundwork(['up', dir, '--detach', '--yes']);
    const seconds = (performance.now() - started) / 1000;
    const first = await statusOf(dir);
    if (code === 0) {
      await new Promise((done) => setTimeout(done, staysMs));
      // A resource may only be needed when a page is asked for.
      for (const { url } of first?.services ?? []) if (url) await statusOfPage(url);
    }
    const status = (await statusOf(dir)) ?? first;
    const reached = watch.stop();
    const well = status?.services.every(({ state }) => ['ready', 'done', 'scheduled'].includes(state)) ?? false;
    const urls = (status?.services ?? []).flatMap(({ url, state }) => (url && state === 'ready' ? [url] : []));
    const pages = await Promise.all(urls.map(statusOfPage));
    const answering = pages.every((page) => page > 0 && page < 500);
    const written = await writtenIn(dir);
    const isTold = (name: string): boolean => reached.told.has(name) || written.has(name);
    const isReached = (name: string): boolean => reached.connected.has(name) || isTold(name);
    const all = (status?.resources ?? []).every(({ name: resource, state }) => state === 'ready' && isReached(resource));
    const healthy = code === 0 && well && answering && all;
    return {
      name,
      healthy,
      exit: code,
      seconds,
      services: (status?.services ?? []).map(({ name: service, state }) => `${service} ${state}`).join(', '),
      resources: (status?.resources ?? [])
        .map(
          ({ name: resource, server, state }) =>
            `${resource} ${server ?? ''} ${state}${reached.connected.has(resource) ? ' reached' : isTold(resource) ? ' told' : ' NOT reached'}`,
        )
        .join(', '),
      reason: healthy ? '' : reasonOf(status, err, answering),
      reachable,
    };
  } finally {
    await groundwork(['down', dir]);
    await groundwork(['reset', dir, '--yes']);
    rmSync(scratch, { recursive: true, force: true });
  }
}

function reasonOf(status: Status | null, err: string, answering: boolean): string {
  const reasons = [...(status?.services ?? []), ...(status?.resources ?? [])].flatMap(({ name, state, reason }) =>
    state === 'failed' && reason && reason.code !== 'service.waits' ? [`${name}: ${reason.message}`] : [],
  );
  if (reasons.length > 0) return reasons.join(' | ');
  if (!answering) return 'a page answers 500 or more';
  return err.trim().split('\n').slice(-4).join(' / ');
}

/** Resources whose host the code has written down: it runs at that address. */
async function writtenIn(dir: string): Promise<Set<string>> {
  const { out } = await groundwork(['scan', dir, '--json']);
  const { services } = blueprintSchema.parse(JSON.parse(out));
  return new Set(services.flatMap(({ uses }) => uses.flatMap(({ resource, written }) => (written?.host ? [resource] : []))));
}

async function statusOf(dir: string): Promise<Status | null> {
  const { out } = await groundwork(['status', dir, '--json']);
  try {
    return statusSchema.parse(JSON.parse(out));
  } catch {
    return null;
  }
}

/** Status of a page, 0 when nothing answers. */
function statusOfPage(url: string): Promise<number> {
  return new Promise((done) => {
    const request = get(url, { timeout: 20_000 }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(0));
  });
}

function groundwork(args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGINT'), patienceMs);
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code: code ?? 1, out, err });
    });
  });
}

function unreachableCases(file: string | undefined): Set<string> {
  if (file === undefined) return new Set();
  const { cases } = casesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Set(cases.filter(({ reachable }) => reachable === false).map(({ id }) => id));
}

function lineOf({ name, healthy, exit, seconds, services, resources, reason, reachable }: Row): string {
  const mark = healthy ? 'healthy' : `exit ${exit}`;
  const more = [services, resources, reason === '' ? '' : `\n    why: ${reason}`].filter(Boolean).join(' · ');
  return `${name.padEnd(26)} ${mark.padEnd(8)} ${seconds.toFixed(0).padStart(5)} s  ${reachable ? '' : '(not reachable) '}${more}`;
}
