import { posix } from 'node:path';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Import, Module } from '../../../syntax/module.ts';
import { exportedAs } from './follow.ts';

/** A place in the repository that gives a configuration object: a file and what it exports there. */
interface Source {
  readonly module: Module;
  readonly name: string;
}

/** Configuration of Nest applications: what is registered under a name, and what is loaded at the root. */
export interface NestConfiguration {
  readonly named: ReadonlyMap<string, Source>;
  readonly roots: readonly Source[];
}

/** `registerAs('database', () => ({ … }))` and `ConfigModule.forRoot({ load: [configuration] })`. */
export function nestConfiguration(modules: Iterable<Module>, resolve: (fact: Import, from: Module) => Module | null): NestConfiguration {
  const named = new Map<string, Source>();
  const roots: Source[] = [];
  for (const module of modules) {
    if (!usesNest(module)) continue;
    const { calls, imports } = indexOf(module);
    for (const { call } of calls.get('registerAs') ?? []) {
      const [name] = call.args;
      const exported = exportOf(call, module);
      if (name?.kind === 'literal' && exported) named.set(String(name.value), { module, name: exported });
    }
    for (const { call } of calls.get('forRoot') ?? []) {
      const [options] = call.args;
      const load = options?.kind === 'object' ? options.entries.find((entry) => entry.key === 'load')?.value : undefined;
      for (const each of load?.kind === 'list' ? load.items : []) {
        const fact = each.kind === 'name' ? imports.get(each.name) : undefined;
        const other = fact ? resolve(fact, module) : null;
        if (other && fact) roots.push({ module: other, name: fact.name ?? 'default' });
      }
    }
  }
  return { named, roots };
}

const usesNest = (module: Module): boolean => module.imports.some((fact) => fact.module === '@nestjs/config');

/** The name under which a module hands out the result of a call. */
function exportOf(call: Call, module: Module): string | null {
  for (const { target, value } of module.assignments) {
    if (value !== call) continue;
    const name = target[0] === 'exports' ? (target[1] ?? 'default') : target[0];
    if (name) return name;
  }
  return exportedAs('default', module) === call ? 'default' : null;
}

const configNames = /config|settings/i;

/** Calls of a `ConfigService`: a variable by its name, or a path into what was registered or loaded. */
export function configReadings(
  module: Module,
  configuration: NestConfiguration,
): { readings: Map<Expression, Expression>; imports: Import[] } {
  const readings = new Map<Expression, Expression>();
  const imports: Import[] = [];
  if (!usesNest(module)) return { readings, imports };
  for (const method of ['get', 'getOrThrow']) {
    for (const { call } of indexOf(module).calls.get(method) ?? []) {
      const { callee, args, line } = call;
      const [name, fallback] = args;
      const holder = callee.kind === 'member' ? callee.object : null;
      if (!holder || (holder.kind !== 'name' && holder.kind !== 'member') || !configNames.test(holder.name)) continue;
      if (name?.kind !== 'literal' || typeof name.value !== 'string') continue;
      const usual = fallback && !(fallback.kind === 'object') ? fallback : null;
      if (/^[A-Z][A-Z0-9_]*$/.test(name.value)) {
        readings.set(call, {
          kind: 'environment',
          variable: name.value,
          fallback: usual,
          required: method === 'getOrThrow' && !usual,
          line,
        });
        continue;
      }
      const [first = '', ...rest] = name.value.split('.');
      const source = configuration.named.get(first);
      const sources: { source: Source; path: readonly string[] }[] = source
        ? [{ source, path: rest }]
        : configuration.roots.map((root) => ({ source: root, path: [first, ...rest] }));
      const found = sources.map(({ source: each, path }) => {
        const local = `configuration of ${each.module.path} ${each.name}`;
        if (!imports.some((fact) => fact.local === local))
          imports.push({ local, module: relativeTo(module, each.module), name: each.name, line });
        return path.reduce<Expression>((object, key) => ({ kind: 'member', object, name: key, line }), { kind: 'name', name: local, line });
      });
      const [one, ...others] = found;
      if (one)
        readings.set(
          call,
          others.reduce<Expression>((before, next) => ({ kind: 'fallback', first: before, second: next, line }), one),
        );
    }
  }
  return { readings, imports };
}

function relativeTo(from: Module, to: Module): string {
  const path = posix.relative(posix.dirname(from.path), to.path).replace(/\.\w+$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}
