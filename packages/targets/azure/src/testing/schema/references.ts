import { evaluate, groupId, type Scope } from '../arm/evaluate.ts';
import { callsIn, expressionIn, parseExpression } from '../arm/parse.ts';

export interface CheckedTemplate {
  readonly parameters: Readonly<Record<string, { readonly type: string; readonly defaultValue?: string }>>;
  readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const scope = (template: CheckedTemplate): Scope => ({
  subscription: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'harbour-staging',
  parameters: Object.fromEntries(
    Object.entries(template.parameters).map(([name, { type, defaultValue }]) => [
      name,
      type === 'securestring' ? 'A1secret' : name === 'suffix' ? 'abcdefghijklm' : defaultValue,
    ]),
  ),
  reference: () => open('referenced'),
  list: () => open('listed'),
});

/** Answers to every property: what a resource says of itself is not known before it is there. */
const open = (text: string): unknown =>
  new Proxy(
    {},
    {
      get: (_target, name) => (name === Symbol.toPrimitive ? () => text : name === 'toString' ? () => text : open(text)),
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: open(text) }),
      ownKeys: () => ['keys', '0', 'value'],
    },
  );

/** The id of a resource as it will be. */
export function idOf(resource: Readonly<Record<string, unknown>>, template: CheckedTemplate): string {
  const [provider = '', ...kinds] = String(resource['type']).split('/');
  const names = String(evaluate(resource['name'], scope(template))).split('/');
  const base = typeof resource['scope'] === 'string' ? String(evaluate(resource['scope'], scope(template))) : groupId(scope(template));
  return `${base}/providers/${[provider, ...kinds.flatMap((kind, at) => [kind, names[at] ?? '?'])].join('/')}`;
}

/** What does not resolve in templates that are deployed together: parameters, symbolic names, ids, dependencies. */
export function referenceProblems(templates: Readonly<Record<string, CheckedTemplate>>): string[] {
  const ids = new Set(
    Object.values(templates).flatMap((template) => Object.values(template.resources).map((each) => idOf(each, template))),
  );
  return Object.entries(templates).flatMap(([file, template]) =>
    Object.entries(template.resources).flatMap(([name, resource]) => {
      const at = `${file} ${name}`;
      const missing = dependenciesOf(resource)
        .filter((each) => !Object.hasOwn(template.resources, each))
        .map((each) => `${at} depends on ${each}, which is not there`);
      const wrong = textsIn(resource).flatMap((text) => {
        const inside = expressionIn(text);
        return inside === null ? [] : expressionProblems(inside, template, ids).map((problem) => `${at}: ${problem}`);
      });
      return [...missing, ...wrong, ...orderProblems(resource, template).map((problem) => `${at}: ${problem}`)];
    }),
  );
}

function expressionProblems(text: string, template: CheckedTemplate, ids: ReadonlySet<string>): string[] {
  return callsIn(parseExpression(text)).flatMap((call) => {
    const [first] = call.args;
    const word = first?.kind === 'text' ? first.value : null;
    if (call.name === 'parameters' && (word === null || !Object.hasOwn(template.parameters, word)))
      return [`there is no parameter ${word ?? '?'}`];
    if (call.name === 'reference' && word !== null && !Object.hasOwn(template.resources, word)) return [`there is no resource ${word}`];
    if (call.name !== 'resourceId') return [];
    const id = String(evaluate(`[${source(call)}]`, scope(template)));
    // A subnet is part of its network's own resource; every namespace is born with this rule.
    if (/\/subnets\/|\/RootManageSharedAccessKey$/.test(id) || ids.has(id)) return [];
    return [`nothing has the id ${id}`];
  });
}

/** What a resource says of itself is known when it is there: who asks has to come after it. */
function orderProblems(resource: Readonly<Record<string, unknown>>, template: CheckedTemplate): string[] {
  const before = new Set(dependenciesOf(resource).flatMap((name) => [name, ...allBefore(name, template)]));
  const own = new Map(Object.entries(template.resources).map(([name, each]) => [idOf(each, template), name]));
  return textsIn(resource).flatMap((text) => {
    const inside = expressionIn(text);
    if (inside === null) return [];
    return callsIn(parseExpression(inside)).flatMap((call) => {
      if (call.name !== 'resourceId') return [];
      const name = own.get(String(evaluate(`[${source(call)}]`, scope(template))));
      return name === undefined || before.has(name) || template.resources[name] === resource
        ? []
        : [`names ${name} and does not depend on it`];
    });
  });
}

function allBefore(name: string, template: CheckedTemplate, seen = new Set<string>()): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return dependenciesOf(template.resources[name] ?? {}).flatMap((each) => [each, ...allBefore(each, template, seen)]);
}

const dependenciesOf = (resource: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(resource['dependsOn']) ? resource['dependsOn'].map(String) : [];

/** Every text of a resource, keys of objects too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

function source(node: ReturnType<typeof parseExpression>): string {
  if (node.kind === 'text') return `'${node.value.replaceAll("'", "''")}'`;
  if (node.kind === 'number') return String(node.value);
  if (node.kind === 'property') return `${source(node.of)}.${node.name}`;
  if (node.kind === 'index') return `${source(node.of)}[${source(node.at)}]`;
  return `${node.name}(${node.args.map(source).join(', ')})`;
}
