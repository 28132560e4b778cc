import type { Filler } from '../../../configuration/fill.ts';
import { textOf, type Value } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Field, Module } from '../../../syntax/module.ts';
import { fileFor, fileNamed, filesUnder, textsOf, valueIn } from './files.ts';
import { iniLibraries } from './getters.ts';
import { keyOf } from './stores.ts';
import { seenFrom, typeOf, type Seen } from './targets.ts';
import { callsNamed, usersOf } from './viper.ts';

interface Reader {
  readonly libraries: readonly string[];
  readonly calls: readonly string[];
  readonly target: number;
  /** Argument with the file's path. */
  readonly path: number | null;
  readonly tags: readonly string[];
  /** It reads little else than settings. */
  readonly sure: boolean;
}

const yaml: readonly string[] = ['gopkg.in/yaml', 'github.com/goccy/go-yaml', 'go.yaml.in/yaml'];
const toml = 'github.com/BurntSushi/toml';

export const fileReaders: readonly Reader[] = [
  {
    libraries: [...yaml, 'sigs.k8s.io/yaml', 'github.com/ghodss/yaml'],
    calls: ['Unmarshal', 'UnmarshalStrict'],
    target: 1,
    path: null,
    tags: ['yaml', 'json'],
    sure: true,
  },
  { libraries: yaml, calls: ['Decode'], target: 0, path: null, tags: ['yaml'], sure: true },
  { libraries: [toml], calls: ['DecodeFile'], target: 1, path: 0, tags: ['toml'], sure: true },
  { libraries: [toml, 'github.com/pelletier/go-toml'], calls: ['Decode', 'Unmarshal'], target: 1, path: null, tags: ['toml'], sure: true },
  { libraries: ['encoding/json'], calls: ['Unmarshal'], target: 1, path: null, tags: ['json'], sure: false },
  { libraries: ['encoding/json'], calls: ['Decode'], target: 0, path: null, tags: ['json'], sure: false },
  { libraries: ['github.com/zeromicro/go-zero/core/conf'], calls: ['MustLoad', 'Load'], target: 1, path: 0, tags: ['json'], sure: true },
  { libraries: ['github.com/jinzhu/configor'], calls: ['Load'], target: 0, path: 1, tags: ['yaml', 'toml'], sure: true },
  {
    libraries: ['github.com/ilyakaznacheev/cleanenv'],
    calls: ['ReadConfig'],
    target: 1,
    path: 0,
    tags: ['yaml', 'toml', 'json'],
    sure: true,
  },
  { libraries: iniLibraries, calls: ['MapTo'], target: 0, path: 1, tags: ['ini'], sure: true },
];

/** Structs that are read from a settings file: their fields are what the file says. */
export function fillFromFiles(folder: string, modules: readonly Module[], repository: Repository, filler: Filler): void {
  for (const reader of fileReaders) {
    const users = usersOf(reader.libraries, modules);
    for (const name of reader.calls)
      for (const { call, module, scope } of callsNamed(name, users)) {
        if (call.callee.kind !== 'member') continue;
        const section = sectionNamed(call.callee.object);
        // A section goes along as one more argument, so that a wrapper's parameter is followed for it too.
        const args = section ? [...call.args, section] : call.args;
        for (const seen of seenFrom(args, { module, scope }, reader.target, repository))
          fill(reader, seen, section ? (seen.args.at(-1) ?? null) : null, { folder, repository, filler });
      }
  }
}

/** `cfg.Section("database").MapTo(&db)`. */
const sectionNamed = (object: Expression): Expression | null =>
  object.kind === 'call' && object.callee.kind === 'member' && object.callee.name === 'Section' ? (object.args[0] ?? null) : null;

interface Context {
  readonly folder: string;
  readonly repository: Repository;
  readonly filler: Filler;
}

function fill(reader: Reader, { args, site }: Seen, named: Expression | null, { folder, repository, filler }: Context): void {
  const target = args[reader.target];
  const root = target ? typeOf(target, site, repository) : null;
  if (!root || root.fact.fields.length === 0 || filler.isFilled(root)) return;
  const valueOf = (each: Expression): Value => repository.valueOf(each, site.module, site.scope);
  const section = named ? textOf(valueOf(named)) : null;
  const path = reader.path === null || named ? undefined : args[reader.path];
  const told = (path ? textsOf(valueOf(path)) : []).flatMap((text) => fileNamed(text, folder, repository) ?? []);
  const keyIn = (field: Field): string | null => keyOf(field, ...reader.tags);
  const file =
    told[0] ??
    (section !== null
      ? filesUnder(folder, repository).find((each) => valueIn(each, [section]) !== null)
      : reader.sure || settingsName.test(root.fact.name)
        ? fileFor(root.fact, (field) => keyIn(field) ?? '', folder, repository)
        : null);
  if (!file) return;
  const from = section === null ? [] : [section];
  filler.into(root, { key: keyIn, read: (below) => valueIn(file, [...from, ...below]) });
}

const settingsName = /conf|setting|option|cfg|env/i;
