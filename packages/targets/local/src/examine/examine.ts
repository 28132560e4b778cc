import type { Blueprint, Resource, ResourceType, Service } from '@groundwork/blueprint';
import { resourceDefinitions } from '@groundwork/blueprint';
import { GroundworkError } from '@groundwork/host';
import { environmentFolder, readSecrets, type Plan, type Secrets, type Step } from '@groundwork/provision';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listensOn, serviceWishes, type PortWish } from '../launch/ports.ts';
import type { LaunchInputs } from '../launch/prepare.ts';
import { findResources, resourceWishes } from '../launch/resources.ts';
import { findToolchains } from '../launch/toolchains.ts';
import { currentState } from '../lifecycle/status.ts';
import { isFree } from '../process/listening.ts';
import { installedPackages } from './packages.ts';

/** One thing a repository needs, and what this machine has for it. */
export interface Finding {
  readonly area: 'toolchain' | 'server' | 'package' | 'port';
  /** Services or the resource it is for. */
  readonly name: string;
  /** What the code asks for: `python 3.12`, `PostgreSQL 16`. */
  readonly asked: string;
  /** What would be used; `null` when there is nothing. */
  readonly found: string | null;
  /** `other`: not quite what was asked for, and it will be tried. `unknown`: this machine does not tell. */
  readonly state: 'there' | 'other' | 'missing' | 'unknown';
  readonly message: string | null;
  /** The one command that gets it. */
  readonly fix: string | null;
}

export interface ExamineInputs {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
}

/** What a machine has and lacks for a blueprint, looked for in the same places as when it is brought up. Starts nothing. */
export async function examineMachine({ dir, blueprint, plan }: ExamineInputs): Promise<Finding[]> {
  // Some tools are arranged in a folder of their own: nothing of that is to stay in the repository.
  const toolchains = mkdtempSync(join(tmpdir(), 'groundwork-examine-'));
  try {
    const folder = { ...environmentFolder(dir, plan.environment), toolchains };
    const secrets = readSecrets(folder);
    const inputs: LaunchInputs = { dir, folder, blueprint, plan, secrets };
    return [
      ...toolFindings(inputs),
      ...(await serverFindings(inputs, secrets)),
      ...packageFindings(blueprint),
      ...(await portFindings(inputs)),
    ];
  } finally {
    rmSync(toolchains, { recursive: true, force: true });
  }
}

export type ServerFinding = Finding & { readonly type: ResourceType };

/** What would serve each resource of a plan, or why nothing can. Starts nothing. */
export async function examineServers({ dir, blueprint, plan }: ExamineInputs): Promise<ServerFinding[]> {
  const folder = environmentFolder(dir, plan.environment);
  const secrets = readSecrets(folder);
  const findings: ServerFinding[] = [];
  for (const step of plan.steps) {
    if (step.kind !== 'resource') continue;
    const found = await serverFindings({ dir, folder, blueprint, plan: { ...plan, steps: [step] }, secrets }, secrets);
    findings.push(...found.map((each) => ({ ...each, type: step.type })));
  }
  return findings;
}

/** Services of a plan whose tools this machine does not have: the others come up without them. Starts nothing. */
export function examineTools({ dir, blueprint, plan }: ExamineInputs): Finding[] {
  return withOwnFolder((toolchains) => {
    const folder = { ...environmentFolder(dir, plan.environment), toolchains };
    const inputs: LaunchInputs = { dir, folder, blueprint, plan, secrets: readSecrets(folder) };
    return eachTool(inputs).filter(({ state }) => state === 'missing');
  });
}

/** Some tools are arranged in a folder of their own: nothing of that is to stay in the repository. */
function withOwnFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-examine-'));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toolFindings(inputs: LaunchInputs): Finding[] {
  return together(eachTool(inputs));
}

function eachTool(inputs: LaunchInputs): Finding[] {
  return inputs.plan.steps.flatMap((step): Finding[] => {
    const service = step.kind === 'start' ? inputs.blueprint.services.find(({ name }) => name === step.service) : undefined;
    return service ? [toolFinding(service, { ...inputs, plan: { ...inputs.plan, steps: [step] } })] : [];
  });
}

function toolFinding({ name, language, runtime }: Service, inputs: LaunchInputs): Finding {
  const asked = runtime.version === null ? language : `${language} ${runtime.version}`;
  try {
    const tool = findToolchains(inputs).found.get(name);
    return { area: 'toolchain', name, asked, found: tool?.title ?? language, ...stateOf(tool?.warning ?? null), fix: null };
  } catch (cause) {
    return { area: 'toolchain', name, asked, ...missing(cause) };
  }
}

