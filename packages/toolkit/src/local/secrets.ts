import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import {
  askedVariables,
  checkSecretName,
  environmentFolder,
  prepareEnvironmentFolder,
  readSecrets,
  unaskedValues,
  withLock,
  writeSecrets,
  type AskedVariable,
  type Secrets,
} from '@groundwork/provision';
import { currentState } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';
import { isWatched } from './watch/watch.ts';

/** One variable that a person gives, or could. Its value is never part of this. */
export interface SecretListed extends AskedVariable {
  readonly given: boolean;
}

export interface SecretChanged {
  /** Some code was seen to read it. */
  readonly asked: boolean;
  /** What runs now was started without this change, and nobody watches who would bring it in. */
  readonly running: boolean;
}

/** What a person gave for a folder, and what its code asks for. */
export async function listSecrets(folder: string, { host }: { readonly host: Host }): Promise<SecretListed[]> {
  const dir = realFolder(folder);
  const { blueprint } = await scanFolder(dir, { host });
  return secretsOf(dir, blueprint);
}

/** The same for a folder, by its real path, that was read already. */
export function secretsOf(dir: string, blueprint: Blueprint): SecretListed[] {
  const { given } = readSecrets(environmentFolder(dir, localEnvironment));
  const read = readBy(blueprint);
  const asked = askedVariables(blueprint).map((each) => ({ ...each, given: each.name in given }));
  const others = Object.keys(given).filter((name) => !asked.some((each) => each.name === name));
  return [...asked, ...others.map((name) => ({ name, services: read(name), required: false, where: null, given: true }))];
}

/** Names of variables that this folder has a value for on this machine; the values are never part of it. */
export interface KeptNames {
  readonly given: ReadonlySet<string>;
  readonly generated: ReadonlySet<string>;
}

export function keptNames(folder: string): KeptNames {
  const { given, generated } = readSecrets(environmentFolder(realFolder(folder), localEnvironment));
  return { given: new Set(Object.keys(given)), generated: new Set(Object.keys(generated)) };
}

/** Names of what a person gave; none where the file was written by another release, or is damaged: what uses the values says so. */
export function givenNames(folder: string): ReadonlySet<string> {
  try {
    return keptNames(folder).given;
  } catch {
    return new Set();
  }
}

/** Keeps a value for this folder only, readable by its owner only. Throws `secrets.name`, `secrets.value`. */
export async function setSecret(
  folder: string,
  name: string,
  { host, read }: { readonly host: Host; readonly read: () => Promise<string> },
): Promise<SecretChanged> {
  const dir = realFolder(folder);
  checkSecretName(name);
  const value = await read();
  if (value === '' || value.includes('\0')) throw wrong('secrets.value', `There is no value for ${name}`, `gw secrets set ${name} < FILE`);
  const { blueprint } = await scanFolder(dir, { host });
  await change(dir, (secrets) => {
    secrets.given[name] = value;
  });
  return { asked: !(name in unaskedValues(blueprint, { [name]: '' })), running: isStale(dir) };
}

/** Forgets a value. Throws `secrets.unknown` when there is none of that name. */
export async function removeSecret(folder: string, name: string): Promise<Pick<SecretChanged, 'running'>> {
  const dir = realFolder(folder);
  const names = Object.keys(readSecrets(environmentFolder(dir, localEnvironment)).given);
  if (!names.includes(name)) {
    const fix = names.length > 0 ? `Use one of: ${names.join(', ')}` : 'Nothing was given for this folder';
    throw wrong('secrets.unknown', `No value of \`${name}\` is kept`, fix);
  }
  await change(dir, (secrets) => {
    delete secrets.given[name];
  });
  return { running: isStale(dir) };
}

/**
 * Asks once for every key of an outside service that the code does not work without and nobody gave. One that is left out is not
 * asked for again. Gives what was answered; nothing where nobody can answer.
 */
export async function askForMissing(
  dir: string,
  blueprint: Blueprint,
  { given, host }: { readonly given: Readonly<Record<string, string>>; readonly host: Host },
): Promise<void> {
  const kept = readSecrets(environmentFolder(dir, localEnvironment));
  const known = new Set([...Object.keys(kept.given), ...Object.keys(given), ...kept.skipped]);
  const answers: Record<string, string> = {};
  const skipped: string[] = [];
  for (const { name, required, services, where } of askedVariables(blueprint)) {
    if (!required || known.has(name)) continue;
    const answer = await host.secret(`? ${name}, a key of ${services.join(' and ')}${where === null ? '' : ` (${where})`}; Enter skips: `);
    if (answer === null) break;
    if (answer.trim() === '') skipped.push(name);
    else answers[name] = answer.trim();
  }
  if (skipped.length === 0 && Object.keys(answers).length === 0) return;
  await change(dir, (secrets) => {
    Object.assign(secrets.given, answers);
    secrets.skipped.push(...skipped);
  });
}

/** Values for what the code asks a person for, from the person's own environment. */
export function givenBy(env: Readonly<Record<string, string | undefined>>, blueprint: Blueprint): Record<string, string> {
  return Object.fromEntries(askedVariables(blueprint).flatMap(({ name }): [string, string][] => (env[name] ? [[name, env[name]]] : [])));
}

async function change(dir: string, action: (secrets: Secrets) => void): Promise<void> {
  const folder = prepareEnvironmentFolder(dir, localEnvironment);
  await withLock(folder.lock, async () => {
    const secrets = readSecrets(folder);
    action(secrets);
    writeSecrets(folder, secrets);
  });
}

const isStale = (dir: string): boolean => (currentState(dir, localEnvironment)?.supervisor ?? null) !== null && !isWatched(dir);

function readBy({ services }: Blueprint): (name: string) => string[] {
  return (wanted) => services.filter(({ env }) => env.some(({ name }) => name === wanted)).map(({ name }) => name);
}

function wrong(code: string, message: string, fix: string): GroundworkError {
  return new GroundworkError({ code, message, fix, exit: exitCodes.usage });
}
