import type { Filler, SettingsClass } from '../../../configuration/fill.ts';
import { variableOf, variableRead, type Naming } from '../../../configuration/variables.ts';
import { textOf } from '../../../evaluate/value.ts';
import { isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Field, Module } from '../../../syntax/module.ts';
import { crates } from '../crates.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { defaultGiven, isNeeded, serdeKey } from './fields.ts';
import { settingAt, sourcesOf, type Sources } from './sources.ts';

interface Placed {
  readonly call: Call;
  readonly module: Module;
  readonly scope: number;
}

/** Structs that config, figment and envy deserialise into. */
export function fillFromSources(modules: ReadonlyMap<string, Module>, repository: Repository, filler: Filler): void {
  const all = [...modules.values()];
  for (const crate of crates(repository)) {
    const own = all.filter((module) => isUnder(module.path, crate.folder));
    const names = new Set([...crate.manifest.dependencies].map((each) => each.name));
    if (names.has('config')) fillWith('config', ['try_deserialize'], own, crate.folder, repository, filler);
    if (names.has('figment') || names.has('figment2') || names.has('rocket'))
      fillWith('figment', ['extract', 'extract_inner', 'extract_lossy'], own, crate.folder, repository, filler);
    if (names.has('envy')) fillFromEnvy(own, repository, filler);
  }
}

function fillWith(
  crate: string,
  calls: readonly string[],
  own: readonly Module[],
  folder: string,
  repository: Repository,
  filler: Filler,
): void {
  const sources = sourcesOf(crate, folder, own, repository);
  if (sources.environments.length === 0 && sources.files.length === 0) return;
  for (const placed of callsOf(calls, own)) {
    const root = targetOf(placed, repository);
    if (!root) continue;
    const key =
      /^(get|extract_inner)$/.test(lastName(placed.call)) && placed.call.args[0]
        ? textOf(repository.valueOf(placed.call.args[0], placed.module, placed.scope))
        : '';
    if (key === null) continue;
    filler.into(root, { key: serdeKey, read: (path, field) => readOf(path, field, sources, repository) }, key === '' ? [] : key.split('.'));
  }
}

const lastName = ({ callee }: Call): string => (callee.kind === 'member' || callee.kind === 'name' ? callee.name : '');

const callsOf = (names: readonly string[], modules: readonly Module[]): Placed[] =>
  modules.flatMap((module) =>
    names.flatMap((name) => (indexOf(module).calls.get(name) ?? []).map(({ call, scope }) => ({ call, module, scope }))),
  );

/** The struct a call gives: its type argument, the variable's declared type, or what the function around it returns. */
function targetOf({ call, module, scope }: Placed, repository: Repository): SettingsClass | null {
  const named = (type: string | null | undefined): SettingsClass | null => {
    const found = type ? repository.classNamed(type, module) : null;
    return found && found.fact.fields.length > 0 ? found : null;
  };
  const type = call.named['T'];
  if (type?.kind === 'name') return named(type.name);
  const assigned = module.assignments.find((each) => each.scope === scope && each.value === call && each.type !== null);
  if (assigned) return named(assigned.type);
  for (let at = scope; at >= 0; at = indexOf(module).enclosing[at] ?? -1) {
    const found = named(module.functions[at]?.returnType);
    if (found) return found;
  }
  return null;
}

function readOf(path: readonly string[], field: Field, sources: Sources, repository: Repository): Expression | null {
  const fallback = settingAt(path, sources) ?? defaultGiven(field);
  const naming = sources.environments.find((each) => path.length === 1 || each.replacements.length > 0);
  if (!naming) return fallback;
  const variable = variableOf(path.join('.'), naming, repository);
  const value = fallback?.kind === 'list' || fallback?.kind === 'object' ? null : fallback;
  return variableRead(variable, value, isNeeded(field) && fallback === null, field.line);
}

/** envy: one variable for each field, in capitals, below a prefix. */
function fillFromEnvy(own: readonly Module[], repository: Repository, filler: Filler): void {
  for (const placed of callsOf(['from_env'], own)) {
    const root = targetOf(placed, repository);
    if (!root) continue;
    const { callee } = placed.call;
    const before = callee.kind === 'member' && callee.object.kind === 'call' ? callee.object.args[0] : undefined;
    const prefix = before ? (textOf(repository.valueOf(before, placed.module, placed.scope)) ?? '') : '';
    const naming: Naming = { prefix, replacements: [['.', '_']], anyCase: false };
    filler.into(root, {
      key: serdeKey,
      read: (path, field) => variableRead(variableOf(path.join('.'), naming, repository), defaultGiven(field), isNeeded(field), field.line),
    });
  }
}
