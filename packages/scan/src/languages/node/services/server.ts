import { requiredModule } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import { listenedPort } from './ports.ts';
import { stemOf, type NodeProject } from './project.ts';
import { serverLibraries } from '../../../catalog/node/servers.ts';
import { startScript } from './scripts.ts';

export interface ServerEntry {
  readonly module: Module;
  readonly framework: string;
  readonly port: number | null;
  readonly line: number;
}

/** The file whose code listens for requests. */
export function serverEntry(project: NodeProject): ServerEntry | null {
  const libraries = Object.keys(serverLibraries).filter((name) => {
    const dependency = project.dependency(name);
    return dependency !== null && !dependency.development;
  });
  const main = [project.manifest.scripts[startScript(project) ?? ''] ?? '', project.manifest.main ?? ''].join(' ');
  const found = project.modules.flatMap((module): (ServerEntry & { rank: number })[] => {
    const listening = listens(project, module);
    if (!listening) return [];
    const used = module.imports.map((fact) => fact.module.replace(/^node:/, '')).find((name) => libraries.includes(name)) ?? libraries[0];
    const framework = used ? (serverLibraries[used] ?? used) : 'http';
    const stem = stemOf(module.path);
    const started = new RegExp(`\\b${stem.replace(/\W/g, '\\$&')}\\b`).test(main) ? -50 : 0;
    const rank =
      started +
      module.path.split('/').length * 2 +
      (/^(server|index|app|main|www)$/.test(stem) ? 0 : 5) +
      (/(^|\/)(scripts?|tools?|bench|dev)\//.test(module.path) ? 20 : 0);
    return [{ module, framework, port: listenedPort(project, module), line: listening.call.line, rank }];
  });
  const [best] = found.toSorted((a, b) => a.rank - b.rank);
  return best ?? null;
}

const serverModules = /^(node:)?(http|https|http2|net)$/;

/** Calls that start a server by themselves. */
const startingCalls =
  /^(@hono\/node-server\.serve|(Bun|Deno)\.serve|srvx\.serve|ws\.(WebSocketServer|Server|default\.Server)|socket\.io(\.Server)?|@apollo\/server\/standalone\.startStandaloneServer|micro\.serve|@grpc\/grpc-js\.Server\(\)\.bindAsync)$/;

/** A call that starts a server: `app.listen(…)`, `serve({ … })`, `Bun.serve`, `server.start()` of hapi. */
export function listens(project: NodeProject, module: Module): PlacedCall | null {
  const { calls } = indexOf(module);
  const imports = (pattern: RegExp): boolean => module.imports.some((fact) => pattern.test(fact.module));
  const used = [
    ...module.imports.map((fact) => fact.module),
    // In the middle of an expression: `require("express")().listen(8080)`.
    ...(calls.get('require') ?? []).flatMap(({ call }) => requiredModule(call, module) ?? []),
  ];
  const uses = used.some((name) => serverModules.test(name) || name in serverLibraries);
  const listen = (calls.get('listen') ?? []).find(
    ({ call }) =>
      !isForItself(call) &&
      call.callee.kind === 'member' &&
      !/^(rl|process|emitter|window|document|broker|i18n|history|router|navigation|store)$/.test(textOfName(call.callee.object)),
  );
  if (listen && (uses || looksLikeServer(listen, project))) return listen;
  for (const name of ['serve', 'WebSocketServer', 'Server', 'startStandaloneServer']) {
    for (const placed of calls.get(name) ?? []) {
      const canonical = project.repository.canonicalName(placed.call.callee, module, placed.scope) ?? '';
      // A socket server on top of another listens where that one does.
      if (startingCalls.test(canonical) && (!/^(ws|socket)/.test(canonical) || hasPort(placed, project, module))) return placed;
    }
  }
  if (imports(/^(@grpc\/grpc-js|grpc)$/)) {
    const bound = calls.get('bindAsync')?.[0] ?? (calls.get('bind') ?? []).find(({ call }) => call.args.length > 1);
    if (bound) return bound;
  }
  if (imports(/^@?hapi(\/hapi)?$|^@strapi\/strapi$|^moleculer$|^@adonisjs\//)) return calls.get('start')?.[0] ?? null;
  return null;
}

/** `server.listen(0, '127.0.0.1')`: nobody outside the process can know where that is. */
const isForItself = ({ args }: Call): boolean =>
  args.some((each) => each.kind === 'literal' && (each.value === 0 || each.value === '127.0.0.1' || each.value === 'localhost'));

const hasPort = ({ call, scope }: PlacedCall, project: NodeProject, module: Module): boolean =>
  call.args.some((argument) => {
    const told = project.repository.valueOf(argument, module, scope);
    return told.kind === 'constant'
      ? typeof told.value === 'number'
      : told.kind === 'object'
        ? told.keys.includes('port')
        : told.kind === 'variable';
  });

const usualPorts: Readonly<Record<string, number>> = {
  gRPC: 50_051,
  Strapi: 1337,
  AdonisJS: 3333,
  Feathers: 3030,
  Medusa: 9000,
  'Parse Server': 1337,
  Sails: 1337,
  Apollo: 4000,
  'GraphQL Yoga': 4000,
};

/** Where a server listens when nobody says. */
export const defaultPort = (framework: string): number => usualPorts[framework] ?? 3000;

/** `server.listen(port)` where the server was made elsewhere. */
const looksLikeServer = ({ call }: PlacedCall, project: NodeProject): boolean =>
  call.callee.kind === 'member' &&
  /(app|server|http|api|fastify|express)$/i.test(textOfName(call.callee.object)) &&
  (call.args.length > 0 || project.modules.length < 40);

const textOfName = (expression: Expression): string =>
  expression.kind === 'name' ? expression.name : expression.kind === 'member' ? expression.name : '';
