import { openGateway, type Gateway } from '@groundwork/gateway';
import { budgetSchema } from '@groundwork/gateway/budget';
import { scriptedModel, type ScriptedModel } from '@groundwork/gateway/testing';
import { silentHost } from '@groundwork/host';
import { requireProgram, requirement } from '@groundwork/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { touchedFiles } from '../grade/apply.ts';
import type { Instance } from '../instance/instance.ts';
import { readInstances } from '../instance/read.ts';
import { runReport } from '../run/report.ts';
import { behaviourNames, behaviours, scriptFor } from '../testing/behaviours.ts';
import { playAll, readPlayed } from '../testing/conformance.ts';
import { ownAgent } from '../testing/own-agent.ts';
import { conformanceTable } from '../testing/table.ts';
import { taskEnvironments, threeOf, writeTasks } from '../testing/tasks.fixture.ts';
import { placesIn } from '../workbench/places.ts';
import { solveInstances, type SolvingOptions } from './solve-instances.ts';

const hasJail = requireProgram('bwrap', 'apt-get install bubblewrap');
const hasTime = requirement('time for agents in jails', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

// Pipeline conformance: a scripted model through the whole path. It says nothing of what a real model resolves.
// Each test runs three agents to their end.
describe.runIf(hasJail && hasTime)('an agent on tasks of three repositories', { timeout: 120_000 }, () => {
  let folder: string;
  let instances: readonly Instance[];
  let model: ScriptedModel;
  let gateway: Gateway;
  let options: SolvingOptions;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'solving-'));
    const { mirror, dataset } = writeTasks(folder);
    instances = threeOf(await readInstances(dataset));
    model = await scriptedModel(scriptFor(instances, () => 'oracle'));
    gateway = await openGateway({ providers: [model.provider()], listen: { socket: join(folder, 'gateway.sock') }, ledger: null });
    options = {
      places: placesIn(join(folder, 'cache')),
      environments: taskEnvironments,
      mirror,
      out: join(folder, 'oracle'),
      parallel: 2,
      timeoutMs: 60_000,
      keep: true,
      host: silentHost,
      agent: ownAgent(),
      gateway,
      model: { provider: 'scripted', id: 'oracle' },
      ticket: { budget: { ...budgetSchema.parse({}), minutes: null }, scope: ({ gold }) => touchedFiles(gold) },
    };
  });
  afterAll(async () => {
    await gateway.close();
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('resolves all with a model that knows the solution, writes predictions, and does nothing twice', async () => {
    const solved = await solveInstances(instances, options);
    const report = runReport(solved, { all: instances.map(({ id }) => id), agent: 'groundwork', model: 'scripted/oracle' });
    expect(solved.map(({ reason, why }) => ({ reason, why }))).toEqual(instances.map(() => ({ reason: 'resolved', why: '' })));
    expect(report).toMatchObject({ resolved_instances: 3, unresolved_instances: 0, error_instances: 0 });
    const lines = readFileSync(join(options.out, 'predictions.jsonl'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(Object.keys(JSON.parse(lines[0] ?? '{}'))).toEqual(['instance_id', 'model_name_or_path', 'model_patch']);
    const asked = model.requests.length;
    expect(await solveInstances(instances, options)).toEqual(solved);
    expect(model.requests.length).toBe(asked);
  });

  it('shows a model neither hidden tests nor the solution', () => {
    const said = model.requests.map(({ messages }) =>
      messages
        .filter(({ role }) => role !== 'assistant')
        .map(({ text }) => text)
        .join('\n'),
    );
    expect(said.some((text) => text.includes('every thirteenth loaf is free'))).toBe(true);
    for (const secret of ['test_baker', 'lifts nothing', 'The solution, which no agent may see'])
      expect(said.join('\n')).not.toContain(secret);
  });

  const others = behaviourNames.filter((behaviour) => behaviour !== 'oracle');
  it.each(others)('ends unresolved on each of the three, for the reason it has: %s', async (behaviour) => {
    await playAll(instances, [behaviour], { ...options, out: join(folder, 'others') });
    const played = readPlayed(join(folder, 'others')).filter((each) => each.behaviour === behaviour);
    const ends = played.map(({ instance_id, reason, resolved }) => ({ instance_id, reason, resolved }));
    expect(new Set(ends)).toEqual(
      new Set(instances.map(({ id }) => ({ instance_id: id, reason: behaviours[behaviour], resolved: false }))),
    );
  });

  it('takes a run of all behaviours up where it was, and sums it up', async () => {
    const played = readPlayed(join(folder, 'others'));
    await playAll(instances, others, { ...options, out: join(folder, 'others') });
    expect(readPlayed(join(folder, 'others'))).toEqual(played);
    expect(conformanceTable(played)).toContain('| crash | crashed | 3 of 3 |');
  });
});
