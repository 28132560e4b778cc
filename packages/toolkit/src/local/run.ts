import type { Blueprint, Service } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { environmentFolder, focusPlan, planEnvironment, readSecrets, type Reason } from '@groundwork/provision';
import { borrowEnvironment, commandArgv, createObserver, explain, lastLines, readTail } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';
import { askForMissing, givenBy } from './secrets.ts';
import { startWith } from './start-command.ts';
import { commandsOf, requireTrust, type CommandShown } from './trust.ts';

export interface RunOptions {
  readonly host: Host;
  readonly yes: boolean;
  /** Name of the environment; each has data of its own. */
  readonly environment: string;
  /** What the person wants to run: nothing for the service's own start, options for it, or another program. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ask: (commands: readonly CommandShown[], blueprint: Blueprint) => Promise<boolean | null>;
}

/** A program that is ready to be started in the foreground of whoever asked for it. */
export interface ReadyProgram {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File its output is kept in. */
  readonly log: string;
  readonly service: Service;
  /** It is the service's own start command, with or without further options. */
  readonly own: boolean;
  /** Where it will listen, `null` for what does not. */
  readonly url: string | null;
  /** Absolute real folder of the repository. */
  readonly dir: string;
  /** Why it ended as it did, as far as its last words tell; `null` when it ended well. */
  reason(code: number, log: string): Reason | null;
  /** Has to be called when it ended: stops what was started for it alone. */
  release(exit: number): Promise<void>;
}

/** Brings up what one service needs and gives its program, not yet started. Throws `run.unknown_service`, `run.no_start`, `trust.*`. */
export async function prepareRun(folder: string, name: string, options: RunOptions): Promise<ReadyProgram> {
  const { host, words, environment } = options;
  const dir = realFolder(folder);
  checkEnvironment(environment);
  const { blueprint: scanned } = await scanFolder(dir, { host });
  const service = scanned.services.find((each) => each.name === name);
  if (!service) throw unknownService(name, scanned);
  const own = words.length === 0 || (words[0]?.startsWith('-') ?? false);
  if (own && service.start === null && service.kind !== 'static') throw noStart(name);

  const blueprint = own ? scanned : startable(scanned, name);
  const whole = planEnvironment(blueprint, { environment, target: 'local', asked: name });
  const plan = focusPlan(whole, { kind: own ? 'start' : 'program', service: name });
  const shown = own ? commandsOf(plan) : commandsOf({ ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'start') });
  // Where nothing of the repository runs but what the person typed, there is nothing to consent to.
  if (shown.length > 0)
    await requireTrust(dir, { yes: options.yes, host, command: `gw run ${name}`, ask: () => options.ask(shown, scanned) });
  const given = { ...readSecrets(environmentFolder(dir, localEnvironment)).given, ...givenBy(options.env, scanned) };
  await askForMissing(dir, { ...scanned, services: [service] }, { given, host });

  const borrowed = await borrowEnvironment({ dir, blueprint, plan, service: name, own, given, host });
  const launched = borrowed.service;
  if (!launched) throw noStart(name);
  return {
    argv: own ? commandArgv(startWith(launched.command, words)) : words,
    cwd: launched.cwd,
    env: borrowed.env,
    log: borrowed.log,
    service,
    own,
    url: own && launched.port !== null ? `http://127.0.0.1:${launched.port}` : null,
    dir,
    reason: (code, log) => {
      if (code === 0) return null;
      const { reason, seen } = explain({ service: name, log, code, signal: null, folder: dir });
      const observer = createObserver({ folder: environmentFolder(dir, localEnvironment), dir, starts: { [name]: service.start } });
      if (seen && own) observer.seen(seen, { service: name, where: reason.where, log: borrowed.log });
      return reason;
    },
    release: (exit) => borrowed.release(exit),
  };
}

/** The same blueprint with a service that can be planned although nobody knows how it starts. */
function startable(blueprint: Blueprint, name: string): Blueprint {
  const services = blueprint.services.map((each) => (each.name === name ? { ...each, start: each.start ?? 'true' } : each));
  return { ...blueprint, services };
}

function checkEnvironment(name: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) return;
  throw new GroundworkError({
    code: 'environment.name',
    message: `\`${name}\` cannot be the name of an environment`,
    fix: 'Use small letters, digits and -',
    exit: exitCodes.usage,
  });
}

function unknownService(name: string, { services }: Blueprint): GroundworkError {
  const names = services.map((each) => each.name);
  return new GroundworkError({
    code: 'run.unknown_service',
    message: `There is no service \`${name}\``,
    fix: names.length > 0 ? `Use one of: ${names.join(', ')}` : 'Nothing that runs was found in this folder: gw scan shows what was read',
    exit: exitCodes.usage,
  });
}

function noStart(name: string): GroundworkError {
  return new GroundworkError({
    code: 'run.no_start',
    message: `How ${name} starts was not found in the code`,
    fix: `gw answer ${name}.start "COMMAND", or say what to run: gw run ${name} -- COMMAND`,
    exit: exitCodes.notPossibleHere,
  });
}

/** The last lines of what it said, without passwords. */
export function lastOutput(log: string, from: number): string {
  return lastLines(readTail(log, from), 200).join('\n');
}
