import type { Evidence } from '@groundwork/blueprint';
import { baseName, isAside, isTest, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall, Scope } from '../../../syntax/module.ts';
import { canonicalImport } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { serviceDraft, type DraftFields } from '../../draft.ts';

/** One Python project while its services are looked for. */
export interface Project {
  readonly component: Component;
  readonly repository: Repository;
  /** Its own modules without tests and examples, shallow paths first. */
  readonly modules: readonly Module[];
  has(dependency: string): boolean;
}

export function projectOf(component: Component, others: readonly Component[], repository: Repository): Project {
  const nested = others.filter((other) => other.path !== component.path && isUnder(other.path, component.path)).map((other) => other.path);
  const modules = [...repository.modules.values()].filter((module) => {
    const relative = component.path === '.' ? module.path : module.path.slice(component.path.length + 1);
    return (
      module.language === 'python' &&
      isUnder(module.path, component.path) &&
      !nested.some((folder) => isUnder(module.path, folder)) &&
      !isTest(relative) &&
      !isAside(relative) &&
      !isPackaging(relative, module)
    );
  });
  return {
    component,
    repository,
    modules: modules.toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1)),
    has: (dependency) => {
      const found = component.dependencies.get(dependency);
      return found !== undefined && !found.development;
    },
  };
}

/** `setup.py` as setuptools knows it, rather than a file of that name that sets an application up. */
const isPackaging = (relative: string, module: Module): boolean =>
  baseName(relative) === 'setup.py' &&
  (relative === 'setup.py' || module.imports.some((fact) => /^(setuptools|distutils)(\.|$)/.test(fact.module)));

const depthOf = (path: string): number => path.split('/').length;

/** A service of the project. */
export const draft = (project: Project, fields: DraftFields): ServiceDraft => serviceDraft(project.component, fields);

export interface Constructed {
  readonly module: Module;
  readonly placed: PlacedCall;
  readonly canonical: string;
  /** The name it is assigned to at the top level, `null` otherwise. */
  readonly variable: string | null;
}

/** Calls whose canonical name is one of `names`. */
export function callsOf(project: Project, names: ReadonlySet<string>): Constructed[] {
  const lastNames = [...new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)))];
  return project.modules.flatMap((module) => {
    const index = indexOf(module);
    // Under a name of the file's own: `from flask import Flask as Application`.
    const renamed = module.imports.filter((fact) => names.has(canonicalImport(fact))).map((fact) => fact.local);
    return [...new Set([...lastNames, ...renamed])].flatMap((last) =>
      (index.calls.get(last) ?? []).flatMap((placed) => {
        const canonical = project.repository.canonicalName(placed.call.callee, module, placed.scope);
        return canonical !== null && names.has(canonical) ? [{ module, placed, canonical, variable: variableOf(placed.call, module) }] : [];
      }),
    );
  });
}

/** Calls of the named classes, and of classes of the project that extend them: `class Shop(Flask)` and then `Shop()`. */
export function constructionsOf(project: Project, names: ReadonlySet<string>): Constructed[] {
  const own = new Map<string, string>();
  for (const module of project.modules)
    for (const fact of module.classes)
      for (const base of fact.bases) {
        const canonical = project.repository.canonicalName(base, module, -1);
        if (canonical !== null && names.has(canonical)) own.set(fact.name, canonical);
      }
  const extended = [...own].flatMap(([name, canonical]) =>
    project.modules.flatMap((module) =>
      (indexOf(module).calls.get(name) ?? [])
        .filter(({ call }) => call.callee.kind === 'name')
        .map((placed) => ({ module, placed, canonical, variable: variableOf(placed.call, module) })),
    ),
  );
  return [...callsOf(project, names), ...extended];
}

/** The top-level name a call is assigned to. */
export function variableOf(call: Expression, module: Module): string | null {
  return module.assignments.find((each) => each.scope === -1 && each.value === call && each.target.length === 1)?.target[0] ?? null;
}

/** Whether a scope only runs when the file is the program: under `if __name__ == "__main__"`. */
export const isMainGuard = (guard: Expression): boolean =>
  guard.kind === 'compare' && [guard.left, guard.right].some((side) => side.kind === 'name' && side.name === '__name__');

export const isScript = (module: Module): boolean => module.statements.some(({ guards }) => guards.some(isMainGuard));

/** Whether any of the module's calls ends in one of these names. */
export function callsNamed(module: Module, names: readonly string[]): PlacedCall | null {
  for (const name of names) {
    const [found] = indexOf(module).calls.get(name) ?? [];
    if (found) return found;
  }
  return null;
}

/** Its path from where the project's commands run. */
export const scriptOf = (project: Project, module: Module): string =>
  project.component.path === '.' ? module.path : module.path.slice(project.component.path.length + 1);

export const evidenceAt = (module: Module, line: number, why: string, confidence = 0.95): Evidence => ({
  file: module.path,
  line,
  why,
  confidence,
});

/** A short name: the project's, or its folder's. */
export function projectName(project: Project, fallback: string): string {
  const { path, name } = project.component;
  const folder = path === '.' ? null : baseName(path);
  return folder ?? name ?? fallback;
}

export const topLevel: Scope = -1;
