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
const settingRules: readonly Known[] = libraries.flatMap((library) => (library.settings ?? []).map((rule) => ({ library, rule, segments: splitPath(rule.path) })));

const rulesByLanguage = new Map<Module['language'], readonly Known[]>();

function rulesOf(language: Module['language']): readonly Known[] {
  const known = rulesByLanguage.get(language);
  if (known) return known;
  const rules = settingRules.filter((each) => language === 'config' || each.library.language === language);
  rulesByLanguage.set(language, rules);
  return rules;
}

function splitPath(path: string): string[] {
  const call = path.indexOf('()');
  if (call < 0) return path.split('.');
  return [path.slice(0, call + 2), ...path.slice(call + 3).split('.').filter(Boolean)];
}

/** Every setting of a module that tells a framework about a resource. */
export function settingsIn(module: Module, repository: Repository): Connection[] {
  const rules = rulesOf(module.language);
  if (rules.length === 0) return [];
  const groups = new Map<string, Connection & { told: Told[] }>();
  for (const assignment of module.assignments) {
    const target = canonicalTarget(assignment, module);
    for (const known of rules) {
      for (const { path, value, line } of matches(known.segments, target, assignment, module, repository)) {
        const { library, rule } = known;
        const block = path.slice(0, -1).join('.');
        const key = `${module.path}|${library.packages[0] ?? ''}|${block}|${assignment.scope}|${block === '' || path.length === 1 ? prefixOf(path.at(-1) ?? '') : ''}|${assignment.target.length === 1 && path.length > 1 ? assignment.line : ''}`;
        const carries = typeof rule.carries === 'string' ? { property: rule.carries, form: null } : rule.carries;
        const told: Told = { key: path.at(-1) ?? '', value: withConvention(value, rule, module, line), ...carries };
        const group = groups.get(key);
        if (group) {
          group.told.push(told);
          continue;
        }
        const choice = typeof rule.resource === 'object' ? [{ key: rule.resource.told, property: 'endpoint' as const, form: 'choice', value: siblingOf(path, rule.resource.told, assignment, target, module, repository) }] : [];
        groups.set(key, {
          library,
          resource: rule.resource,
          told: [told, ...choice],
          environment: {},
          silent: undefined,
          localWhen: undefined,
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
function matches(segments: readonly string[], target: readonly string[], assignment: Assignment, module: Module, repository: Repository): Match[] {
  const found: Match[] = [];
  const walk = (rule: number, at: number): void => {
    if (at === target.length) {
      into(segments.slice(rule), target, assignment.value, assignment.line);
      return;
    }
    const wanted = segments[rule];
    if (wanted === undefined) return;
    if (wanted === '**') {
      for (let next = at; next <= target.length; next++) walk(rule + 1, next);
      return;
    }
    if (wanted === '*' || wanted === target[at]) walk(rule + 1, at + 1);
  };
  const into = (rest: readonly string[], path: readonly string[], expression: Expression, line: number): void => {
    const [wanted, ...deeper] = rest;
    if (wanted === undefined) {
      found.push({ path, value: repository.valueOf(expression, module, assignment.scope), line });
      return;
    }
    if (expression.kind === 'call' && Object.keys(expression.named).length > 0) {
      for (const [key, value] of Object.entries(expression.named)) if (wanted === '*' || wanted === key) into(deeper, [...path, key], value, value.line);
      return;
    }
    if (expression.kind !== 'object') {
      const value = repository.valueOf(expression, module, assignment.scope);
      if (value.kind === 'object' && wanted !== '*' && deeper.length === 0) {
        const entry = value.get(wanted);
        if (entry.kind !== 'unknown') found.push({ path: [...path, wanted], value: entry, line });
      }
      return;
    }
    for (const entry of expression.entries) if (entry.key !== null && (wanted === '*' || wanted === entry.key)) into(deeper, [...path, entry.key], entry.value, entry.line);
  };
  walk(0, 0);
  return found;
}

/** The value a sibling of the matched key has: the ENGINE beside a HOST. */
function siblingOf(path: readonly string[], key: string, assignment: Assignment, target: readonly string[], module: Module, repository: Repository): Value {
  const sibling = [...path.slice(0, -1), key];
  for (const other of module.assignments) {
    if (other.scope !== assignment.scope || other.target[0] !== assignment.target[0]) continue;
    const [found] = matches(sibling, other === assignment ? target : canonicalTarget(other, module), other, module, repository);
    if (found) return found.value;
  }
  return unknown;
}

/** A constant that the framework lets a variable override by convention. */
function withConvention(value: Value, rule: SettingRule, module: Module, line: number): Value {
  if (rule.environment === undefined || value.kind !== 'constant') return value;
  return {
    kind: 'variable',
    read: { name: rule.environment, fallback: value, required: false, evidence: { file: module.path, line, why: `${rule.path} can be set by ${rule.environment}`, confidence: 0.9 } },
  };
}
