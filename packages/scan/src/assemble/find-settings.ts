import { libraries } from '../catalog/index.ts';
import type { Library, SettingRule } from '../catalog/library.ts';
import { canonicalName } from '../evaluate/canonical.ts';
import { unknown, type Value } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Assignment, Module } from '../syntax/module.ts';
import type { Connection, Told } from './connection.ts';

interface Known {
  readonly library: Library;
  readonly rule: SettingRule;
  readonly segments: readonly string[];
}

/** Setting rules apply to code of their language and to configuration files. */
const settingRules: readonly Known[] = libraries.flatMap((library) =>
  (library.settings ?? []).map((rule) => ({ library, rule, segments: splitPath(rule.path) })),
);

/** Rules by the first segment that is a name: only assignments that mention it can match. */
interface Rules {
  readonly byName: ReadonlyMap<string, readonly Known[]>;
  readonly anywhere: readonly Known[];
}

const rulesByLanguage = new Map<Module['language'], Rules>();

function rulesOf(language: Module['language']): Rules {
  const known = rulesByLanguage.get(language);
  if (known) return known;
  const byName = new Map<string, Known[]>();
  const anywhere: Known[] = [];
  for (const each of settingRules) {
    if (language !== 'config' && each.library.language !== language) continue;
    const name = each.segments.find((segment) => segment !== '**');
    if (name === undefined || name.includes('*')) anywhere.push(each);
    else byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  const rules = { byName, anywhere };
  rulesByLanguage.set(language, rules);
  return rules;
}

function splitPath(path: string): string[] {
  const call = path.indexOf('()');
  if (call < 0) return path.split(/(?<!\\)\./).map((segment) => segment.replaceAll('\\.', '.'));
  return [
    path.slice(0, call + 2),
    ...path
      .slice(call + 3)
      .split('.')
      .filter(Boolean),
  ];
}

/** Rules that an assignment could match: by its target, and by the keys of what it assigns. */
function candidates(rules: Rules, target: readonly string[], value: Expression): readonly Known[] {
  const found = new Set(rules.anywhere);
  const mention = (name: string): void => {
    for (const known of rules.byName.get(name) ?? []) found.add(known);
  };
  for (const segment of target) mention(segment);
  if (value.kind === 'object') for (const { key } of value.entries) if (key !== null) mention(key);
  if (value.kind === 'call') for (const key of Object.keys(value.named)) mention(key);
  return [...found];
}

/** Fields of classes hold settings too: `class Production: EMAIL_HOST = ...`. */
const assignmentsOf = (module: Module): readonly Assignment[] =>
  module.language === 'config'
    ? module.assignments
    : [
        ...module.assignments,
        ...module.classes.flatMap((fact) =>
          fact.fields.flatMap((field): Assignment[] =>
            field.value
              ? [{ target: [fact.name, field.name], value: field.value, type: field.type, scope: -1, guards: [], line: field.line }]
              : [],
          ),
        ),
      ];

/** Every setting of a module that tells one of the libraries in use about a resource. */
export function settingsIn(module: Module, repository: Repository, isUsed: (library: Library) => boolean): Connection[] {
  const rules = rulesOf(module.language);
  if (rules.byName.size === 0 && rules.anywhere.length === 0) return [];
  const groups = new Map<string, Connection & { told: Told[]; guards: Connection['guards'] }>();
  for (const assignment of assignmentsOf(module)) {
    const target = canonicalTarget(assignment, module);
    for (const known of candidates(rules, target, assignment.value)) {
      if (!isUsed(known.library)) continue;
      for (const { path, value, line } of matches(known, target, assignment, module, repository)) {
        const { library, rule } = known;
        const block = path.slice(0, -1).join('.');
        const kind = typeof rule.resource === 'string' ? rule.resource : '';
        const place = `${module.path}|${library.packages[0] ?? ''}|${kind}|${block}|${assignment.scope}|${block === '' || path.length === 1 ? prefixOf(path.at(-1) ?? '') : ''}|${assignment.target.length === 1 && path.length > 1 ? assignment.line : ''}`;
        const carries = typeof rule.carries === 'string' ? { property: rule.carries, form: null } : rule.carries;
        const told: Told = { key: path.at(-1) ?? '', value: withConvention(value, rule, module, line), ...carries };
        // Of two URLs, a broker's and a result store's, each is a connection of its own; a user beside a URL belongs to it.
        const isSecond =
          told.property === 'url' && groups.get(place)?.told.some((each) => each.property === 'url' && each.key !== told.key);
        const key = isSecond && rule.resource === 'by-url' ? `${place}|${rule.path}` : place;
        const group = groups.get(key);
        if (group) {
          group.told.push(told);
          if (assignment.guards.length < group.guards.length) group.guards = assignment.guards;
          continue;
        }
        const choice =
          typeof rule.resource === 'object'
            ? [
                {
                  key: rule.resource.told,
                  property: 'endpoint' as const,
                  form: 'choice',
                  value: siblingOf(path, rule.resource.told, rule, assignment, target, module, repository),
                },
              ]
            : [];
        groups.set(key, {
          library,
          resource: rule.resource,
          told: [told, ...choice],
          environment: {},
          silent: undefined,
          localWhen: undefined,
          among: rule.among,
          otherwise: rule.otherwise,
          naming: rule.naming,
          need: rule.need,
          guards: assignment.guards,
          module,
          scope: assignment.scope,
          evidence: { file: module.path, line, why: `${path.join('.')} is set`, confidence: 0.95 },
          group: key,
        });
      }
    }
  }
  return [...groups.values()];
}

/** `EMAIL_HOST` and `EMAIL_PORT` at one level belong together. */
const prefixOf = (name: string): string => name.split(/[_-]/)[0] ?? name;

function canonicalTarget(assignment: Assignment, module: Module): readonly string[] {
  const [first = '', ...rest] = assignment.target;
  if (rest.length === 0) return assignment.target;
  const canonical = canonicalName({ kind: 'name', name: first, line: assignment.line }, module, assignment.scope);
  return canonical === null || !canonical.endsWith('()') ? assignment.target : [canonical, ...rest];
}

interface Match {
  readonly path: readonly string[];
  readonly value: Value;
  readonly line: number;
}

/** Where a rule's path leads from an assignment: along its target, then into the object it assigns. */
function matches(
  { segments, rule }: Pick<Known, 'segments' | 'rule'>,
  target: readonly string[],
  assignment: Assignment,
  module: Module,
  repository: Repository,
): Match[] {
  const found: Match[] = [];
  const walk = (position: number, at: number): void => {
    if (at === target.length) {
      into(segments.slice(position), target, assignment.value, assignment.line);
      return;
    }
    const wanted = segments[position];
    if (wanted === undefined) return;
    if (wanted === '**') {
      for (let next = at; next <= target.length; next++) walk(position + 1, next);
      return;
    }
    if (wanted === '*' || wanted === target[at]) walk(position + 1, at + 1);
  };
  const into = (rest: readonly string[], path: readonly string[], expression: Expression, line: number): void => {
    const [wanted, ...deeper] = rest;
    if (wanted === undefined) {
      // A dictionary is no URL: its parts have rules of their own. What is spread into it may be one.
      if (rule.resource === 'by-url' && expression.kind === 'object') {
        const spread = expression.entries.find((entry) => entry.key === null);
        if (spread) into(rest, path, spread.value, line);
        return;
      }
      const value = repository.valueOf(expression, module, assignment.scope);
      if (rule.resource === 'by-url' && isDictionary(value)) return;
      found.push({ path, value, line });
      return;
    }
    if (expression.kind === 'call' && Object.keys(expression.named).length > 0) {
      for (const [key, value] of Object.entries(expression.named))
        if (wanted === '*' || wanted === key) into(deeper, [...path, key], value, value.line);
      return;
    }
    if (expression.kind !== 'object') {
      // Where only wildcards have matched, following every value of the file would find no more.
      if (wanted === '*' || deeper.length > 0 || segments.slice(0, -rest.length).every((segment) => segment.startsWith('*'))) return;
      const value = repository.valueOf(expression, module, assignment.scope);
      const entry = value.kind === 'object' ? value.get(wanted) : unknown;
      if (entry.kind !== 'unknown' && !(rule.resource === 'by-url' && isDictionary(entry)))
        found.push({ path: [...path, wanted], value: entry, line });
      return;
    }
    for (const entry of expression.entries)
      if (entry.key !== null && (wanted === '*' || wanted === entry.key)) into(deeper, [...path, entry.key], entry.value, entry.line);
  };
  walk(0, 0);
  return found;
}

/** A dictionary of parts, whichever of several it is. */
const isDictionary = (value: Value): boolean =>
  value.kind === 'either' ? value.options.every(isDictionary) : value.kind === 'object' && !value.keys.some((key) => urlKeys.has(key));

/** Keys that make the parts of a URL one. */
const urlKeys = new Set(['url', 'uri', 'drivername', 'scheme']);

/** The value a sibling of the matched key has: the ENGINE beside a HOST. */
function siblingOf(
  path: readonly string[],
  key: string,
  rule: SettingRule,
  assignment: Assignment,
  target: readonly string[],
  module: Module,
  repository: Repository,
): Value {
  const sibling = [...path.slice(0, -1), key];
  // The same assignment, then those under the same conditions, then any.
  const nearness = (other: Assignment): number => (other === assignment ? 0 : sameGuards(other, assignment) ? 1 : 2);
  const beside = assignmentsOf(module).filter((other) => other.scope === assignment.scope && other.target[0] === assignment.target[0]);
  for (const other of beside.toSorted((a, b) => nearness(a) - nearness(b))) {
    const [found] = matches(
      { segments: sibling, rule },
      other === assignment ? target : canonicalTarget(other, module),
      other,
      module,
      repository,
    );
    if (found) return found.value;
  }
  return unknown;
}

const sameGuards = (a: Assignment, b: Assignment): boolean =>
  a.guards.length === b.guards.length && a.guards.every((guard, at) => guard === b.guards[at]);

/** A constant that the framework lets a variable override by convention. */
function withConvention(value: Value, rule: SettingRule, module: Module, line: number): Value {
  if (rule.environment === undefined || value.kind !== 'constant') return value;
  return {
    kind: 'variable',
    read: {
      name: rule.environment,
      fallback: value,
      required: false,
      evidence: { file: module.path, line, why: `${rule.path} can be set by ${rule.environment}`, confidence: 0.9 },
    },
  };
}
