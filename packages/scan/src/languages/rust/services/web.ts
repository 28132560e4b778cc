import type { Evidence } from '@groundwork/blueprint';
import { portIn, portOf, shownValues } from '../../../configuration/address.ts';
import { at } from '../../../configuration/lookup.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { unknown, type Value } from '../../../evaluate/value.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { RustManifest } from '../manifest.ts';
import { callsNamed, type FoundCall, type Program } from './programs.ts';
import { listeners, serverLibraries, type ServerLibrary } from './servers.ts';

/** How a program serves. */
export interface Served {
  readonly framework: string;
  readonly port: number | null;
  readonly health: string | null;
  readonly evidence: Evidence;
}

export function servedBy(program: Program): Served | null {
  const depends = (name: string): boolean =>
    program.component.dependencies.get(name)?.development === false ||
    program.modules.some((each) => each.imports.some((fact) => fact.module.split('::')[0] === name.replaceAll('-', '_')));
  for (const library of serverLibraries) {
    if (!library.crates.some(depends)) continue;
    const found = callsNamed(new Set(library.starts), program).toSorted((a, b) => rank(a) - rank(b));
    const [first] = found;
    if (!first) continue;
    return {
      framework: library.framework,
      port: portFor(library, found, program),
      health: healthIn(program.modules),
      evidence: { file: first.module.path, line: first.call.line, why: `${library.framework} server is started`, confidence: 0.95 },
    };
  }
  return null;
}

/** What serves figures about the program itself comes after what it is for. */
const rank = ({ module, guards }: FoundCall): number => (/metrics|prometheus|debug/i.test(module.path) ? 100 : 0) + guards.length;

function portFor(library: ServerLibrary, found: readonly FoundCall[], program: Program): number | null {
  const shown = shownValues(program.component.path, program.repository);
  const port = (argument: Expression | undefined, { module, scope }: FoundCall): number | null =>
    argument ? portOf(program.repository.valueOf(argument, module, scope), shown) : null;
  for (const each of found) {
    if (library.direct) {
      const direct = port(each.call.args[0], each);
      if (direct !== null) return direct;
    }
    for (const chained of chainOf(each.call, each.module)) {
      if (chained.callee.kind !== 'member' || !library.methods.includes(chained.callee.name)) continue;
      const told = port(chained.args[0], each);
      if (told !== null) return told;
    }
  }
  if (library.framework === 'Rocket') return rocketPort(program) ?? library.port;
  return methodPort(library, found, program, shown) ?? listenerPort(program, shown) ?? configuredPort(library, program) ?? library.port;
}

function* chainOf(call: Call, module: Module): Generator<Call> {
  const { chained } = indexOf(module);
  for (let next = chained.get(call); next; next = chained.get(next)) yield next;
}

/** Called on what was kept in a variable: `app.listen("0.0.0.0:8080")`. */
function methodPort(
  library: ServerLibrary,
  found: readonly FoundCall[],
  program: Program,
  shown: (name: string) => string | null,
): number | null {
  const files = new Set(found.map((each) => each.module));
  for (const module of files)
    for (const name of library.methods)
      for (const { call, scope } of indexOf(module).calls.get(name) ?? []) {
        const value = call.args[0] ? program.repository.valueOf(call.args[0], module, scope) : unknown;
        if (!looksLikeAddress(value)) continue;
        const port = portOf(value, shown);
        if (port !== null) return port;
      }
  return null;
}

function looksLikeAddress(value: Value): boolean {
  if (value.kind === 'constant') return typeof value.value === 'string' && value.value.includes(':') && portIn(value.value) !== null;
  return (
    value.kind === 'template' ||
    value.kind === 'list' ||
    value.kind === 'variable' ||
    (value.kind === 'either' && value.options.some(looksLikeAddress))
  );
}

function listenerPort(program: Program, shown: (name: string) => string | null): number | null {
  for (const each of callsNamed(new Set(listeners), program)) {
    const [address] = each.call.args;
    const port = address ? portOf(program.repository.valueOf(address, each.module, each.scope), shown) : null;
    if (port !== null) return port;
  }
  return null;
}

/** `Rocket.toml`: the profile a release runs under, then what holds for all. */
function rocketPort(program: Program): number | null {
  const file = settingsFile('Rocket.toml', program);
  for (const profile of ['release', 'production', 'prod', 'global', 'default', 'debug', 'development']) {
    const value = at(file, [profile, 'port']);
    if (value?.kind === 'literal' && typeof value.value === 'number') return value.value;
  }
  return null;
}

/** Loco keeps it in `config/development.yaml`. */
function configuredPort(library: ServerLibrary, program: Program): number | null {
  if (library.framework !== 'Loco') return null;
  const value = at(settingsFile('config/development.yaml', program), ['server', 'port']);
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : null;
}

function settingsFile(name: string, { component, repository, crate }: Program): Expression | null {
  for (const folder of [component.path, crate.workspace?.folder ?? component.path]) {
    const manifest = repository.manifests<RustManifest>('rust').get(folder === '.' ? name : `${folder}/${name}`);
    if (manifest?.kind === 'configuration') return manifest.value();
  }
  return null;
}

const pattern = /^(\/api)?(\/v\d+)?\/(_?health([_-]?check|z)?|healthz|livez|readyz|ping|_?status|alive|live|ready|up)\/?$/i;

/** `#[get("/health")]`, `.route("/health", …)`, `web::resource("/health")`, `.at("/health")`. */
function healthIn(modules: readonly Module[]): string | null {
  const routes = modules.flatMap((module) => [
    ...module.functions.flatMap((fact) => fact.decorators.flatMap((each) => (each.kind === 'call' ? each.args.slice(0, 1) : []))),
    ...['route', 'resource', 'at', 'get', 'nest', 'path', 'with_path', 'api_route'].flatMap((name) =>
      (indexOf(module).calls.get(name) ?? []).flatMap(({ call }) => call.args.slice(0, 1)),
    ),
  ]);
  const paths = routes.flatMap((each) =>
    each.kind === 'literal' && typeof each.value === 'string' && each.value.startsWith('/') ? [each.value] : [],
  );
  return paths.find((path) => /health/i.test(path) && pattern.test(path)) ?? paths.find((path) => pattern.test(path)) ?? null;
}
