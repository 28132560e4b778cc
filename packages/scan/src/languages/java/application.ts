import { isAside, isTest, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { constantsOf } from '../../evaluate/value.ts';
import { indexOf } from '../../evaluate/module-index.ts';
import type { Call, Expression } from '../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../syntax/module.ts';
import { annotationName } from './annotations.ts';
import type { JavaProject } from './build/project.ts';
import type { JavaFramework } from './frameworks.ts';

/** A class or file that `java` can start. */
export interface MainClass {
  readonly module: Module;
  /** With its package: `com.acme.orders.OrdersApplication`, `com.acme.orders.MainKt`. */
  readonly name: string;
  readonly line: number;
  /** It starts Spring's application. */
  readonly spring: boolean;
}

/** Source of one module that is neither for tests nor of a module below it. */
export function sourcesOf(project: JavaProject, projects: ReadonlyMap<string, JavaProject>, repository: Repository): Module[] {
  const below = [...projects.keys()].filter((path) => path !== project.path && isUnder(path, project.path));
  return repository.filesUnder(project.path).flatMap((path) => {
    const module = repository.modules.known(path);
    const relative = project.path === '.' ? path : path.slice(project.path.length + 1);
    if (
      module?.language !== 'java' ||
      isTest(relative) ||
      /(^|\/)src\/(test|it|jmh|integration)\w*\//i.test(relative) ||
      isAside(relative.replace(/^src\/main\/(java|kotlin)\/.*/, ''))
    )
      return [];
    return below.some((other) => isUnder(path, other)) ? [] : [module];
  });
}

/** Every main of a module, those that start Spring first. */
export function mainClasses(modules: readonly Module[]): MainClass[] {
  const found = modules.flatMap((module): MainClass[] => {
    const starting = startsSpring(module);
    const application = module.classes.find((each) =>
      each.decorators.some((decorator) =>
        /^(SpringBootApplication|EnableAutoConfiguration|SpringCloudApplication|QuarkusMain|MicronautApplication)$/.test(
          annotationName(decorator),
        ),
      ),
    );
    const main = module.functions.find(isMain);
    if (!main && !(application && module.path.endsWith('.kt')) && !(application && starting)) return [];
    const prefix = module.namespace === null ? '' : `${module.namespace}.`;
    const file = module.path.slice(module.path.lastIndexOf('/') + 1);
    const className =
      main?.className ?? (file.endsWith('.kt') ? `${file.slice(0, -3)}Kt` : (application?.name ?? file.replace(/\.\w+$/, '')));
    return [
      { module, name: `${prefix}${className}`, line: application?.line ?? main?.line ?? 1, spring: application !== undefined || starting },
    ];
  });
  return found.toSorted((a, b) => Number(b.spring) - Number(a.spring) || a.module.path.length - b.module.path.length);
}

const isMain = (fact: FunctionFact): boolean =>
  fact.name === 'main' &&
  (fact.parameters.length === 0 || (fact.parameters.length === 1 && /^(String|Array|vararg)/.test(fact.parameters[0]?.type ?? '')));

function startsSpring(module: Module): boolean {
  const { calls } = indexOf(module);
  if (calls.has('runApplication') || calls.has('SpringApplicationBuilder')) return true;
  return (
    (calls.get('run') ?? []).some(
      ({ call }) => call.callee.kind === 'member' && call.callee.object.kind === 'name' && call.callee.object.name === 'SpringApplication',
    ) || calls.has('SpringApplication')
  );
}

/** The port a framework is told in code, with where. */
export function listeningPort(
  framework: JavaFramework,
  modules: readonly Module[],
  repository: Repository,
): { readonly port: number; readonly module: Module; readonly line: number } | null {
  for (const module of modules) {
    const { calls } = indexOf(module);
    for (const { call: wanted, port } of framework.listens) {
      const last = wanted.slice(wanted.lastIndexOf('.') + 1);
      for (const { call, scope } of calls.get(last) ?? []) {
        if (wanted.includes('.') && !wanted.startsWith('.') && repository.canonicalName(call.callee, module, scope) !== wanted) continue;
        const argument = argumentOf(call, port);
        if (!argument) continue;
        const found = constantsOf(repository.valueOf(argument, module, scope))
          .map(Number)
          .find((each) => Number.isInteger(each) && each > 0 && each < 65536);
        if (found !== undefined) return { port: found, module, line: call.line };
      }
    }
  }
  return null;
}

const argumentOf = (call: Call, name: string): Expression | undefined => (/^\d+$/.test(name) ? call.args[Number(name)] : call.named[name]);

/** Whether any class, method or field carries one of these annotations. */
export const isAnnotated = (modules: readonly Module[], names: RegExp): boolean =>
  modules.some((module) =>
    [...module.classes, ...module.functions].some((fact) => fact.decorators.some((each) => names.test(annotationName(each)))),
  );

export const hasBase = (modules: readonly Module[], names: RegExp): boolean =>
  modules.some((module) =>
    module.classes.some((fact) => fact.bases.some((base) => (base.kind === 'name' || base.kind === 'member') && names.test(base.name))),
  );
