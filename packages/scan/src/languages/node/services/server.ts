import { indexOf } from '../../../evaluate/module-index.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import { listenedPort } from './ports.ts';
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
