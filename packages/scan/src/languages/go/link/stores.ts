import type { Filler, Filling } from '../../../configuration/fill.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Field, Module } from '../../../syntax/module.ts';
import { koanf, koanfGetters, koanfStore } from './koanf.ts';
import { readOf, type Store } from './store.ts';
import { isEmbedded, tagsOf } from './tags.ts';
import { nameOf, seenFrom, typeOf } from './targets.ts';
import { callsNamed, isOneOf, usersOf, viper, viperGetters, viperStore } from './viper.ts';

interface Kind {
  readonly library: string;
  readonly getters: ReadonlySet<string>;
  readonly tag: string;
  make(folder: string, modules: readonly Module[], repository: Repository): Store;
}

const kinds: readonly Kind[] = [
  { library: viper, getters: viperGetters, tag: 'mapstructure', make: viperStore },
  { library: koanf, getters: koanfGetters, tag: 'koanf', make: koanfStore },
];

/** Reads of keys as what they are worth, and structs filled from all of them. `folder` is the Go module the files belong to. */
export function readStores(
  folder: string,
  modules: readonly Module[],
  repository: Repository,
  filler: Filler,
  replaced: Map<Expression, Expression>,
): void {
  for (const kind of kinds) {
    const users = usersOf([kind.library], modules);
    if (users.length === 0) continue;
    const store = kind.make(folder, modules, repository);
    for (const module of users)
      for (const getter of kind.getters)
        for (const { call, scope } of indexOf(module).calls.get(getter) ?? []) {
          const [argument, ...more] = call.args;
          if (!argument || more.length > 0 || call.callee.kind !== 'member') continue;
          const key = argument.kind === 'literal' ? argument.value : textOf(repository.valueOf(argument, module, scope));
          if (
            typeof key !== 'string' ||
            !/^\w[\w.-]*$/.test(key) ||
            isOfAnother(kind, repository.canonicalName(call.callee, module, scope))
          )
            continue;
          const read = readOf(key, store, call.line, repository);
          if (read) replaced.set(call, read);
        }
    fillStructs(kind, store, users, repository, filler);
  }
}

/** The method of something that is known to be no store: `request.Get("X")`. */
const isOfAnother = ({ library }: Kind, canonical: string | null): boolean =>
  canonical !== null && canonical.includes('/') && !isOneOf(canonical, [library]);

/** Calls that fill a struct from a store. */
export const unmarshalling: readonly string[] = ['Unmarshal', 'UnmarshalExact', 'UnmarshalKey', 'UnmarshalWithConf'];

function fillStructs(kind: Kind, store: Store, users: readonly Module[], repository: Repository, filler: Filler): void {
  for (const name of unmarshalling)
    for (const { call, module, scope } of callsNamed(name, users)) {
      if (call.callee.kind !== 'member') continue;
      // koanf names the key to begin at first, viper only in `UnmarshalKey`.
      const keyed = kind.tag === 'koanf' || name === 'UnmarshalKey';
      const position = keyed ? 1 : 0;
      for (const { args, site } of seenFrom(call.args, { module, scope }, position, repository)) {
        const target = args[position];
        const key = keyed && args[0] ? textOf(repository.valueOf(args[0], site.module, site.scope)) : '';
        const type = call.named['T'];
        const root = type ? repository.classNamed(nameOf(type) ?? '', module) : target ? typeOf(target, site, repository) : null;
        if (!root || key === null) continue;
        const from = key === '' ? [] : key.split('.');
        filler.into(root, fillingOf(kind.tag, store, from, repository));
      }
    }
}

const fillingOf = (tag: string, store: Store, from: readonly string[], repository: Repository): Filling => ({
  key: (field) => keyOf(field, tag),
  read: (path, field) => readOf([...from, ...path].join(store.separator), store, field.line, repository),
});

/** The key of a field: its tag, or its name. */
export function keyOf(field: Field, ...tags: readonly string[]): string | null {
  for (const tag of tags) {
    const said = tagsOf(field).get(tag);
    if (said === undefined) continue;
    const [name = '', ...options] = said.split(',');
    if (name === '-') return null;
    if (options.some((each) => /^(squash|inline)$/.test(each))) return '';
    if (name !== '') return name;
  }
  if (/^[a-z_]/.test(field.name)) return null;
  return isEmbedded(field) ? '' : field.name.toLowerCase();
}
