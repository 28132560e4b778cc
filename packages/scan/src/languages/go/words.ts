import { goEnvironment } from '../../catalog/go/index.ts';
import type { Framework } from '../language.ts';
import { structReaders } from './link/environment-structs.ts';
import { fileReaders } from './link/file-structs.ts';
import { cliLibraries, iniLibraries } from './link/getters.ts';
import { koanf, koanfGetters } from './link/koanf.ts';
import { unmarshalling } from './link/stores.ts';
import { flagLibraries, viper } from './link/viper.ts';
import { commandTypes } from './services/commands.ts';
import { embedded } from './services/release.ts';
import { serverLibraries } from './services/servers.ts';
import { registering } from './services/web.ts';
import { consumers, functions, schedulers } from './services/work.ts';

/** The names in a canonical one after its module's: `Server` and `ListenAndServe` of `net/http.Server().ListenAndServe`. */
const namesIn = (canonical: string): string[] =>
  canonical
    .slice(canonical.lastIndexOf('/') + 1)
    .replaceAll('()', '')
    .split('.')
    .slice(1);

const moduleOf = (canonical: string): string => /^(.*\/)?[^./]*/.exec(canonical)?.[0] ?? canonical;

const inModule = (canonical: string): Framework => ({ module: moduleOf(canonical), names: namesIn(canonical) });

/** Methods that listen, by which a server is known that is kept in a field or behind an interface. */
const serving = serverLibraries.flatMap(({ calls }) => calls.flatMap((call) => (call.includes('()') ? namesIn(call).slice(-1) : [])));

/** Modules whose importers read settings, listen, take work, define commands or migrate. */
export const goFrameworks: readonly (string | Framework)[] = [
  ...goEnvironment.flatMap(({ calls = [] }) => calls.map(inModule)),
  { module: 'os', names: ['Environ', 'ExpandEnv'] },
  viper,
  { module: koanf, names: ['Provider', ...koanfGetters, ...unmarshalling] },
  ...flagLibraries,
  ...cliLibraries,
  ...iniLibraries,
  ...structReaders.map(({ module }) => module),
  ...fileReaders.flatMap(({ libraries, calls, sure }) => (sure ? libraries.map((module) => ({ module, names: calls })) : [])),
  // What reads little else than settings does so anywhere; the rest where a file is read.
  { module: 'os', names: ['ReadFile', 'Open', 'OpenFile'] },
  { module: 'io/ioutil', names: ['ReadFile'] },
  ...[...commandTypes, ...functions].map(inModule),
  ...serverLibraries.map(({ module, calls }) => ({ module, names: calls.flatMap(namesIn) })),
  { module: 'net', names: ['Listen', 'ListenConfig'] },
  ...[...consumers, ...schedulers].map(({ module, calls }) => ({ module, names: calls })),
  ...embedded.map(([module, names]) => ({ module, names })),
];

const any = (names: readonly string[]): string => `(?:${[...new Set(names)].join('|')})`;

/** What makes a file worth parsing by itself: programs, what listens whatever it is kept in, routes, and fields read from variables. */
export const goWords: readonly RegExp[] = [
  /^package main\b[^]*?(?:^func main\(|\bfor (?:true )?\{|\bfor ;;|\.(?:NewTicker|Tick)\()/,
  /\.ListenAndServe(?:TLS)?\(/,
  new RegExp(`\\.${any(serving)}\\((?!\\)|ctx\\b|context\\.)`),
  new RegExp(`\\.${any(registering)}\\(\\s*"(?:[A-Z]+ )?/`),
  /[`\s](?:env|arg|conf):"/,
];
