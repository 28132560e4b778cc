/**
 * Measures the scanner on a folder of repositories, one below the other:
 *   npm run bench:scan -- TREES
 * Prints, from one run on the same trees: our time against merely reading the same files and against
 * `@specfy/stack-analyser`; the rescan after one edited file; and peak memory, both on the largest tree.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder, overlay, scan, Scanner } from '@groundwork/scan';

const rounds = 3;

/** One that changes nothing of what is read, and one after which everything in the file stands elsewhere. */
const edits: readonly (readonly [string, (text: string) => string])[] = [
  ['line added at the end', (text) => `${text}\n`],
  ['line added at the top', (text) => `\n${text}`],
];

const [, self = '', first, second] = process.argv;
if (first === '--memory' && second) {
  await scan(openFolder(second));
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
} else if (first === '--specfy' && second) {
  process.stdout.write(String(await specfy(resolve(second))));
} else if (first) {
  await report(resolve(first));
} else {
  process.stderr.write('usage: npm run bench:scan -- FOLDER_OF_REPOSITORIES\n');
  process.exitCode = 2;
}

async function report(root: string): Promise<void> {
  const trees = readdirSync(root)
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isDirectory());
  const listed = await Promise.all(trees.map(async (path) => ({ path, files: await openFolder(path).files() })));
  const largest = listed.toSorted((a, b) => b.files.length - a.files.length)[0];
  if (!largest) throw new RangeError(`${root} has no folders`);
  await scan(openFolder(largest.path));

  const reading = await best(async () => {
    for (const { path } of listed) for (const { path: file } of await openFolder(path).files()) tryRead(join(path, file));
  });
  const ours = await best(async () => {
    for (const path of trees) await scan(openFolder(path));
  });
  const theirs = await best(async () => {
    for (const path of trees) await specfy(path);
  });
  line('trees', `${trees.length}, ${listed.reduce((sum, { files }) => sum + files.length, 0)} files`);
  line('reading the same files', ms(reading));
  line('groundwork', `${ms(ours)}   ${(ours / reading).toFixed(2)} × reading (target 2.5)`);
  line('@specfy/stack-analyser', `${ms(theirs)}   groundwork is ${(ours / theirs).toFixed(3)} of it (target 0.5)`);

  line('largest tree', `${largest.path.split('/').at(-1)}, ${largest.files.length} files`);
  for (const [what, edited] of edits) {
    const rescans = await rescanTimes(largest.path, edited);
    line(`rescan, ${what}`, `p50 ${ms(percentile(rescans, 0.5))}, p95 ${ms(percentile(rescans, 0.95))} (target 30 ms)`);
  }
  const memory = Number(execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), '--memory', largest.path]));
  line('peak memory', `${memory.toFixed(0)} MB (target 400 MB), ${self ? 'whole process' : ''}`);
}

/** Edits files of the largest tree in an overlay, one at a time, and scans again. */
async function rescanTimes(path: string, edited: (text: string) => string): Promise<number[]> {
  const base = openFolder(path);
  const buffers = new Map<string, string | null>();
  const scanner = new Scanner(overlay(base, buffers));
  // As an editor reads: what is done with each resource is followed when a deployment is planned.
  const options = { operations: false };
  await scanner.scan(options);
  const sources = (await base.files())
    .map((file) => file.path)
    .filter((file) => /\.(py|[cm]?[jt]sx?|go|java|rb|php|rs|cs|ya?ml|toml|json)$/.test(file));
  const times: number[] = [];
  for (let edit = 0; edit < 200; edit++) {
    const file = sources[Math.floor((edit * sources.length) / 200)];
    const text = file === undefined ? undefined : base.read(file)?.text;
    if (file === undefined || text === undefined) continue;
    buffers.set(file, edited(text));
    const started = performance.now();
    await scanner.scan(options, new Set([file]));
    times.push(performance.now() - started);
  }
  return times;
}

async function specfy(path: string): Promise<number> {
  const { analyser, FSProvider } = await import('@specfy/stack-analyser');
  await import('@specfy/stack-analyser/dist/autoload.js');
  const started = performance.now();
  await analyser({ provider: new FSProvider({ path }) });
  return performance.now() - started;
}

/** The fastest of several rounds: the machine's noise only ever adds. */
async function best(work: () => Promise<void>): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

function tryRead(path: string): void {
  try {
    readFileSync(path, 'utf8');
  } catch {
    // A file that cannot be read costs the scanner the same attempt.
  }
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}

function line(label: string, text: string): void {
  process.stdout.write(`${label.padEnd(34)}${text}\n`);
}