async function serverFindings(inputs: LaunchInputs, secrets: Secrets): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const step of inputs.plan.steps) {
    const resource = step.kind === 'resource' ? inputs.blueprint.resources.find(({ name }) => name === step.resource) : undefined;
    if (resource) findings.push(...(await serverFinding(resource, step, inputs, secrets)));
  }
  return findings;
}

async function serverFinding(
  { name, type, version, extensions }: Resource,
  step: Step,
  inputs: LaunchInputs,
  secrets: Secrets,
): Promise<Finding[]> {
  const asked = [resourceDefinitions[type].title, version, ...extensions.map((extension) => `+ ${extension}`)].filter(Boolean).join(' ');
  try {
    const found = await findResources({ ...inputs, plan: { ...inputs.plan, steps: [step] } }, structuredClone(secrets), {});
    // What only its owner runs needs no server of this machine.
    return found.launched.map(({ title, obtain }) => ({
      area: 'server',
      name,
      asked,
      found: title,
      ...stateOf(found.warnings[0] ?? (obtain ? 'fetched before its first start' : null), obtain !== null),
      fix: null,
    }));
  } catch (cause) {
    return [{ area: 'server', name, asked, ...missing(cause) }];
  }
}

function packageFindings({ services }: Blueprint): Finding[] {
  const wanted = new Map<string, string[]>();
  for (const { name, systemPackages } of services) for (const each of systemPackages) wanted.set(each, [...(wanted.get(each) ?? []), name]);
  const installed = installedPackages([...wanted.keys()]);
  return [...wanted].map(([asked, names]) => {
    const there = installed?.has(asked) ?? null;
    const state = there === null ? 'unknown' : there ? 'there' : 'other';
    // Images list what they build with, which an install from wheels never needs: it is tried without.
    const message = there === false ? 'not installed; needed only if an install or start says so' : null;
    return { area: 'package', name: names.join(', '), asked, found: there === true ? asked : null, state, message, fix: null };
  });
}

/** Ports written in the code, which nothing else may listen on. */
async function portFindings({ dir, plan, blueprint }: LaunchInputs): Promise<Finding[]> {
  const starts = new Set(plan.steps.flatMap((step) => (step.kind === 'start' ? [step.service] : [])));
  const listening = blueprint.services.filter((service) => starts.has(service.name) && listensOn(service));
  const state = currentState(dir, plan.environment);
  const own = new Set([...(state?.services ?? []), ...(state?.resources ?? [])].flatMap(({ process, port }) => (process ? [port] : [])));
  const fixed = [...wishesOf(plan, blueprint), ...serviceWishes(listening)].filter((wish) => wish.fixed);
  return Promise.all(
    fixed.map(async ({ id, wanted }): Promise<Finding> => {
      const free = wanted === null || own.has(wanted) || (await isFree(wanted));
      return {
        area: 'port',
        name: id.slice(id.indexOf(':') + 1),
        asked: `port ${wanted ?? ''}`,
        found: free ? (own.has(wanted) ? 'its own' : 'free') : null,
        state: free ? 'there' : 'missing',
        message: free ? null : 'it is written in the code, and another program listens there',
        fix: free ? null : `stop what listens there (ss -ltnp 'sport = :${wanted ?? ''}')`,
      };
    }),
  );
}

/** One that cannot be served here at all is found out about as a server. */
function wishesOf(plan: Plan, blueprint: Blueprint): PortWish[] {
  return plan.steps.flatMap((step) => {
    try {
      return resourceWishes({ ...plan, steps: [step] }, blueprint);
    } catch {
      return [];
    }
  });
}

function stateOf(warning: string | null, expected = false): Pick<Finding, 'state' | 'message'> {
  return { state: warning === null || expected ? 'there' : 'other', message: warning };
}

function missing(cause: unknown): Pick<Finding, 'found' | 'state' | 'message' | 'fix'> {
  if (!(cause instanceof GroundworkError)) throw cause;
  return { found: null, state: 'missing', message: cause.message, fix: cause.fix };
}

/** Services that ask for the same and get the same are told of once. */
function together(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.asked, finding.found, finding.fix]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, name: [first, ...others].map(({ name }) => name).join(', ') }] : [],
  );
}
