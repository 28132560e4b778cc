import { cloudTargets, environmentSettingsSchema, type CloudTarget, type EnvironmentSettings } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { openFolder } from '@groundwork/scan';
import { isMap } from 'yaml';
import { changeDecisions } from '../decisions/change.ts';
import { readDecisions } from '../decisions/read.ts';
import { localEnvironment, realFolder } from '../local/folder.ts';

/** An environment of a cloud or cluster, as `groundwork.yaml` has it, or as a target's own name means it. */
export interface Environment {
  readonly name: string;
  readonly settings: EnvironmentSettings;
  /** It stands in `groundwork.yaml`; otherwise its name is that of its target, and everything is as is usual there. */
  readonly declared: boolean;
}

const namePattern = /^[a-z0-9][a-z0-9-]{0,29}$/;

/** The environments of a folder's `groundwork.yaml`, by name. Throws `decisions.*`. */
export function listEnvironments(folder: string): Environment[] {
  const { environments = {} } = readDecisions(openFolder(realFolder(folder)));
  return Object.entries(environments)
    .map(([name, settings]) => ({ name, settings, declared: true }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The environment of that name. A target's own name needs no declaration. Throws `environment.unknown`. */
export function findEnvironment(folder: string, name: string): Environment {
  const declared = listEnvironments(folder);
  const found = declared.find((each) => each.name === name);
  if (found) return found;
  if (isTarget(name)) return { name, settings: { target: name }, declared: false };
  const names = [...declared.map((each) => each.name), ...cloudTargets];
  throw new GroundworkError({
    code: 'environment.unknown',
    message: name === localEnvironment ? 'What runs on this machine has commands of its own' : `There is no environment \`${name}\``,
    fix: name === localEnvironment ? 'gw up, gw status, gw logs' : `Use one of: ${names.join(', ')}; or gw env add ${name} --target TARGET`,
    exit: exitCodes.usage,
  });
}

/** Writes an environment into `groundwork.yaml`, leaving the rest of it as it is. Throws `environment.name`, `environment.exists`, `environment.settings`. */
export async function addEnvironment(folder: string, name: string, settings: Readonly<Record<string, unknown>>): Promise<Environment> {
  if (!namePattern.test(name) || name === localEnvironment) throw badName(name);
  const parsed = environmentSettingsSchema.safeParse(settings);
  if (!parsed.success) throw badSettings(parsed.error.issues[0]?.path.join('.') ?? '', parsed.error);
  await changeDecisions(realFolder(folder), ({ decisions, document }) => {
    if (decisions.environments?.[name]) throw exists(name);
    if (!isMap(document.get('environments'))) document.set('environments', document.createNode({}));
    document.setIn(['environments', name], document.createNode(parsed.data));
  });
  return { name, settings: parsed.data, declared: true };
}

/** Takes an environment out of `groundwork.yaml`. What is deployed stays as it is: `gw destroy` comes first. Throws `environment.unknown`. */
export async function removeEnvironment(folder: string, name: string): Promise<void> {
  const { declared } = findEnvironment(folder, name);
  if (!declared) throw notDeclared(name);
  await changeDecisions(realFolder(folder), ({ document }) => {
    document.deleteIn(['environments', name]);
    const left = document.get('environments');
    if (isMap(left) && left.items.length === 0) document.delete('environments');
  });
}

const isTarget = (name: string): name is CloudTarget => cloudTargets.some((target) => target === name);

function badName(name: string): GroundworkError {
  return new GroundworkError({
    code: 'environment.name',
    message: name === localEnvironment ? '`local` is what runs on this machine' : `\`${name}\` cannot be the name of an environment`,
    fix: 'Use small letters, digits and -, at most 30: staging',
    exit: exitCodes.usage,
  });
}

function exists(name: string): GroundworkError {
  return new GroundworkError({
    code: 'environment.exists',
    message: `There is an environment \`${name}\` already`,
    where: 'groundwork.yaml',
    fix: `Change it there, or gw env rm ${name}`,
    exit: exitCodes.usage,
  });
}

function badSettings(key: string, cause: unknown): GroundworkError {
  const target = key === 'target';
  return new GroundworkError({
    code: 'environment.settings',
    message: target ? 'There is no such target' : `\`${key}\` cannot be that`,
    fix: target ? `Use one of: ${cloudTargets.join(', ')}` : 'gw env add --help',
    exit: exitCodes.usage,
    cause,
  });
}

function notDeclared(name: string): GroundworkError {
  return new GroundworkError({
    code: 'environment.not_declared',
    message: `\`${name}\` is not written down anywhere: it is what is usual on ${name}`,
    fix: `gw destroy ${name} removes what is deployed there`,
    exit: exitCodes.usage,
  });
}
