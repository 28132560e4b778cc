import { requiredModule } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { resolveNodeImport } from '../imports.ts';
import { relative, type NodeProject } from './project.ts';

const healthPath = /^\/(?:[\w-]+\/){0,3}(_?health(?:z|check|-check)?|ping|live(?:z|ness)?|ready(?:z|ness)?|status|heartbeat|up|alive)\/?$/i;

/** The route that answers when the service is well: `app.get("/health")`, a decorator, or a file of a file-based router. */
export function healthOf(project: NodeProject): string | null {
  const found: string[] = [];
  const prefixes = mountsOf(project);
  const everywhere = globalPrefix(project);
  for (const module of project.modules) {
    const prefix = prefixes.get(module.path) ?? '';
    for (const name of ['get', 'route', 'use', 'all', 'Get', 'Controller', 'on']) {
      for (const { call } of indexOf(module).calls.get(name) ?? []) {
        const [first] = call.args;
        const text = first?.kind === 'literal' && typeof first.value === 'string' ? first.value : null;
        const path = text === null ? null : text.startsWith('/') ? text : `/${text}`;
        if (path === null || !healthPath.test(path) || (name === 'get' && call.args.length < 2)) continue;
        found.push((/^[A-Z]/.test(name) ? everywhere : prefix) + path);
      }
    }
  }
  for (const path of project.files) {
    const route = routeOf(relative(project.component, path));
    if (route !== null && healthPath.test(route)) found.push(route);
  }
  return found.toSorted((a, b) => Number(!/health/.test(a)) - Number(!/health/.test(b)) || a.length - b.length)[0] ?? null;
}

/** The route a file of a file-based router answers: Next, Remix, SvelteKit, Nuxt, Astro. */
function routeOf(path: string): string | null {
  const [whole, router = '', rest = ''] =
    /^(?:src\/)?(app\/routes|app|pages|routes|server\/(?:api|routes))\/(.+)\.[jt]sx?$/.exec(path) ?? [];
  if (whole === undefined) return null;
  const named = rest.replace(/(^|\/)(\+server|route|index|_index)$/, '').replace(/\.(get|post|all)$/, '');
  if (router === 'app' && (named === rest || !/(^|\/)route$/.test(rest))) return null;
  // Remix writes a segment's slash as a dot, and groups files in folders whose names end in `+`.
  const flat = router === 'app/routes' ? named.replace(/\+(?=\/|$)/g, '').replaceAll('.', '/') : named;
  const plain = flat.replace(/(^|\/)\([^)]*\)(?=\/|$)/g, '').replace(/^\//, '');
  return router === 'server/api' ? `/api/${plain}` : `/${plain}`;
}

const literal = (expression: Expression | undefined): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

/** Where files with routers are mounted: `app.use('/api', require('./routes'))`, `app.register(routes, { prefix: '/api' })`. */
function mountsOf(project: NodeProject): ReadonlyMap<string, string> {
  const mounts = new Map<string, { prefix: string; by: string }>();
  for (const module of project.modules) {
    const { calls, imports } = indexOf(module);
    for (const { call } of ['use', 'register', 'route'].flatMap((name) => calls.get(name) ?? [])) {
      const options = call.args[1]?.kind === 'object' ? call.args[1].entries.find((entry) => entry.key === 'prefix')?.value : undefined;
      const prefix = literal(call.args[0]) ?? literal(options);
      if (prefix === null || !prefix.startsWith('/') || prefix === '/') continue;
      for (const argument of call.args) {
        const base = argument.kind === 'member' ? argument.object : argument;
        const required = base.kind === 'call' ? requiredModule(base, module) : null;
        const named = base.kind === 'name' ? imports.get(base.name)?.module : required;
        for (const path of named ? resolveNodeImport(named, module.path, project.repository) : [])
          if (path !== module.path) mounts.set(path, { prefix: prefix.replace(/\/$/, ''), by: module.path });
      }
    }
  }
  const whole = (path: string, depth: number): string => {
    const mount = depth > 5 ? undefined : mounts.get(path);
    return mount ? whole(mount.by, depth + 1) + mount.prefix : '';
  };
  return new Map([...mounts.keys()].map((path) => [path, whole(path, 0)]));
}

/** Nest puts it before every controller. */
function globalPrefix(project: NodeProject): string {
  for (const module of project.modules) {
    const [placed] = indexOf(module).calls.get('setGlobalPrefix') ?? [];
    const prefix = literal(placed?.call.args[0]);
    if (prefix) return `/${prefix.replace(/^\/|\/$/g, '')}`;
  }
  return '';
}
