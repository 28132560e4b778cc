import { canonicalName } from '../../../evaluate/canonical.ts';
import { environmentSites } from '../../../evaluate/environment-sites.ts';
import { mapExpressions } from '../../../syntax/map.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { Remembered } from './remembered.ts';

const remembered = new Remembered();

const parsers = /^configparser\.(ConfigParser|RawConfigParser|SafeConfigParser)$/;

/**
 * An INI file whose empty options are looked up in the environment: a `ConfigParser` with an interpolation of the repository's
 * own that reads a variable by the option's name. Each option that code asks for is then that variable.
 */
export function withOptionsRead(module: Module): Module {
  if (!module.imports.some((fact) => fact.module === 'configparser')) return module;
  const reading = new Set([...environmentSites(module).wrapped.keys()].map((scope) => module.functions[scope]?.className ?? ''));
  const names = new Set(
    module.assignments.flatMap(({ target, value, scope }) => {
      const [name] = target;
      if (name === undefined || target.length !== 1 || value.kind !== 'call') return [];
      const interpolation = value.named['interpolation'];
      const type = interpolation?.kind === 'call' && interpolation.callee.kind === 'name' ? interpolation.callee.name : '';
      return reading.has(type) && parsers.test(canonicalName(value.callee, module, scope) ?? '') ? [name] : [];
    }),
  );
  if (names.size === 0) return module;
  return remembered.of(module, [...names].join(), () =>
    mapExpressions(module, (expression) => optionRead(expression, names) ?? expression),
  );
}

/** `config["server"]["URL"]`, `config["server"].get("URL")`, `config.get("server", "URL")`. */
function optionRead(expression: Expression, parsers: ReadonlySet<string>): Expression | null {
  const isParser = (each: Expression): boolean => each.kind === 'name' && parsers.has(each.name);
  const isSection = (each: Expression): boolean => each.kind === 'index' && isParser(each.object);
  const { line } = expression;
  const read = (key: Expression | undefined, fallback: Expression | null = null): Expression | null =>
    key?.kind === 'literal' && typeof key.value === 'string'
      ? { kind: 'environment', variable: key.value, fallback, required: false, line }
      : null;
  if (expression.kind === 'index') return isSection(expression.object) ? read(expression.key) : null;
  if (expression.kind !== 'call' || expression.callee.kind !== 'member' || !/^get(int|float|boolean)?$/.test(expression.callee.name))
    return null;
  const { object } = expression.callee;
  const fallback = expression.named['fallback'] ?? null;
  if (isSection(object)) return read(expression.args[0], expression.args[1] ?? fallback);
  return isParser(object) ? read(expression.args[1], fallback) : null;
}
