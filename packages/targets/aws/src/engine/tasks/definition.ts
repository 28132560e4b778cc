import {
  DeregisterTaskDefinitionCommand,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { deployFailed } from '@groundwork/provision';
import { asked } from '../errors.ts';
import type { Session } from '../session.ts';
import type { DeployedTemplate } from '../stacks/template.ts';

/**
 * Registers a task definition of the services' template by itself, for what has to run before the stack is released: migrations, and
 * runs that a person asks for. Gives its ARN.
 */
export async function registerTask(
  session: Session,
  {
    template,
    logicalId,
    values,
  }: { readonly template: DeployedTemplate; readonly logicalId: string; readonly values: Readonly<Record<string, string>> },
): Promise<string> {
  const part = template.Resources[logicalId];
  if (part?.Properties === undefined)
    throw deployFailed(`There is no ${logicalId} in the template`, 'Report this: it is a mistake of Groundwork', { where: logicalId });
  const own = resolver(session, { ...defaultsOf(template), ...values });
  const input = asInput(camelled(own(part.Properties)));
  // A family of its own: what a run that was cut off left in it goes before the next one, and none of it is the stack's.
  const family = `${input.family ?? logicalId}-once`;
  await forgetFamily(session, family);
  const { taskDefinition } = await asked(`RegisterTaskDefinition ${logicalId}`, () =>
    session.clients.ecs.send(new RegisterTaskDefinitionCommand({ ...input, family })),
  );
  return taskDefinition?.taskDefinitionArn ?? '';
}

/** Deregisters every definition of a family; a task that runs by one goes on. */
export async function forgetFamily(session: Session, familyPrefix: string): Promise<void> {
  await asked(`ListTaskDefinitions ${familyPrefix}`, async () => {
    const pages = paginateListTaskDefinitions({ client: session.clients.ecs }, { familyPrefix, status: 'ACTIVE' });
    for await (const { taskDefinitionArns = [] } of pages)
      for (const arn of taskDefinitionArns) if (familyOf(arn) === familyPrefix) await forgetTask(session, arn);
  });
}

/** A prefix of one family may be another one. */
const familyOf = (arn: string): string => arn.split('/').at(-1)?.split(':')[0] ?? '';

export function forgetTask({ clients }: Session, taskDefinition: string): Promise<unknown> {
  return asked(`DeregisterTaskDefinition ${taskDefinition}`, () =>
    clients.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition })),
  );
}

const defaultsOf = ({ Parameters }: DeployedTemplate): Record<string, string> =>
  Object.fromEntries(Object.entries(Parameters).flatMap(([name, { Default }]) => (Default === undefined ? [] : [[name, Default]])));

/** Fills in what a task of ours refers to: parameters and AWS' own words, nothing else. */
function resolver({ account, region }: Session, values: Readonly<Record<string, string>>): (value: unknown) => unknown {
  const known: Readonly<Record<string, string>> = {
    ...values,
    'AWS::AccountId': account,
    'AWS::Partition': region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
    'AWS::Region': region,
    'AWS::URLSuffix': region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, inner] = ['', null]] = entries;
    if (entries.length === 1 && key === 'Ref' && typeof inner === 'string') return known[inner] ?? missing(inner);
    if (entries.length === 1 && key === 'Fn::Join' && Array.isArray(inner)) {
      const parts: unknown = resolve(inner[1]);
      return Array.isArray(parts) ? parts.join(String(inner[0])) : '';
    }
    return Object.fromEntries(entries.map(([name, part]) => [name, resolve(part)]));
  };
  return resolve;
}

function missing(name: string): never {
  throw deployFailed(`The task needs ${name}, and nothing says what it is`, 'Run `gw deploy` first', { where: name });
}

/** Keys that are names of others, not CloudFormation's own words. */
const free = new Set(['Options']);

/** The API's words are CloudFormation's with a small first letter; inside of `Options` they are names. */
function camelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [wordOf(key), free.has(key) ? inner : camelled(inner)]));
}

/** Two of its words differ in more than the first letter. */
const wordOf = (key: string): string =>
  ({ EFSVolumeConfiguration: 'efsVolumeConfiguration', FilesystemId: 'fileSystemId' })[key] ??
  `${key.slice(0, 1).toLowerCase()}${key.slice(1)}`;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same definition in the words of another schema, which AWS itself checks
const asInput = (input: unknown): RegisterTaskDefinitionCommandInput => input as RegisterTaskDefinitionCommandInput;
