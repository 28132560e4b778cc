import { openGateway } from '@groundwork/gateway';
import { budgetSchema } from '@groundwork/gateway/budget';
import { scriptedModel } from '@groundwork/gateway/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { touchedFiles } from '../grade/apply.ts';
import type { Instance } from '../instance/instance.ts';
import type { GradingOptions } from '../run/grade-predictions.ts';
import { inParallel } from '../run/pool.ts';
import { Records } from '../run/records.ts';
import { solvedSchema } from '../run/report.ts';
import { solveInstances } from '../solve/solve-instances.ts';
import { behaviourNames, behaviours, scriptFor, type Behaviour } from './behaviours.ts';
import { ownAgent } from './own-agent.ts';

/** How one instance ended with a scripted model that behaves in one way. */
export const playedSchema = solvedSchema.omit({ report: true }).extend({ behaviour: z.enum(behaviourNames), resolved: z.boolean() });
export type Played = Readonly<z.infer<typeof playedSchema>>;

/** It ended for the reason it had to - tests that ask for what is not there are not built rather than failed -, and is resolved only by a model that has the solution. */
export const held = ({ behaviour, reason, resolved }: Played): boolean =>
  (reason === behaviours[behaviour] || (behaviour === 'false_claim' && reason === 'tests_not_built')) &&
  resolved === (behaviour === 'oracle');

export const readPlayed = (out: string): readonly Played[] => new Records(join(out, 'behaviours.jsonl'), playedSchema).all;

/**
 * Has a scripted model behave in each way on each instance, through the whole path, and writes down how that ended. What held is not
 * done again, what a kill cut short goes on, and what ended otherwise is done anew; an instance is installed once for all its runs.
 */
export async function playAll(instances: readonly Instance[], wanted: readonly Behaviour[], options: GradingOptions): Promise<void> {
  const { out, places, parallel, keep, host } = options;
  const records = new Records(join(out, 'behaviours.jsonl'), playedSchema);
  const last = (id: string, behaviour: Behaviour): Played | undefined =>
    records.all.findLast((each) => each.instance_id === id && each.behaviour === behaviour);
  const playing = new Map<string, Behaviour>();
  const folder = mkdtempSync(join(tmpdir(), 'swe-conformance-'));
  const model = await scriptedModel(scriptFor(instances, ({ id }) => playing.get(id) ?? 'nothing'));
  const gateway = await openGateway({ providers: [model.provider()], listen: { socket: join(folder, 'gateway.sock') }, ledger: null });
  const play = async (instance: Instance, behaviour: Behaviour): Promise<void> => {
    const before = last(instance.id, behaviour);
    if (host.signal.aborted || (before !== undefined && held(before))) return;
    const runs = join(out, 'runs', instance.id, behaviour);
    if (before !== undefined) rmSync(runs, { recursive: true, force: true });
    playing.set(instance.id, behaviour);
    const solved = await solveInstances([instance], {
      ...options,
      out: runs,
      parallel: 1,
      keep: true,
      agent: ownAgent(),
      gateway,
      model: { provider: 'scripted', id: behaviour },
      ticket: { budget: { ...budgetSchema.parse({}), minutes: 30 }, scope: ({ gold }) => touchedFiles(gold) },
    });
    for (const { report, ...rest } of solved) {
      const played = { ...rest, behaviour, resolved: report?.resolved ?? false };
      records.add(played);
      // What did not hold is kept to be looked at.
      if (held(played)) rmSync(runs, { recursive: true, force: true });
    }
  };
  try {
    await inParallel(instances, parallel, async (instance) => {
      for (const behaviour of wanted) await play(instance, behaviour);
      if (!keep && !host.signal.aborted) rmSync(join(places.instances, instance.id), { recursive: true, force: true });
    });
  } finally {
    await gateway.close();
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
