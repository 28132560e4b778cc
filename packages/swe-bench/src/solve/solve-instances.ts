import { approveAll, nothingToPrepare, solve, type FoundAgent, type Receipt } from '@groundwork/agent';
import type { Gateway, Model } from '@groundwork/gateway';
import { GroundworkError } from '@groundwork/host';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findNative, isNative, type Native } from '../environment/find.ts';
import type { Instance } from '../instance/instance.ts';
import { gradeOne, type GradingOptions } from '../run/grade-predictions.ts';
import { inParallel } from '../run/pool.ts';
import { predictionSchema, type Prediction } from '../run/predictions.ts';
import { Records } from '../run/records.ts';
import { solvedSchema, type Solved } from '../run/report.ts';
import { jailEnvironment } from '../workbench/jailed.ts';
import { prepare, type Prepared } from '../workbench/prepare.ts';
import { copyFolder } from '../workbench/process.ts';
import { repositoryFor } from '../workbench/repository.ts';
import { sweep } from '../workbench/sweep.ts';
import { openTicketRepository, patchOf } from './repository.ts';
import { ticketOf, type TicketOptions } from './ticket.ts';

export interface SolvingOptions extends GradingOptions {
  readonly agent: FoundAgent;
  /** It listens on a socket. */
  readonly gateway: Gateway;
  readonly model: Model;
  readonly ticket: TicketOptions;
}

/**
 * Gives each instance to an agent as a ticket - a snapshot without what came later, a jail, a gateway with a budget, a session,
 * verification - and grades the change it ends with. What a killed run had finished is not done again, and what it had begun goes on.
 */
export async function solveInstances(instances: readonly Instance[], options: SolvingOptions): Promise<readonly Solved[]> {
  const { out, host, parallel, places } = options;
  sweep(places);
  const records = new Records(join(out, 'solved.jsonl'), solvedSchema);
  const predictions = new Records(join(out, 'predictions.jsonl'), predictionSchema);
  await inParallel(instances, parallel, async (instance) => {
    if (host.signal.aborted || records.all.some(({ instance_id }) => instance_id === instance.id)) return;
    host.notify({ type: 'started', task: instance.id, label: instance.id });
    const solved = await solveOne(instance, options, predictions);
    records.add(solved);
    const detail = solved.why === '' ? solved.reason : `${solved.reason}: ${solved.why}`;
    host.notify({
      type: 'finished',
      task: instance.id,
      outcome: solved.report?.resolved === true ? 'done' : 'failed',
      ms: solved.seconds * 1000,
      detail,
    });
  });
  return records.all.filter(({ instance_id }) => instances.some(({ id }) => id === instance_id));
}

async function solveOne(instance: Instance, options: SolvingOptions, predictions: Records<Prediction>): Promise<Solved> {
  const { places, environments = [], keep, host } = options;
  const native = findNative(instance, { downloads: places.downloads, environments });
  const failed = (reason: string, why: string): Solved => ({
    instance_id: instance.id,
    report: null,
    reason,
    why,
    usd: null,
    tokens: null,
    seconds: 0,
  });
  if (!isNative(native)) return failed('not_native', native.why);
  const began = performance.now();
  try {
    const { receipt, patch, clear } = await work(instance, native, options);
    const { usd, inputTokens, outputTokens } = receipt.usage;
    const known = predictions.all.find(({ instance_id }) => instance_id === instance.id);
    const name = `${options.agent.name}/${receipt.model ?? ''}`;
    const prediction = known ?? { instance_id: instance.id, model_name_or_path: name, model_patch: await patch() };
    // Only what is written down may be removed: a kill in between would lose it.
    if (known === undefined) predictions.add(prediction);
    clear();
    const graded = await gradeOne(instance, prediction, options);
    return {
      ...judged(graded, receipt),
      usd,
      tokens: inputTokens + outputTokens,
      seconds: (performance.now() - began) / 1000,
    };
  } catch (error) {
    if (host.signal.aborted || !(error instanceof GroundworkError)) throw error;
    return failed('not_graded', error.message);
  } finally {
    if (!keep) rmSync(join(places.instances, instance.id), { recursive: true, force: true });
  }
}

/**
 * A change that verification refused would not have been delivered, so it resolves nothing, whatever the tests say of it. Hidden
 * tests decide on the others, which have nothing else to be verified by.
 */
function judged(graded: Solved, { outcome }: Receipt): Solved {
  if (outcome.state === 'resolved' || outcome.reason === 'not_verifiable') return graded;
  const report = graded.report && { ...graded.report, resolved: false };
  return { ...graded, report, reason: outcome.reason, why: outcome.why, ...(graded.report?.resolved === true && { would_pass: true }) };
}

interface Worked {
  readonly receipt: Receipt;
  readonly patch: () => Promise<string>;
  /** Removes what can be made again; events and receipt stay. */
  readonly clear: () => void;
}

async function work(instance: Instance, native: Native, options: SolvingOptions): Promise<Worked> {
  const { agent, gateway, model, places, mirror, out, timeoutMs, host } = options;
  const { signal } = host;
  const prepared = await prepare(instance, native, { places, mirror, timeoutMs, signal });
  const mirrored = await repositoryFor(instance.repository, { mirror, places, signal });
  const repository = await openTicketRepository(instance, mirrored, join(out, 'tickets', instance.id), signal);
  const state = join(repository, '.groundwork', 'tickets', instance.id);
  const home = join(state, 'home');
  // Its home has the toolchain that was prepared: what the agent runs is what its change is graded with.
  if (!existsSync(home)) await copyHome(prepared, home, signal);
  const receipt = await solve({
    ticket: ticketOf(instance, options.ticket),
    repository,
    base: instance.base,
    agent,
    gateway,
    model,
    tools: null,
    approvals: approveAll,
    prepare: nothingToPrepare,
    environment: { readable: [...native.toolchain.readable, places.downloads], env: jailEnvironment(native) },
    // It takes half a minute, and no person reviews these changes.
    predict: null,
    histories: join(prepared.folder, 'history'),
    resume: true,
    host: { ...host, notify: () => {} },
  });
  return {
    receipt,
    patch: () => patchOf(instance, repository, join(state, 'snapshot'), signal),
    clear: () => {
      for (const name of ['snapshot', 'home', 'scratch']) rmSync(join(state, name), { recursive: true, force: true });
    },
  };
}

/** Whole or not at all: a half of it would be taken for all of it when a killed run goes on. */
async function copyHome(prepared: Prepared, home: string, signal: AbortSignal): Promise<void> {
  mkdirSync(dirname(home), { recursive: true });
  const beside = `${home}.new`;
  rmSync(beside, { recursive: true, force: true });
  await copyFolder(join(prepared.folder, 'home'), beside, signal);
  renameSync(beside, home);
}
