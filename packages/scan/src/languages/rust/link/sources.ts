import { tomlValue } from '../../../configuration/file.ts';
import { at } from '../../../configuration/lookup.ts';
import type { Naming } from '../../../configuration/variables.ts';
import { canonicalModule } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { folderOf, isAside, isTest, isUnder, within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Call, type Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { RustManifest } from '../manifest.ts';

/** Where a program's settings come from, the first to have a value wins. */
export interface Sources {
  readonly environments: readonly Naming[];
  readonly files: readonly Expression[];
  readonly defaults: ReadonlyMap<string, Expression>;
}

/** The providers of config and figment that are named anywhere in a crate. */
export function sourcesOf(crate: string, folder: string, modules: readonly Module[], repository: Repository): Sources {
  const users = modules.filter(
    (module) => module.imports.some((fact) => fact.module === crate || fact.module.startsWith(`${crate}::`)) || mentions(module, crate),
  );
  const environments: Naming[] = [];
  const files: Expression[] = [];
  const defaults = new Map<string, Expression>();
  for (const module of users) {
    const { calls, chained } = indexOf(module);
    const text = (each: Expression | undefined, scope: number): string | null =>
      each ? textOf(repository.valueOf(each, module, scope)) : null;
    const chain = (call: Call): Call[] => {
      const found: Call[] = [];
      for (let next = chained.get(call); next; next = chained.get(next)) found.push(next);
      return found;
    };
    for (const name of ['with_prefix', 'default', 'prefixed', 'raw'])
      for (const { call, scope } of calls.get(name) ?? []) {
        const canonical = repository.canonicalName(call.callee, module, scope) ?? '';
        const inConfig = /(^|\.)Environment\.(with_prefix|default)$/.test(canonical) && crate === 'config';
        const inFigment = /(^|\.)Env\.(prefixed|raw)$/.test(canonical) && crate === 'figment';
        if (inConfig) environments.push(configNaming(text(call.args[0], scope), chain(call)));
        else if (inFigment) environments.push(figmentNaming(text(call.args[0], scope), chain(call)));
      }
    for (const name of ['with_name', 'from', 'new', 'file', 'file_exact', 'from_str', 'string', 'search'])
      for (const { call, scope } of calls.get(name) ?? []) {
        const canonical = canonicalModule(repository.canonicalName(call.callee, module, scope) ?? '');
        if (/(^|\.)(Toml|Yaml|Json)\.string$/.test(canonical)) {
          const inside = tomlText(call, module, scope, repository);
          const value = inside === null ? null : tomlValue(inside);
          if (value) files.push(value);
        } else if (/(^|\.)(File\.(with_name|from|new|from_str)|(Toml|Yaml|Json)\.(file|file_exact|search))$/.test(canonical)) {
          files.push(...filesNamed(textsIn(call), folder, repository));
        }
      }
    for (const { call, scope } of calls.get('set_default') ?? []) {
      const key = text(call.args[0], scope);
      const value = call.args[1];
      if (key !== null && value?.kind === 'literal') defaults.set(key.toLowerCase(), value);
    }
  }
  return { environments, files, defaults };
}

const mentions = (module: Module, crate: string): boolean => module.imports.some((fact) => fact.local.startsWith(`${crate}::`));

/** config: a separator between steps, which also follows the prefix unless that has its own. */
function configNaming(prefix: string | null, chain: readonly Call[]): Naming {
  const said = (name: string): string | null => {
    const call = chain.find((each) => each.callee.kind === 'member' && each.callee.name === name);
    const [first] = call?.args ?? [];
    return first?.kind === 'literal' ? String(first.value) : null;
  };
  const separator = said('separator');
  const own = prefix ?? said('prefix');
  const between = said('prefix_separator') ?? separator ?? '_';
  return { prefix: own ? `${own}${between}` : '', replacements: separator === null ? [] : [['.', separator]], anyCase: false };
}

function figmentNaming(prefix: string | null, chain: readonly Call[]): Naming {
  const split = chain.find((each) => each.callee.kind === 'member' && each.callee.name === 'split')?.args[0];
  return { prefix: prefix ?? '', replacements: split?.kind === 'literal' ? [['.', String(split.value)]] : [], anyCase: false };
}

/** Every text in a call's arguments: `dir.join("base.yaml")`, `format!("config/{}", env)`. */
function textsIn(call: Call): string[] {
  const found: string[] = [];
  for (const argument of call.args)
    visit(argument, (each) => {
      if (each.kind === 'literal' && typeof each.value === 'string' && each.value.length > 1) found.push(each.value);
    });
  return found;
}

function filesNamed(names: readonly string[], folder: string, repository: Repository): Expression[] {
  const all = [...repository.manifests<RustManifest>('rust')]
    .filter(([path, manifest]) => manifest.kind === 'configuration' && isUnder(path, folder) && !isTest(path) && !isAside(path))
    .toSorted(([a], [b]) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return names.flatMap((name) => {
    const plain = name.replace(/^\.?\//, '').replace(/\.(ya?ml|toml|json|ini)$/, '');
    if (!/^[\w./-]+$/.test(plain)) return [];
    return all.flatMap(([path, manifest]) => {
      const stem = path.replace(/\.(ya?ml|toml|json|ini)(\.\w+)?$/, '');
      const fits = stem === plain || stem.endsWith(`/${plain}`);
      const value = fits && manifest.kind === 'configuration' ? manifest.value() : null;
      return value ? [value] : [];
    });
  });
}

/** Settings inside the code: a text, or a file that is compiled in. */
function tomlText(call: Call, module: Module, scope: number, repository: Repository): string | null {
  const [argument] = call.args;
  if (!argument) return null;
  const held =
    argument.kind === 'name'
      ? indexOf(module)
          .assignments.get(argument.name)
          ?.find((each) => each.target.length === 1)?.value
      : argument;
  if (held?.kind === 'call' && held.callee.kind === 'name' && held.callee.name === 'include_str') {
    const [path] = held.args;
    const target = path?.kind === 'literal' ? within(folderOf(module.path), String(path.value)) : null;
    return target === null ? null : repository.text(target);
  }
  return textOf(repository.valueOf(argument, module, scope));
}

/** What the files and defaults say at a key. */
export function settingAt(path: readonly string[], sources: Sources): Expression | null {
  for (const file of sources.files) {
    const found = at(file, path);
    if (found && !(found.kind === 'literal' && found.value === null)) return found;
  }
  return sources.defaults.get(path.join('.').toLowerCase()) ?? null;
}
