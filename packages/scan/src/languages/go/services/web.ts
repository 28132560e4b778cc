import type { Evidence } from '@groundwork/blueprint';
import { entryOf } from '../../../evaluate/combine.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { unknown, type Value } from '../../../evaluate/value.ts';
import type { Call } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { portIn, portOf, shownValues } from '../../../configuration/address.ts';
import { callsNamed, imports, type FoundCall } from './calls.ts';
import type { Program } from './programs.ts';
import { routers, serverLibraries, type ServerLibrary } from './servers.ts';

/** How a program serves. */
export interface Served {
  readonly framework: string | null;
  readonly port: number | null;
  readonly health: string | null;
  /** Nothing but figures and health about itself. */
  readonly aside: boolean;
  readonly evidence: Evidence;
}

/** What of a program listens, `null` when nothing does. */
export function servedBy(program: Program): Served | null {
  const found = serverLibraries.flatMap((library) => listening(library, program).map((call) => ({ library, call })));
  const [first] = found.toSorted((a, b) => rank(a.library, a.call) - rank(b.library, b.call));
  if (!first) return null;
  const shown = shownValues(program.component.path, program.repository);
  const ports = found
    .filter(({ library }) => rankOf(library) === rankOf(first.library))
    .flatMap(({ library, call }) => portOf(addressOf(library, call, program), shown) ?? []);
  const grpcOnly = found.every(({ library }) => library.framework === 'gRPC');
  const port = ports[0] ?? (grpcOnly || first.library.framework === null ? listenerPort(program, shown) : null) ?? first.library.port;
  const routes = routesOf(program.modules);
  return {
    framework: first.library.framework ?? routerOf(program),
    port,
    health: healthAmong(routes),
    aside:
      routes.length > 0 &&
      routes.length <= 4 &&
      routes.every((route) => /^\/?(metrics|health\w*|ready\w*|live\w*|ping|debug\/.*|status|_?healthz?)?$/.test(route)),
    evidence: {
      file: first.call.module.path,
      line: first.call.call.line,
      why: `${first.library.framework ?? routerOf(program) ?? 'net/http'} server listens`,
      confidence: 0.95,
    },
  };
}

/** HTTP before gRPC: what browsers and load balancers reach. */
const rankOf = (library: ServerLibrary): number => (library.framework === 'gRPC' ? 1 : 0);

const rank = (library: ServerLibrary, call: FoundCall): number =>
  rankOf(library) * 100 + (/metrics|pprof|debug|prometheus/i.test(call.module.path) ? 10 : 0) + (call.guards.length ? 1 : 0);

function listening(library: ServerLibrary, program: Program): FoundCall[] {
  const users = program.modules.filter((module) => imports(module, library.module));
  if (users.length === 0) return [];
  const named = callsNamed(new Set(library.calls), program.modules, program.repository);
  if (named.length) return named;
  // Passed around as an interface or a field, the method's name and an address still tell.
  const methods = new Set(library.calls.map((name) => name.slice(name.lastIndexOf('.') + 1)));
  return program.modules.flatMap((module) =>
    [...methods].flatMap((method) =>
      (indexOf(module).calls.get(method) ?? []).flatMap((placed): FoundCall[] => {
        const { callee, args } = placed.call;
        if (callee.kind !== 'member' || packageName(callee.object, module)) return [];
        const sure = method.startsWith('ListenAndServe') && library.module === 'net/http';
        const first = args[0];
        const value = first ? program.repository.valueOf(first, module, placed.scope) : unknown;
        return sure || looksLikeAddress(value) ? [{ ...placed, module, canonical: `${library.module}.${method}` }] : [];
      }),
    ),
  );
}

const packageName = (object: Call['callee'], module: Module): boolean => object.kind === 'name' && indexOf(module).imports.has(object.name);

