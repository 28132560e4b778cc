import type { Filler } from '../../../configuration/fill.ts';
import type { Repository } from '../../../repository/repository.ts';
import { textOf } from '../../../evaluate/value.ts';
import { entryOf } from '../../../evaluate/combine.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { confFilling, envconfigFilling, tagFilling } from './environment-tags.ts';
import { tagsOf } from './tags.ts';
import { nameOf, seenFrom, typeOf } from './targets.ts';

interface Reader {
  readonly module: string;
  readonly calls: readonly string[];
  /** Which argument is filled. */
  readonly target: number;
  readonly how: 'tags' | 'envconfig' | 'conf';
  /** Which argument says what all names begin with, or holds options that do. */
  readonly prefix: number | null;
}

export const structReaders: readonly Reader[] = [
  { module: 'github.com/caarlos0/env', calls: ['Parse', 'MustParse', 'ParseAs'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/caarlos0/env', calls: ['ParseWithOptions', 'ParseAsWithOptions'], target: 0, how: 'tags', prefix: 1 },
  { module: 'github.com/ilyakaznacheev/cleanenv', calls: ['ReadEnv', 'UpdateEnv'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/ilyakaznacheev/cleanenv', calls: ['ReadConfig'], target: 1, how: 'tags', prefix: null },
  { module: 'github.com/kelseyhightower/envconfig', calls: ['Process', 'MustProcess'], target: 1, how: 'envconfig', prefix: 0 },
  { module: 'github.com/sethvargo/go-envconfig', calls: ['Process', 'MustProcess'], target: 1, how: 'tags', prefix: null },
  { module: 'github.com/joeshaw/envdecode', calls: ['Decode', 'StrictDecode', 'MustDecode'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/Netflix/go-env', calls: ['UnmarshalFromEnviron', 'Unmarshal'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/jessevdk/go-flags', calls: ['Parse', 'ParseArgs', 'NewParser'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/alecthomas/kong', calls: ['Parse', 'New', 'Must'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/alexflint/go-arg', calls: ['Parse', 'MustParse', 'NewParser'], target: 0, how: 'tags', prefix: null },
  { module: 'github.com/ardanlabs/conf', calls: ['Parse'], target: 1, how: 'conf', prefix: 0 },
  { module: 'github.com/JeremyLoy/config', calls: ['To'], target: 0, how: 'envconfig', prefix: null },
];

/** Structs that a library fills from the environment, with the prefix each is read under. */
export function fillFromEnvironment(modules: ReadonlyMap<string, Module>, repository: Repository, filler: Filler): void {
  let used = false;
  for (const reader of structReaders) {
    for (const call of new Set(reader.calls)) {
      for (const { call: found, module, scope } of repository.callsOf(call, 'go')) {
        if (repository.canonicalName(found.callee, module, scope)?.startsWith(reader.module) !== true) continue;
        used = true;
        const type = found.named['T'];
        const sites = type
          ? [{ args: found.args, site: { module, scope } }]
          : seenFrom(found.args, { module, scope }, reader.target, repository);
        for (const { args, site } of sites) {
          const target = args[reader.target];
          const root = type ? repository.classNamed(nameOf(type) ?? '', module) : target ? typeOf(target, site, repository) : null;
          if (!root) continue;
          const told = reader.prefix === null ? null : (args[type ? 0 : reader.prefix] ?? null);
          const prefix = prefixOf(told, site.module, site.scope, repository);
          filler.into(
            root,
            reader.how === 'envconfig' ? envconfigFilling(prefix) : reader.how === 'conf' ? confFilling(prefix) : tagFilling(prefix),
          );
        }
      }
    }
  }
  if (
    used ||
    [...modules.values()].some((module) =>
      module.imports.some((each) => structReaders.some((reader) => each.module.startsWith(reader.module))),
    )
  )
    fillTheRest(modules, filler);
}

/** Structs with tags that a loader of the application's own hands over. */
function fillTheRest(modules: ReadonlyMap<string, Module>, filler: Filler): void {
  for (const module of modules.values())
    for (const fact of module.classes)
      if (fact.fields.some((field) => tagsOf(field).has('env'))) filler.into({ fact, module }, tagFilling());
}

function prefixOf(told: Expression | null, module: Module, scope: number, repository: Repository): string {
  if (!told) return '';
  const value = repository.valueOf(told, module, scope);
  return textOf(value) ?? textOf(entryOf(value, 'Prefix')) ?? '';
}
