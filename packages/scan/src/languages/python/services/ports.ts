import { constantsOf, textOf } from '../../../evaluate/value.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Project } from './context.ts';

/** Calls that start a server, with what argument carries the port. */
const serverCalls: Readonly<Record<string, readonly string[]>> = {
  run: ['port'],
  run_app: ['port'],
  launch: ['server_port'],
  run_server: ['port'],
  listen: ['0', 'port'],
  serve: ['port'],
  HTTPServer: ['0.1'],
  Config: ['port'],
  start: ['port', 'http_options.port'],
};

/** `server.add_insecure_port("[::]:" + port)`: an address with the port at its end. */
const addressCalls = ['add_insecure_port', 'add_secure_port'];

/** The port a project's code, server configuration or instructions decide on; `null` leaves it to the framework. */
export function portOf(project: Project, modules: readonly Module[]): number | null {
  return listenedPort(project, modules) ?? configuredPort(project) ?? writtenPort(project, []);
}

export function listenedPort(project: Project, modules: readonly Module[]): number | null {
  for (const module of modules) {
    for (const [name, paths] of Object.entries(serverCalls)) {
      for (const { call, scope } of indexOf(module).calls.get(name) ?? []) {
        for (const path of paths) {
          const [first = '', inner] = path.split('.');
          const argument = /^\d+$/.test(first) ? call.args[Number(first)] : call.named[first];
          const told =
            inner === undefined
              ? argument
              : argument?.kind === 'list'
                ? argument.items[Number(inner)]
                : argument?.kind === 'object'
                  ? argument.entries.find((entry) => entry.key === inner)?.value
                  : undefined;
          if (!told) continue;
          const port = constantsOf(project.repository.valueOf(told, module, scope))
            .map(Number)
            .find(isPort);
          if (port !== undefined) return port;
        }
      }
    }
    for (const { call, scope } of addressCalls.flatMap((name) => indexOf(module).calls.get(name) ?? [])) {
      const value = call.args[0] ? project.repository.valueOf(call.args[0], module, scope) : null;
      const port = Number(/:(\d{2,5})$/.exec((value && textOf(value)) ?? '')?.[1]);
      if (isPort(port)) return port;
    }
    const fallback = argumentDefault(project, module);
    if (fallback !== null) return fallback;
  }
  return null;
}

/** `parser.add_argument("--port", default=8000)`, `@click.option("--port", default=8000)`. */
function argumentDefault(project: Project, module: Module): number | null {
  for (const name of ['add_argument', 'option', 'Option']) {
    for (const { call, scope } of indexOf(module).calls.get(name) ?? []) {
      if (!call.args.some((argument) => argument.kind === 'literal' && /^--?(port|http-port|server-port)$/.test(String(argument.value))))
        continue;
      const told = call.named['default'];
      const port = told
        ? constantsOf(project.repository.valueOf(told, module, scope))
            .map(Number)
            .find(isPort)
        : undefined;
      if (port !== undefined) return port;
    }
  }
  return null;
}

/** gunicorn.conf.py's `bind`. */
function configuredPort(project: Project): number | null {
  for (const module of project.repository.modules.values()) {
    if (!/^gunicorn([._-]conf(ig)?)?\.py$/.test(baseName(module.path)) || !isNear(module.path, project)) continue;
    for (const assignment of module.assignments) {
      if (assignment.target[0] !== 'bind') continue;
      const value = project.repository.valueOf(assignment.value, module, assignment.scope);
      const text =
        textOf(value) ??
        (value.kind === 'template'
          ? value.parts.map((part) => textOf(part) ?? '').join('')
          : value.kind === 'list'
            ? (textOf(value.items[0] ?? value) ?? '')
            : '');
      const port = Number(/:(\d{2,5})$/.exec(text)?.[1]);
      if (isPort(port)) return port;
    }
  }
  return null;
}

const isNear = (path: string, project: Project): boolean => {
  const folder = folderOf(path);
  return folder === project.component.path || project.component.path === '.' || folder.startsWith(`${project.component.path}/`);
};

const starting =
  /(uvicorn|gunicorn|hypercorn|granian|flask|streamlit|chainlit|runserver|waitress|http\.server|python|docker run|serve)[^\n`]*?(?:--port[= ]|--server\.port[= ]|-p |--bind[= ]\S*:|-b \S*:|--listen[= ]\S*:|runserver \S*:|:)(\d{4,5})\b/;

const address = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{4,5})\b/;

/** A port in run lines of scripts and instructions. With words, only lines or sentences that mention one of them count. */
export function writtenPort(project: Project, words: readonly string[]): number | null {
  const texts = project.repository
    .filesUnder(project.component.path)
    .filter((path) => folderDepth(path, project) <= 2 && /(^|\/)(readme[^/]*|makefile|justfile|[^/]*\.(sh|service|conf))$/i.test(path))
    .toSorted((a, b) => Number(/readme/i.test(a)) - Number(/readme/i.test(b)));
  for (const path of texts) {
    for (const line of (project.repository.text(path) ?? '').split('\n')) {
      const mentioned = words.map((word) => line.toLowerCase().indexOf(word.toLowerCase())).filter((at) => at >= 0);
      if (words.length && mentioned.length === 0) continue;
      // What follows the name belongs to it; the line may name several.
      const after = line.slice(Math.max(0, ...mentioned));
      // A script starts other people's images beside the service.
      const match = /docker run/.test(line) && !/readme/i.test(path) ? null : starting.exec(line);
      const loose = words.length ? (address.exec(after) ?? address.exec(line)) : null;
      const port = Number(match?.[2] ?? loose?.[1]);
      if (isPort(port) && !ofServers.has(port)) return port;
    }
  }
  return null;
}

/** Ports of databases, caches and brokers, which scripts start beside the service. */
const ofServers = new Set([1433, 3306, 4222, 5432, 5672, 6379, 9092, 9200, 11211, 15672, 27017]);

const folderDepth = (path: string, project: Project): number =>
  path.split('/').length - (project.component.path === '.' ? 0 : project.component.path.split('/').length);

export const isPort = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 65536;
