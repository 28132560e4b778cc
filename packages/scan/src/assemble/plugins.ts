import { indexOf } from '../evaluate/module-index.ts';
import type { FunctionFact, Module } from '../syntax/module.ts';
import type { TypedConnection } from './connection.ts';
import { isRelational } from './rivals.ts';
import { isLeftOut } from './typed.ts';

/** Classes of the repository that others extend, and how many do, by name. */
export type PluginBases = ReadonlyMap<string, number>;

/** Classes of the repository that several others extend. */
export function pluginBases(modules: readonly Module[]): PluginBases {
  const own = new Set<string>();
  const extended = new Map<string, number>();
  for (const module of modules)
    for (const fact of module.classes) {
      own.add(fact.name);
      for (const base of fact.bases) {
        if (!('name' in base)) continue;
        extended.set(base.name, (extended.get(base.name) ?? 0) + 1);
        if (indexOf(module).imports.get(base.name)?.module.startsWith('.')) own.add(base.name);
      }
    }
  return new Map([...extended].filter(([name, times]) => times > 1 && own.has(name)));
}

/** What only a plugin connects to is a choice; where all its databases are plugins, a program runs on one of them. */
export function withoutPlugins(connections: readonly TypedConnection[], bases: PluginBases): readonly TypedConnection[] {
  const plugins = new Set(connections.filter((each) => !each.optional && isPlugin(each, bases)));
  const isMain = (each: TypedConnection): boolean => each.connection.module.language !== 'python' && isRelational(each);
  const others = connections.some((each) => isMain(each) && !plugins.has(each));
  return connections.map((each) => (plugins.has(each) && (others || !isMain(each)) ? { ...each, optional: true } : each));
}

/** One of several classes for the same purpose that is told where to connect only when it is used: people choose it at run time. */
function isPlugin({ connection, wires, host }: TypedConnection, bases: PluginBases): boolean {
  const { module } = connection;
  const method = methodAround(connection);
  const parents = indexOf(module).classes.get(method?.className ?? '')?.bases ?? [];
  const siblings = Math.max(0, ...parents.map((base) => ('name' in base ? (bases.get(base.name) ?? 0) : 0)));
  // Services of a framework share a base class too: elsewhere only a whole family that connects when it is used is told apart.
  if (
    siblings < 2 ||
    (module.language !== 'python' && (siblings < family || /^(constructor|__construct|initialize)$/.test(method?.name ?? '')))
  )
    return false;
  return (
    connection.untold ||
    (module.language !== 'python' && connection.told.length > 0 && wires.length === 0 && host === null) ||
    (wires.length > 0 &&
      wires.every(({ read }) => !read.required && (read.fallback === null || isLeftOut([{ read, property: 'url', form: null }]))))
  );
}

const family = 4;

/** The method a connection stands in, also when it is inside a function of the method's. */
function methodAround({ module, scope }: TypedConnection['connection']): FunctionFact | undefined {
  for (let fact = module.functions[scope]; fact; fact = module.functions[fact.enclosing]) if (fact.className !== null) return fact;
  return undefined;
}
