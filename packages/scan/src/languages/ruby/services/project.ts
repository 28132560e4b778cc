import type { Evidence } from '@groundwork/blueprint';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { serviceDraft, type DraftFields } from '../../draft.ts';
import { rubyComponents } from '../components.ts';
import { ownModules } from '../link.ts';

/** One Ruby project while its services are looked for. */
export interface Project {
  readonly component: Component;
  readonly repository: Repository;
  /** Shallow paths first. */
  readonly modules: readonly Module[];
  has(...gems: readonly string[]): boolean;
  /** Whether a path relative to the project is a file. */
  file(path: string): boolean;
  full(path: string): string;
  relative(path: string): string;
}

export function projectOf(component: Component, repository: Repository): Project {
  const full = (path: string): string => (component.path === '.' ? path : `${component.path}/${path}`);
  const depth = (path: string): number => path.split('/').length;
  return {
    component,
    repository,
    modules: ownModules(component, rubyComponents(repository), repository.modules).toSorted(
      (a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1),
    ),
    has: (...gems) => gems.some((name) => component.dependencies.get(name)?.development === false),
    file: (path) => repository.has(full(path)),
    full,
    relative: (path) => (component.path === '.' ? path : path.slice(component.path.length + 1)),
  };
}

/** A service of the project. */
export const draft = (project: Project, fields: DraftFields): ServiceDraft => serviceDraft(project.component, fields);

export const evidenceAt = (file: string, line: number, why: string, confidence = 0.95): Evidence => ({ file, line, why, confidence });

export interface Found {
  readonly module: Module;
  readonly placed: PlacedCall;
}

/** Calls by their last name, `port` and `every` in some file. */
export function callsNamed(project: Project, name: string, where: RegExp = /./): Found[] {
  return project.modules
    .filter((module) => where.test(project.relative(module.path)))
    .flatMap((module) => (indexOf(module).calls.get(name) ?? []).map((placed) => ({ module, placed })));
}

/** A class whose base or mixed-in modules have one of these last names: `Sidekiq::Job`, `ApplicationJob`. */
export function classMarked(project: Project, matches: RegExp): { readonly module: Module; readonly line: number } | null {
  for (const module of project.modules)
    for (const fact of module.classes) if (fact.bases.some((base) => matches.test(nameOf(base)))) return { module, line: fact.line };
  return null;
}

/** `Sidekiq::Job` as written. */
export function nameOf(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return `${nameOf(expression.object)}::${expression.name}`;
  return expression.kind === 'call' ? nameOf(expression.callee) : '';
}

export function projectName(project: Project, fallback: string): string {
  return project.component.path === '.' ? fallback : baseName(project.component.path);
}
