import { cloudTargets } from '@groundwork/blueprint';
import { GroundworkError, silentHost, type Host, type ProgressEvent } from '@groundwork/host';
import type { CloudEnvironment, CloudStatus, ParsedParamsOf, ResultOf } from '@groundwork/protocol';
import {
  deployCloud,
  destroyCloud,
  listEnvironments,
  readRecord,
  statusCloud,
  type DeploymentRecord,
  type Environment,
} from '@groundwork/toolkit';
import { blueprintOf } from '../environment/blueprint.ts';
import { createJoined, type Asking, type Joined } from '../environment/joined.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { samePlan } from './same-plan.ts';

/** The clouds of a workspace: every window sees the same environments, and what one of them does. */
export interface Clouds {
  list(): CloudEnvironment[];
  /** What is under way, for a window that comes in the middle of it. */
  readonly running: readonly { readonly name: string; readonly event: ProgressEvent }[];
  deploy(asked: ParsedParamsOf<'clouds/deploy'>, who: Asking): Promise<CloudStatus>;
  destroy(asked: ParsedParamsOf<'clouds/destroy'>, who: Asking): Promise<ResultOf<'clouds/destroy'>>;
  status(name: string, signal: AbortSignal): Promise<CloudStatus>;
  /** Tells windows what is different now. */
  changed(): void;
}

interface Ways {
  readonly deploys: Joined<ParsedParamsOf<'clouds/deploy'>, CloudStatus>;
  readonly removals: Joined<ParsedParamsOf<'clouds/destroy'>, ResultOf<'clouds/destroy'>>;
}

export const cloudsOf = perWorkspace(createClouds);

function createClouds(workspace: Workspace): Clouds {
  const { dir } = workspace;
  const blueprint = blueprintOf(workspace);
  const underway = new Map<string, CloudEnvironment['underway']>();
  const failed = new Map<string, CloudEnvironment['failed']>();
  const started = new Map<string, Map<string, { readonly event: ProgressEvent; readonly at: number }>>();
  const ways = new Map<string, Ways>();
  let told = '';

  const list = (): CloudEnvironment[] =>
    environmentsOf(dir, (name) => underway.has(name) || failed.has(name)).map((each) => described(each, { underway, failed }));
  const changed = (): void => {
    const now = list();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    workspace.tell('clouds/changed', { environments: now });
  };
  const tellOf =
    (name: string) =>
    (event: ProgressEvent): void => {
      const tasks = started.get(name) ?? new Map();
      started.set(name, tasks);
      if (event.type === 'started') tasks.set(event.task, { event, at: performance.now() });
      else if (event.type === 'finished') tasks.delete(event.task);
      workspace.tell('clouds/progress', { name, event });
    };
  const doing = async <T>(name: string, what: 'deploy' | 'destroy', action: (notify: Host['notify']) => Promise<T>): Promise<T> => {
    underway.set(name, what);
    failed.delete(name);
    changed();
    try {
      return await action(tellOf(name));
    } catch (cause) {
      if (cause instanceof GroundworkError) failed.set(name, { code: cause.code, message: cause.message, fix: cause.fix });
      throw cause;
    } finally {
      underway.delete(name);
      started.delete(name);
      changed();
    }
  };
  const read = async () => {
    const found = await blueprint.read();
    if (blueprint.wrong) throw blueprint.wrong;
    return found;
  };
  const status = async (name: string, signal: AbortSignal): Promise<CloudStatus> =>
    plain(await statusCloud(dir, name, { host: { ...silentHost, signal }, env: process.env, blueprint: await read() }));

  /** One thing at a time in an environment. */
  const waysOf = (name: string): Ways => {
    const known = ways.get(name);
    if (known) return known;
    const deploys: Ways['deploys'] = createJoined(({ plan }, stop) =>
      doing(name, 'deploy', async (notify) => {
        const host: Host = { ...silentHost, notify, signal: stop };
        await read();
        await deployCloud(dir, name, {
          // Read anew: roles are made of what an editor does not follow with each keystroke.
          host,
          env: process.env,
          consent: async (now) => {
            if (!samePlan(now, plan)) throw planChanged(name);
            return true;
          },
        });
        return plain(await statusCloud(dir, name, { host, env: process.env, blueprint: await read() }));
      }),
    );
    const removals: Ways['removals'] = createJoined(({ deleting }, stop) =>
      doing(name, 'destroy', async (notify) => {
        const host: Host = { ...silentHost, notify, signal: stop };
        const options = { host, env: process.env, blueprint: await read(), deleting };
        const { kept, left } = await destroyCloud(dir, name, { ...options, consent: async () => [] });
        return { kept: [...kept], left: [...left] };
      }),
    );
    const made = { deploys, removals };
    ways.set(name, made);
    return made;
  };
  workspace.onClose(async () => {
    await Promise.all([...ways.values()].flatMap(({ deploys, removals }) => [deploys.stop(), removals.stop()]));
  });

  return {
    list,
    get running() {
      const ago = (at: number): number => Math.round(performance.now() - at);
      return [...started].flatMap(([name, tasks]) =>
        [...tasks.values()].map(({ event, at }) => ({ name, event: event.type === 'started' ? { ...event, agoMs: ago(at) } : event })),
      );
    },
    deploy: async (asked, who) => {
      const { deploys, removals } = waysOf(asked.name);
      await removals.settled();
      return deploys.ask(asked, who);
    },
    destroy: async (asked, who) => {
      const { deploys, removals } = waysOf(asked.name);
      await deploys.stop();
      return removals.ask(asked, who);
    },
    status,
    changed,
  };
}

/** Those of `groundwork.yaml`, and targets that something was or is being deployed to under their own name. */
function environmentsOf(dir: string, isBusy: (name: string) => boolean): (Environment & { readonly record: DeploymentRecord | null })[] {
  const declared = listEnvironments(dir);
  const implied = cloudTargets
    .filter((target) => !declared.some(({ name }) => name === target))
    .map((target) => ({ name: target, settings: { target }, declared: false }));
  return [...declared, ...implied]
    .map((each) => ({ ...each, record: readRecord(dir, each.name) }))
    .filter((each) => each.declared || each.record !== null || isBusy(each.name));
}

interface Known {
  readonly underway: ReadonlyMap<string, CloudEnvironment['underway']>;
  readonly failed: ReadonlyMap<string, CloudEnvironment['failed']>;
}

function described(
  { name, settings, declared, record }: ReturnType<typeof environmentsOf>[number],
  { underway, failed }: Known,
): CloudEnvironment {
  return {
    name,
    target: settings.target,
    region: settings.region ?? record?.plan.region ?? null,
    declared,
    underway: underway.get(name) ?? null,
    failed: failed.get(name) ?? null,
    deployed: record && {
      at: record.at,
      where: record.plan.where,
      cost: sumOf(record.plan.cost),
      items: record.plan.items.map(({ id, kind, name: of, title, cost }) => ({ id, kind, name: of, title, cost: sumOf(cost) })),
    },
  };
}

const sumOf = ({ fixed, unknown, usage }: { fixed: number; unknown: boolean; usage: boolean }) => ({ fixed, unknown, usage });

const plain = (status: Awaited<ReturnType<typeof statusCloud>>): CloudStatus => ({
  ...status,
  services: status.services.map((each) => ({ ...each })),
  resources: status.resources.map((each) => ({ ...each })),
  stateful: [...status.stateful],
});

function planChanged(name: string): GroundworkError {
  return new GroundworkError({
    code: 'deploy.plan_changed',
    message: `What a deployment to ${name} would change is no longer what was shown`,
    fix: 'Look at the plan again',
  });
}
