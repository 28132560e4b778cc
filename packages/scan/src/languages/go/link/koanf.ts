import type { Naming } from '../../../configuration/variables.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { entryOf } from '../../../evaluate/combine.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { fileNamed, filesUnder, textsOf } from './files.ts';
import type { Store } from './store.ts';
import { callsNamed, usersOf } from './viper.ts';

export const koanf = 'github.com/knadh/koanf';

/** What koanf is filled from in one program, by the providers that are loaded into it. */
export function koanfStore(folder: string, modules: readonly Module[], repository: Repository): Store {
  const users = usersOf([koanf], modules);
  const environments: Naming[] = [];
  let file: Store['file'] = null;
  for (const { call, module, scope } of callsNamed('Provider', users)) {
    const provider = repository.canonicalName(call.callee, module, scope) ?? '';
    const value = (each: Expression | undefined): string | null => (each ? textOf(repository.valueOf(each, module, scope)) : null);
    if (/providers\/env\b/.test(provider)) {
      const options = call.args[1] ? repository.valueOf(call.args[1], module, scope) : null;
      const prefix = options?.kind === 'object' ? textOf(entryOf(options, 'Prefix')) : value(call.args[0]);
      const change =
        call.args[2] ??
        (call.args[1]?.kind === 'object' ? call.args[1].entries.find((entry) => entry.key === 'TransformFunc')?.value : undefined);
      environments.push(namingOf(prefix ?? '', change, module));
    } else if (/providers\/file\b/.test(provider) && !file) {
      const [argument] = call.args;
      const texts = argument ? textsOf(repository.valueOf(argument, module, scope)) : [];
      file =
        texts.map((text) => fileNamed(text, folder, repository)).find((found) => found !== null) ??
        filesUnder(folder, repository)[0] ??
        null;
    }
  }
  return { environments, bound: new Map(), defaults: defaultsOf(users, repository), file, separator: '.' };
}

/** The function that makes a key of a variable says how a variable is made of a key, read backwards. */
function namingOf(prefix: string, change: Expression | undefined, module: Module): Naming {
  const replacements: [string, string][] = [];
  let lower = false;
  if (change) {
    const index = indexOf(module);
    const inside = module.functions.findIndex((fact) =>
      change.kind === 'function' ? fact.name === '' && fact.line === change.line : change.kind === 'name' && fact.name === change.name,
    );
    for (const name of ['Replace', 'ReplaceAll'])
      for (const { call, scope } of index.calls.get(name) ?? []) {
        const [, from, to] = call.args;
        if (scope === inside && from?.kind === 'literal' && to?.kind === 'literal')
          replacements.push([String(to.value), String(from.value)]);
      }
    lower = (index.calls.get('ToLower') ?? []).some(({ scope }) => scope === inside);
  }
  return { prefix, replacements, anyCase: lower };
}

/** `confmap.Provider(map[string]interface{}{"server.port": 8080}, ".")` and `structs`. */
function defaultsOf(users: readonly Module[], repository: Repository): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const { call, module, scope } of callsNamed('Provider', users)) {
    const [values] = call.args;
    if (values?.kind !== 'object' || !/providers\/confmap\b/.test(repository.canonicalName(call.callee, module, scope) ?? '')) continue;
    for (const entry of values.entries)
      if (entry.key !== null && entry.value.kind === 'literal') found.set(entry.key.toLowerCase(), entry.value);
  }
  return found;
}

export const koanfGetters = new Set([
  'String',
  'MustString',
  'Int',
  'MustInt',
  'Int64',
  'MustInt64',
  'Bool',
  'Float64',
  'Duration',
  'MustDuration',
  'Strings',
  'MustStrings',
  'Bytes',
  'Get',
]);
