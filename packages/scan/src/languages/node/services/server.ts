import { constantsOf, type Value } from '../../../evaluate/value.ts';
import { entryOf } from '../../../evaluate/combine.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import type { NodeProject } from './project.ts';
import { serverLibraries } from './frameworks.ts';
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
    const stem =
      module.path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? '';
    const started = new RegExp(`\\b${stem.replace(/\W/g, '\\$&')}\\b`).test(main) ? -50 : 0;
    const rank =
      started +
      module.path.split('/').length * 2 +
      (/^(server|index|app|main|www)$/.test(stem) ? 0 : 5) +
      (/(^|\/)(scripts?|tools?|bench|dev)\//.test(module.path) ? 20 : 0);
    return [{ module, framework, port: listenedPort(project, module, false), line: listening.call.line, rank }];
  });
  const [best] = found.toSorted((a, b) => a.rank - b.rank);
  return best ?? null;
}

const serverModules = /^(node:)?(http|https|http2|net)$/;

/** A call that starts a server: `app.listen(…)`, `serve({ … })`, `Bun.serve`, `server.start()` of hapi. */
function listens(project: NodeProject, module: Module): PlacedCall | null {
  const { calls } = indexOf(module);
  const uses = module.imports.some((fact) => serverModules.test(fact.module) || fact.module in serverLibraries);
  const listen = (calls.get('listen') ?? []).find(
    ({ call }) =>
      call.callee.kind === 'member' && !/^(rl|process|emitter|window|document|this\.broker)$/.test(textOfName(call.callee.object)),
  );
  if (listen && (uses || looksLikeServer(listen, project))) return listen;
  const serve = (calls.get('serve') ?? []).find(({ call, scope }) => {
    const name = project.repository.canonicalName(call.callee, module, scope);
    return name === '@hono/node-server.serve' || name === 'Bun.serve' || name === 'Deno.serve';
  });
  if (serve) return serve;
  const hapi = module.imports.some((fact) => fact.module === '@hapi/hapi' || fact.module === 'hapi') ? calls.get('start')?.[0] : undefined;
  return (
    hapi ??
    (module.imports.some((fact) => fact.module === '@strapi/strapi' || fact.module === 'moleculer')
      ? (calls.get('start')?.[0] ?? null)
      : null)
  );
}

/** `server.listen(port)` where the server was made elsewhere. */
const looksLikeServer = ({ call }: PlacedCall, project: NodeProject): boolean =>
  call.callee.kind === 'member' &&
  /(app|server|http|api|fastify|express)$/i.test(textOfName(call.callee.object)) &&
  (call.args.length > 0 || project.modules.length < 40);

const textOfName = (expression: Expression): string =>
  expression.kind === 'name' ? expression.name : expression.kind === 'member' ? expression.name : '';

/** The port a module listens on, or with `config` the one its configuration object names. */
export function listenedPort(project: NodeProject, module: Module, config: boolean): number | null {
  const value = (expression: Expression | undefined, scope: number): Value | null =>
    expression ? project.repository.valueOf(expression, module, scope) : null;
  const { calls } = indexOf(module);
  for (const { call, scope } of [
    ...(calls.get('listen') ?? []),
    ...(calls.get('serve') ?? []),
    ...(calls.get('server') ?? []),
    ...(calls.get('Server') ?? []),
  ]) {
    for (const argument of call.args.slice(0, 2)) {
      const told = value(argument, scope);
      const port = told ? (portIn(told) ?? portIn(entryOf(told, 'port'))) : null;
      if (port !== null) return port;
    }
  }
  if (config) {
    for (const expression of objectsOf(module)) {
      for (const entry of expression.entries) {
        if (!/^(server|devServer|preview)$/.test(entry.key ?? '') || entry.value.kind !== 'object') continue;
        const port = entry.value.entries.find((each) => each.key === 'port');
        const found = port ? portIn(project.repository.valueOf(port.value, module, -1)) : null;
        if (found !== null) return found;
      }
    }
    return null;
  }
  for (const assignment of module.assignments) {
    if (!/^(port|PORT|httpPort|serverPort)$/.test(assignment.target.at(-1) ?? '')) continue;
    const port = portIn(project.repository.valueOf(assignment.value, module, assignment.scope));
    if (port !== null) return port;
  }
  for (const { call, scope } of calls.get('set') ?? []) {
    if (call.args[0]?.kind !== 'literal' || call.args[0].value !== 'port') continue;
    const port = portIn(value(call.args[1], scope) ?? { kind: 'unknown' });
    if (port !== null) return port;
  }
  return null;
}

function* objectsOf(module: Module): Generator<Extract<Expression, { kind: 'object' }>> {
  for (const { value } of module.assignments) {
    if (value.kind === 'object') yield value;
    if (value.kind === 'call')
      for (const argument of value.args)
        if (argument.kind === 'object') yield argument;
        else if (argument.kind === 'function') for (const each of argument.returns) if (each.kind === 'object') yield each;
  }
}

const portIn = (value: Value): number | null =>
  constantsOf(value)
    .map(Number)
    .find((port) => Number.isInteger(port) && port > 0 && port < 65536) ?? null;

/** A port on a script's command line. */
export function scriptPort(scripts: readonly string[]): number | null {
  for (const script of scripts) {
    const port = Number(/(?:--port[= ]|-p[= ]?|\bPORT=|--listen[= ]\S*:)(\d{2,5})\b/.exec(script)?.[1]);
    if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  }
  return null;
}

const healthPath = /^\/(?:[\w-]+\/){0,3}(_?health(?:z|check|-check)?|ping|live(?:z|ness)?|ready(?:z|ness)?|status|heartbeat|up|alive)\/?$/i;

/** The route that answers when the service is well: `app.get("/health")`, a decorator, or a file of a file-based router. */
export function healthOf(project: NodeProject): string | null {
  const found: string[] = [];
  for (const module of project.modules) {
    for (const name of ['get', 'route', 'use', 'all', 'Get', 'Controller', 'on']) {
      for (const { call } of indexOf(module).calls.get(name) ?? []) {
        const [first] = call.args;
        const text = first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
        const path = text === null ? null : text.startsWith('/') ? text : `/${text}`;
        if (path !== null && healthPath.test(path) && (name !== 'get' || call.args.length > 1)) found.push(path);
      }
    }
  }
  for (const path of project.files) {
    const route = /(?:^|\/)(?:app|pages)(\/(?:[^/]+\/)*?(?:health(?:z|check)?|heartbeat|ping|status))(?:\/route)?\.[jt]sx?$/.exec(
      path,
    )?.[1];
    if (route) found.push(route.replace(/\/\([^)]*\)/g, ''));
  }
  return found.toSorted((a, b) => Number(!/health/.test(a)) - Number(!/health/.test(b)) || a.length - b.length)[0] ?? null;
}
