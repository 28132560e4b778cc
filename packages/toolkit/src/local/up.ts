import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { planEnvironment, type EnvironmentState, type Plan } from '@groundwork/provision';
import { bringUp, examineMachine, type Session } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';
import { askForMissing, givenBy } from './secrets.ts';
import { commandsOf, requireTrust, type CommandShown } from './trust.ts';

export interface UpOptions {
  readonly host: Host;
  /** Consent to run the commands of the repository. */
  readonly yes: boolean;
  /** Consent to install missing servers with the system's package manager, without being asked. */
  readonly install?: boolean;
  /** Services restart, installs are repeated and resources appear as the files change: see `watchFolder`. */
  readonly watched?: boolean;
  /** What was read of the folder a moment ago, for who reads it anyway. */
  readonly blueprint?: Blueprint;
  /** It stops when this process ends; otherwise it stays until `down`. */
  readonly attached: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Somebody reads by themselves what its supervisor says, for longer than this: `host` is told of the rest alone. */
  readonly eventsElsewhere?: boolean;
  /** Shows the commands and asks; `null` where nobody can be asked. */
  readonly ask: (commands: readonly CommandShown[], blueprint: Blueprint) => Promise<boolean | null>;
}

export interface UpSession extends Session {
  readonly dir: string;
  /** What it was brought up from; after `settled`, what came of it in the end. */
  readonly blueprint: Blueprint;
  readonly plan: Plan;
}

/** Scans a folder and brings it up on this machine. Settles as soon as its supervisor runs; `settled` says how it went. */
export async function up(
  folder: string,
  { host, yes, install = false, attached, watched = false, eventsElsewhere = false, env, ask, blueprint: read }: UpOptions,
): Promise<UpSession> {
  const dir = realFolder(folder);
  const blueprint = read ?? (await scanFolder(dir, { host })).blueprint;
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  if (!plan.steps.some(({ kind }) => kind === 'start')) throw nothingToStart(dir, blueprint);
  await requireTrust(dir, { yes, host, command: 'gw up', ask: () => ask(commandsOf(plan), blueprint) });
  const given = givenBy(env, blueprint);
  await askForMissing(dir, blueprint, { given, host });
  const bring = (what: Blueprint, how: Plan): Promise<Session> =>
    bringUp({ dir, blueprint: what, plan: how, given, attached, install, watched, eventsElsewhere, host });
  let made = { blueprint, plan };
  let session = await bring(blueprint, plan);
  const settled = session.settled.then(async (state) => {
    const again = host.signal.aborted ? null : await neededAfterAll(dir, blueprint, { host, state });
    if (!again) return state;
    for (const message of again.says) host.notify({ type: 'note', level: 'warning', code: 'up.observed', message });
    made = again;
    session = await bring(again.blueprint, again.plan);
    return session.settled;
  });
  return {
    dir,
    get blueprint() {
      return made.blueprint;
    },
    get plan() {
      return made.plan;
    },
    already: session.already,
    settled,
    get ended() {
      return session.ended;
    },
    stop: () => session.stop(),
  };
}

interface Again {
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  readonly says: readonly string[];
}

/** What failed may have shown that it needs a server that was taken to be optional, or that its port was taken: worth another try, once. */
async function neededAfterAll(
  dir: string,
  before: Blueprint,
  { host, state }: { readonly host: Host; readonly state: EnvironmentState },
): Promise<Again | null> {
  if (isWell(state)) return null;
  const { blueprint } = await scanFolder(dir, { host });
  const optional = new Set(before.resources.flatMap(({ name, need }) => (need === 'optional' ? [name] : [])));
  const needed = blueprint.resources.filter(({ name, need }) => need === 'required' && optional.has(name));
  const outrun = state.services.filter(({ state: now, reason }) => now === 'failed' && reason?.code === 'port.taken');
  if (needed.length === 0 && outrun.length === 0) return null;
  const plan = planEnvironment(blueprint, { environment: localEnvironment, target: 'local' });
  // What came up stays up where the rest cannot be had.
  const findings = await examineMachine({ dir, blueprint, plan });
  if (
    findings.some(({ area, name, state: found }) => area === 'server' && found === 'missing' && needed.some((each) => each.name === name))
  )
    return null;
  const says = [
    ...needed.map(({ name, evidence }) => `${evidence.at(-1)?.why ?? name}: bringing up ${name}`),
    ...outrun.map(({ name, port }) => `${name}: another program took port ${port ?? ''} in between, looking for one anew`),
  ];
  return { blueprint, plan, says };
}

/** Whether everything is as it should be; an exit code follows from it. */
export function isWell({ services, resources }: EnvironmentState): boolean {
  return (
    services.every(({ state }) => state === 'ready' || state === 'done' || state === 'scheduled') &&
    resources.every(({ state }) => state !== 'failed')
  );
}

/** Why a plan without a service to start came about. */
export function nothingToStart(dir: string, { services }: Blueprint): GroundworkError {
  const [first] = services;
  return new GroundworkError({
    code: 'up.nothing_to_start',
    message: first ? `How ${first.name} starts was not found in the code` : 'Nothing that runs was found in this folder',
    where: dir,
    fix: first ? `gw answer ${first.name}.start "COMMAND"` : 'gw scan shows what was read',
    exit: exitCodes.notPossibleHere,
  });
}
