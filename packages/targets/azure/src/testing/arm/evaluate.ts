import { GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { expressionIn, parseExpression, type Node } from './parse.ts';

export interface Scope {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Properties of a resource by symbolic name or id; throws what Azure says of one that is not there. */
  reference(nameOrId: string): unknown;
  /** What `listKeys` and its kin give for a resource. */
  list(name: string, id: string): unknown;
}

/** A value of a template with every expression in it replaced. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    const inside = expressionIn(value);
    if (inside !== null) return valueOf(parseExpression(inside), scope);
    return value.startsWith('[[') ? value.slice(1) : value;
  }
  if (Array.isArray(value)) return value.map((each) => evaluate(each, scope));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [String(evaluate(key, scope)), evaluate(each, scope)]));
}

export const groupId = ({ subscription, resourceGroup }: Pick<Scope, 'subscription' | 'resourceGroup'>): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;

function valueOf(node: Node, scope: Scope): unknown {
  if (node.kind === 'text' || node.kind === 'number') return node.value;
  if (node.kind === 'property') return memberOf(valueOf(node.of, scope), node.name);
  if (node.kind === 'index') return memberOf(valueOf(node.of, scope), String(valueOf(node.at, scope)));
  const args = node.args.map((each) => valueOf(each, scope));
  const words = args.map(String);
  const [first = '', ...rest] = words;
  switch (node.name) {
    case 'concat':
      return words.join('');
    case 'parameters':
      if (!Object.hasOwn(scope.parameters, first)) throw wrong(`The template parameter '${first}' is not found`);
      return scope.parameters[first];
    case 'resourceId':
      return `${groupId(scope)}/providers/${interleaved(first, rest)}`;
    case 'subscriptionResourceId':
      return `/subscriptions/${scope.subscription}/providers/${interleaved(first, rest)}`;
    case 'reference':
      return scope.reference(first);
    case 'guid':
      return uuidOf(words.join('-'));
    case 'uniqueString':
      return createHash('sha256').update(words.join('-')).digest('hex').slice(0, 13);
    case 'json':
      return JSON.parse(first);
    case 'resourceGroup':
      return { id: groupId(scope), name: scope.resourceGroup };
    case 'subscription':
      return {
        id: `/subscriptions/${scope.subscription}`,
        subscriptionId: scope.subscription,
        tenantId: 'f1d0c0de-0000-4000-8000-000000000001',
      };
    default:
      if (node.name.startsWith('list')) return scope.list(node.name, first);
      throw wrong(`The template function '${node.name}' is not valid`);
  }
}

function interleaved(type: string, names: readonly string[]): string {
  const [provider = '', ...kinds] = type.split('/');
  if (kinds.length !== names.length) throw wrong(`resourceId('${type}') takes ${kinds.length} names, not ${names.length}`);
  return [provider, ...kinds.flatMap((kind, at) => [kind, names[at] ?? ''])].join('/');
}

function memberOf(of: unknown, name: string): unknown {
  if (of === null || typeof of !== 'object' || !Object.hasOwn(of, name))
    throw wrong(`The language expression property '${name}' doesn't exist`);
  return Object.entries(of).find(([key]) => key === name)?.[1];
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

const wrong = (message: string): GroundworkError =>
  new GroundworkError({ code: 'arm.template', message: `Unable to process template language expressions: ${message}` });