function looksLikeAddress(value: Value): boolean {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' && portIn(value.value) !== null && value.value.includes(':');
    case 'template':
      return value.parts.some((part) => part.kind === 'constant' && typeof part.value === 'string' && part.value.includes(':'));
    case 'either':
      return value.options.some(looksLikeAddress);
    case 'variable':
      return value.read.fallback ? looksLikeAddress(value.read.fallback) : /PORT|ADDR/i.test(value.read.name);
    default:
      return false;
  }
}

/** What a call is told about where to listen: an argument, a key of one, or what its receiver was made with. */
function addressOf(library: ServerLibrary, { call, module, scope }: FoundCall, { repository }: Program): Value {
  const receiver = call.callee.kind === 'member' ? repository.valueOf(call.callee.object, module, scope) : unknown;
  for (const path of library.address) {
    const argument = /^\d+$/.test(path) ? call.args[Number(path)] : undefined;
    if (argument) {
      const value = repository.valueOf(argument, module, scope);
      if (value.kind !== 'unknown' && value.kind !== 'object') return value;
    }
    if (/^\d+$/.test(path)) continue;
    for (const each of call.args) {
      const value = entryOf(repository.valueOf(each, module, scope), path);
      if (value.kind !== 'unknown') return value;
    }
    const own = entryOf(receiver, path);
    if (own.kind !== 'unknown') return own;
  }
  const literals = library.address.filter((path) => !/^\d+$/.test(path));
  return literals.length ? literalMember(library, literals, module, repository) : unknown;
}

/** The server was made elsewhere in the file: `srv := &http.Server{Addr: addr}`. */
function literalMember(library: ServerLibrary, keys: readonly string[], module: Module, repository: Program['repository']): Value {
  for (const { call, scope } of indexOf(module).calls.get('Server') ?? []) {
    if (repository.canonicalName(call.callee, module, scope) !== `${library.module}.Server`) continue;
    for (const key of keys)
      for (const each of call.args) {
        const value = entryOf(repository.valueOf(each, module, scope), key);
        if (value.kind !== 'unknown') return value;
      }
  }
  return unknown;
}

/** `net.Listen("tcp", addr)`. */
function listenerPort(program: Program, shown: (name: string) => string | null): number | null {
  for (const { call, module, scope } of callsNamed(
    new Set(['net.Listen', 'net.ListenConfig().Listen']),
    program.modules,
    program.repository,
  )) {
    const address = call.args.at(-1);
    const port = address ? portOf(program.repository.valueOf(address, module, scope), shown) : null;
    if (port !== null) return port;
  }
  return null;
}

const routerOf = (program: Program): string | null =>
  routers.find(([library]) => program.modules.some((module) => imports(module, library)))?.[1] ?? null;

export const registering = [
  'GET',
  'Get',
  'HEAD',
  'Head',
  'Any',
  'All',
  'Handle',
  'HandleFunc',
  'Route',
  'Path',
  'POST',
  'Post',
  'PUT',
  'Put',
  'DELETE',
  'Delete',
  'Mount',
  'Group',
];

/** Paths that are registered, as written. */
function routesOf(modules: readonly Module[]): string[] {
  return modules.flatMap((module) =>
    registering.flatMap((name) =>
      (indexOf(module).calls.get(name) ?? []).flatMap(({ call }) => {
        const [first] = call.args;
        if (first?.kind !== 'literal' || typeof first.value !== 'string') return [];
        const route = first.value.replace(/^[A-Z]+ /, '').replace(/\{\$\}$/, '');
        return /^\//.test(route) ? [route] : [];
      }),
    ),
  );
}

function healthAmong(routes: readonly string[]): string | null {
  const pattern = /^(\/api)?(\/v\d+)?\/(_?health(z|_?-?check)?|healthz|livez|readyz|ping|_?status|live|liveness|ready|readiness|up)\/?$/i;
  return routes.find((route) => /health/i.test(route) && pattern.test(route)) ?? routes.find((route) => pattern.test(route)) ?? null;
}
