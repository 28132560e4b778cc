import type { Change, ResourceChangeDetail, Stack } from '@aws-sdk/client-cloudformation';
import type { Action, NativeChange } from '@groundwork/provision';
import type { Session } from '../session.ts';
import { parametersFor } from './apply.ts';
import { createChangeSet, deleteChangeSet } from './change-set.ts';
import { describeStack, isRest, isWorking } from './describe.ts';
import { parseTemplate } from './template.ts';

export interface StackPreview {
  readonly stack: Stack | null;
  readonly changes: readonly NativeChange[];
  readonly unknown: readonly string[];
}

/** What applying a template would do, in CloudFormation's own words; changes nothing. */
export async function previewStack(
  session: Session,
  {
    stack: name,
    template,
    values,
  }: { readonly stack: string; readonly template: string; readonly values: Readonly<Record<string, string>> },
): Promise<StackPreview> {
  const stack = await describeStack(session, name);
  if (stack === null || isRest(stack)) {
    const rest = stack !== null && stack.StackStatus !== 'REVIEW_IN_PROGRESS';
    const changes = Object.keys(parseTemplate(template).Resources).map((native): NativeChange => ({
      native,
      action: 'create',
      differences: [],
    }));
    return { stack: null, changes, unknown: rest ? [`${name} was left half made (${stack.StackStatus}): its rest is removed first`] : [] };
  }
  if (isWorking(stack))
    return { stack, changes: [], unknown: [`${name} is being worked on (${stack.StackStatus}): what comes of it is not known yet`] };
  if (stack.StackStatus === 'UPDATE_ROLLBACK_FAILED')
    return { stack, changes: [], unknown: [`${name} could not be brought back by the last deployment: the next one tries that first`] };
  const parameters = parametersFor(template, values, stack);
  const missing = Object.entries(parseTemplate(template).Parameters).filter(
    ([key, { Default }]) => !(key in parameters) && Default === undefined,
  );
  const placeholders = Object.fromEntries(missing.map(([key]) => [key, 'known-after-deploying']));
  const changeSet = await createChangeSet(session, {
    stack: name,
    kind: 'UPDATE',
    template,
    parameters: { ...parameters, ...placeholders },
  });
  if (changeSet === null) return { stack, changes: [], unknown: [] };
  await deleteChangeSet(session, name, changeSet.id);
  return { stack, changes: changeSet.changes.flatMap(changeOf), unknown: [] };
}

function changeOf({ ResourceChange: change }: Change): NativeChange[] {
  if (change?.LogicalResourceId === undefined) return [];
  const { Action: verb, Replacement: replacement, Details: details = [], LogicalResourceId: native, ResourceType: type = '' } = change;
  return [
    { native, action: actionOf(verb, replacement), differences: [...new Set(details.flatMap((detail) => differenceOf(detail, type)))] },
  ];
}

function actionOf(verb: string | undefined, replacement: string | undefined): Action {
  if (verb === 'Add') return 'create';
  if (verb === 'Remove') return 'delete';
  return replacement === 'True' ? 'replace' : 'update';
}

/** Properties whose values are or hold secrets. */
const secret = /Password|AuthToken|SecretString|resolve:secretsmanager/i;

/** One property, before and after. What only follows from another change is left out, and so is every secret. */
function differenceOf({ Target: target, ChangeSource: source }: ResourceChangeDetail, type: string): string[] {
  const path = target?.Path ?? target?.Name ?? target?.Attribute;
  if (path === undefined || source === 'Automatic') return [];
  const name = path.replace(/^\/?(?:Properties\/)?/, '').replaceAll('/', '.');
  const { BeforeValue: before, AfterValue: after } = target ?? {};
  if (secret.test(`${name} ${before ?? ''} ${after ?? ''}`)) return [`${name} (not shown)`];
  if (type === 'AWS::ECS::TaskDefinition' && name.startsWith('ContainerDefinitions') && !isPlain(before))
    return containersDiffer(before, after);
  if (before === undefined && after === undefined) return [name];
  return [`${name} ${short(before)} → ${short(after)}`];
}

const isPlain = (value: string | undefined): boolean => value === undefined || !/^[[{]/.test(value);

const short = (value: string | undefined): string =>
  value === undefined ? 'none' : value.length > 60 ? `${value.slice(0, 57)}...` : value;

/** What differs between two lists of containers, key by key: the whole of them is too much to read. */
function containersDiffer(before: string | undefined, after: string | undefined): string[] {
  const [old, fresh] = [flat(before), flat(after)];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const differences = keys
    .filter((key) => old.get(key) !== fresh.get(key))
    .map((key) =>
      secret.test(`${key} ${old.get(key) ?? ''}${fresh.get(key) ?? ''}`)
        ? `${key} (not shown)`
        : `${key} ${short(old.get(key))} → ${short(fresh.get(key))}`,
    );
  return differences.length === 0 ? ['ContainerDefinitions'] : differences;
}

/** `Environment.LOG_LEVEL` to its value: lists of names and values by their names. */
function flat(text: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  if (text === undefined) return found;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return found;
  }
  visit(value, '');
  return found;

  function visit(part: unknown, path: string): void {
    if (typeof part !== 'object' || part === null) {
      found.set(path, String(part));
      return;
    }
    for (const [key, inner] of Object.entries(part)) {
      const named: unknown = Array.isArray(part) && typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'Name') : undefined;
      const word = typeof named === 'string' ? (named === 'app' ? '' : named) : key;
      visit(inner, [path, word].filter((each) => each !== '').join('.'));
    }
  }
}
