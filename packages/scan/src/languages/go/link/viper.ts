import type { Naming } from '../../../configuration/variables.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { constantsOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { flagOf } from '../flags.ts';
import { fileNamed, filesUnder, textsOf } from './files.ts';
import type { Store } from './store.ts';

interface Placed {
  readonly call: Call;
  readonly module: Module;
  readonly scope: number;
}

/** Modules that import one of these, in any version, or what lies below it. */
export const usersOf = (libraries: readonly string[], modules: readonly Module[]): Module[] =>
  modules.filter((module) => module.imports.some((each) => isOneOf(each.module, libraries)));

export const isOneOf = (imported: string, libraries: readonly string[]): boolean =>
  libraries.some((name) => imported.startsWith(name) && /^[./]|^$/.test(imported.slice(name.length)));

export const viper = 'github.com/spf13/viper';

/** What flags are defined with. */
export const flagLibraries: readonly string[] = ['github.com/spf13/pflag', 'github.com/spf13/cobra', 'flag'];

export const callsNamed = (name: string, modules: readonly Module[]): Placed[] =>
  modules.flatMap((module) => (indexOf(module).calls.get(name) ?? []).map(({ call, scope }) => ({ call, module, scope })));

/** What viper is filled from in one program. */
export function viperStore(folder: string, modules: readonly Module[], repository: Repository): Store {
  const users = usersOf([viper], modules);
  const value = (expression: Expression | undefined, { module, scope }: Placed): (string | number | boolean | null)[] =>
    expression ? constantsOf(repository.valueOf(expression, module, scope)) : [];
  const text = (expression: Expression | undefined, placed: Placed): string | null => {
    const [first] = value(expression, placed);
    return typeof first === 'string' ? first : null;
  };
  const [prefixed] = callsNamed('SetEnvPrefix', users);
  const prefix = prefixed ? text(prefixed.call.args[0], prefixed) : null;
  const replacements = callsNamed('SetEnvKeyReplacer', users).flatMap((placed) => replacerOf(placed));
  const naming: Naming = { prefix: prefix === null || prefix === '' ? '' : `${prefix}_`, replacements, anyCase: false };
  const automatic = callsNamed('AutomaticEnv', users).length > 0;
  const bound = new Map<string, string[]>();
  for (const placed of callsNamed('BindEnv', users)) {
    const key = text(placed.call.args[0], placed);
    if (key === null) continue;
    const named = placed.call.args.slice(1).flatMap((each) => text(each, placed) ?? []);
    bound.set(
      key.toLowerCase(),
      named.length ? named : [`${naming.prefix}${replacements.reduce((all, [from, to]) => all.replaceAll(from, to), key)}`.toUpperCase()],
    );
  }
  return {
    environments: automatic ? [naming] : [],
    bound,
    defaults: new Map([...flagDefaults(modules), ...setDefaults(users, value, text)]),
    file: fileOf(folder, users, text, repository),
    separator: '.',
  };
}

/** `strings.NewReplacer(".", "_", "-", "_")`. */
function replacerOf({ call }: Placed): (readonly [string, string])[] {
  const [made] = call.args;
  const texts = made?.kind === 'call' ? made.args.map((each) => (each.kind === 'literal' ? String(each.value) : '')) : [];
  return texts.flatMap((from, at) => (at % 2 === 0 ? [[from, texts[at + 1] ?? ''] as const] : []));
}

/** Flags by name: what a key bound to one is worth when it is not given. */
function flagDefaults(modules: readonly Module[]): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const module of usersOf(flagLibraries, modules))
    for (const calls of indexOf(module).calls.values())
      for (const { call } of calls) {
        const flag = flagOf(call);
        if (flag?.fallback.kind === 'literal') found.set(flag.name.toLowerCase(), flag.fallback);
      }
  return found;
}

function setDefaults(
  users: readonly Module[],
  value: (expression: Expression | undefined, placed: Placed) => (string | number | boolean | null)[],
  text: (expression: Expression | undefined, placed: Placed) => string | null,
): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const placed of callsNamed('SetDefault', users)) {
    const key = text(placed.call.args[0], placed);
    const [fallback] = value(placed.call.args[1], placed);
    if (key !== null && fallback !== undefined) found.set(key.toLowerCase(), { kind: 'literal', value: fallback, line: placed.call.line });
  }
  return found;
}

function fileOf(
  folder: string,
  users: readonly Module[],
  text: (expression: Expression | undefined, placed: Placed) => string | null,
  repository: Repository,
): Store['file'] {
  const reads = ['ReadInConfig', 'MergeInConfig', 'ReadConfig'].some((name) => callsNamed(name, users).length > 0);
  if (!reads) return null;
  for (const name of ['SetConfigFile', 'SetConfigName'])
    for (const placed of callsNamed(name, users)) {
      const [argument] = placed.call.args;
      const texts = argument ? textsOf(repository.valueOf(argument, placed.module, placed.scope)) : [];
      const paths =
        name === 'SetConfigName' ? callsNamed('AddConfigPath', users).flatMap((each) => text(each.call.args[0], each) ?? []) : [''];
      for (const each of texts)
        for (const path of [...paths, '']) {
          const found = fileNamed(path === '' || path === '.' ? each : `${path.replace(/\/$/, '')}/${each}`, folder, repository);
          if (found) return found;
        }
    }
  return filesUnder(folder, repository)[0] ?? null;
}

/** Calls that read one key. */
export const viperGetters = new Set(
  [
    '',
    'String',
    'Int',
    'Int32',
    'Int64',
    'Uint',
    'Uint16',
    'Uint32',
    'Uint64',
    'Bool',
    'Float64',
    'Duration',
    'StringSlice',
    'IntSlice',
    'Time',
    'StringMapString',
    'SizeInBytes',
  ].map((type) => `Get${type}`),
);
