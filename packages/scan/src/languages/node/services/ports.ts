import { entryOf } from '../../../evaluate/combine.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { constantsOf, textOf, type Value } from '../../../evaluate/value.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { NodeFramework } from '../../../catalog/node/framework.ts';
import { inComponent, nodeManifests } from '../components.ts';
import type { NodeProject } from './project.ts';

/** Calls that are told where to listen. */
const opening = ['listen', 'serve', 'server', 'Server', 'WebSocketServer', 'startStandaloneServer', 'bindAsync'];

/** The port a module listens on. */
export function listenedPort(project: NodeProject, module: Module): number | null {
  const value = (expression: Expression | undefined, scope: number): Value | null =>
    expression ? project.repository.valueOf(expression, module, scope) : null;
  const { calls } = indexOf(module);
  for (const { call, scope } of opening.flatMap((name) => calls.get(name) ?? [])) {
    for (const argument of call.args.slice(0, 2)) {
      const told = value(argument, scope);
      const port = told ? (portIn(told) ?? portIn(entryOf(told, 'port')) ?? portIn(entryOf(entryOf(told, 'listen'), 'port'))) : null;
      if (port !== null) return port;
    }
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

/** `port` in a framework's configuration file, from its syntax or, for JSON, its text. */
export function configuredPort(project: NodeProject, framework: NodeFramework): number | null {
  for (const name of framework.configs) {
    const path = inComponent(project.component, name);
    const told = nodeManifests(project.repository).get(path)?.port ?? null;
    if (told !== null) return told;
    const module = project.repository.modules.get(path);
    for (const expression of module ? objectsOf(module) : []) {
      for (const entry of expression.entries) {
        if (!module || !/^(server|devServer|preview)$/.test(entry.key ?? '')) continue;
        const found = portIn(entryOf(project.repository.valueOf(entry.value, module, -1), 'port'));
        if (found !== null) return found;
      }
    }
  }
  // Create React App and its like read it from a file.
  const file = project.repository.text(inComponent(project.component, '.env'));
  const port = Number(/^PORT=["']?(\d+)/m.exec(file ?? '')?.[1]);
  return Number.isInteger(port) ? port : null;
}

/** Whether a framework's configuration sets a key to this. */
export function configures(project: NodeProject, framework: NodeFramework, key: string, value: string): boolean {
  return framework.configs.some((name) => {
    const module = project.repository.modules.get(inComponent(project.component, name));
    const entries = module ? [...objectsOf(module)].flatMap((each) => each.entries) : [];
    return entries.some((entry) => entry.key === key && entry.value.kind === 'literal' && entry.value.value === value);
  });
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

/** A port by itself, or after a host: `0.0.0.0:50051`. */
const portIn = (value: Value): number | null =>
  [...constantsOf(value), value.kind === 'template' ? textOf(value) : null]
    .map((each) => Number(typeof each === 'string' ? each.replace(/^.*:(?=\d+$)/, '') : each))
    .find((port) => Number.isInteger(port) && port >= 80 && port < 65536) ?? null;

/** A port on a script's command line. */
export function scriptPort(scripts: readonly string[]): number | null {
  for (const script of scripts) {
    // Ports of what else a script starts are not the program's.
    if (/\b(docker|podman)(-compose)?\s/.test(script)) continue;
    const port = Number(/(?:--port[= ]|-p[= ]?|\bPORT=|--listen[= ]\S*:)(\d{2,5})\b/.exec(script)?.[1]);
    if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  }
  return null;
}
