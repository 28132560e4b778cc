import { scriptedModel, type ScriptedModel } from '@groundwork/gateway/testing';
import { requireProgram } from '@groundwork/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptSchema, type Receipt } from '../receipt/receipt.ts';
import { readEvents, ticketFolder } from './journal.ts';
import { sessionState } from './state.ts';
import { makeRepository, steadyModel } from './testing/bakery.fixture.ts';

const program = fileURLToPath(new URL('testing/solve-main.ts', import.meta.url));
const all = process.env['GROUNDWORK_RUN_EXAMPLES'] === '1';
const kills = all ? 20 : 2;

let model: ScriptedModel;
let whole: Receipt;
let length: number;

const eventsOf = (root: string): number => readEvents(ticketFolder(join(root, 'bakery'), 'hotter-oven')).events.length;

/** Runs it to its end, or kills it once so many events have happened and a little later. */
async function run(
  root: string,
  how: readonly string[],
  kill: { readonly after: number; readonly ms: number } | null,
): Promise<Receipt | null> {
  const child = spawn(process.execPath, ['--no-warnings', '--conditions=groundwork-source', program, root, model.url, ...how], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: root },
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  if (kill !== null) {
    while (child.exitCode === null && eventsOf(root) < kill.after) await sleep(5);
    await sleep(kill.ms);
    child.kill('SIGKILL');
    await ended;
    return null;
  }
  expect({ code: await ended, errors }).toMatchObject({ code: 0 });
  return receiptSchema.parse(JSON.parse(output));
}

/** Processes of this machine whose command names a folder. */
function processesOf(root: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(root) && !command.includes('vitest') ? [command] : [];
    } catch {
      return [];
    }
  });
}

async function noneLeft(root: string): Promise<void> {
  for (let waited = 0; waited < 200 && processesOf(root).length > 0; waited += 1) await sleep(25);
  expect(processesOf(root)).toEqual([]);
}

const scratchOf = (root: string): string[] => readdirSync(root).filter((name) => /^groundwork-(jail|doors)-/.test(name));

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a session that is killed', () => {
  beforeAll(async () => {
    model = await scriptedModel(steadyModel);
    const root = mkdtempSync(join(tmpdir(), 'bakery-'));
    makeRepository(root);
    whole = (await run(root, [], null)) ?? whole;
    length = eventsOf(root);
    rmSync(root, { recursive: true, force: true });
  }, 60_000);
  afterAll(() => model.close());

  it('was whole without', () => {
    expect(whole.outcome).toEqual({ state: 'resolved' });
    expect(length).toBeGreaterThan(15);
  });

  it.each(Array.from({ length: kills }, (_, at) => [at + 1]))('goes on to the same end: kill %i', { timeout: 120_000 }, async (at) => {
    const root = mkdtempSync(join(tmpdir(), 'bakery-'));
    makeRepository(root);
    // Every second one works with an agent that cannot load its session.
    const how = at % 2 === 0 ? ['--no-load'] : [];
    const point = Math.floor(((at - Math.random()) / kills) * length);
    await run(root, how, { after: point, ms: Math.random() * 300 });
    await noneLeft(root);
    const receipt = await run(root, how, null);
    expect(receipt).toMatchObject({
      outcome: whole.outcome,
      tree: whole.tree,
      diffHash: whole.diffHash,
      files: whole.files,
    });
    expect(sessionState(readEvents(ticketFolder(join(root, 'bakery'), 'hotter-oven')).events).phase).toBe('done');
    await noneLeft(root);
    rmSync(root, { recursive: true, force: true });
  });

  it('leaves nothing that the next one does not clear away', async () => {
    const root = mkdtempSync(join(tmpdir(), 'bakery-'));
    makeRepository(root);
    await run(root, [], { after: 6, ms: 100 });
    expect(scratchOf(root)).not.toEqual([]);
    await run(root, [], null);
    expect(scratchOf(root)).toEqual([]);
    rmSync(root, { recursive: true, force: true });
  }, 60_000);
});
