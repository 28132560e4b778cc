import type { Evidence } from '@groundwork/blueprint';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { serviceDraft, type DraftFields } from '../../draft.ts';
import { composerOf, lockOf, phpComponents } from '../components.ts';
import { ownModules } from '../link.ts';
import type { ComposerManifest } from '../manifest.ts';

/** One PHP project while its services are looked for. */
export interface Project {
  readonly component: Component;
  readonly repository: Repository;
  readonly modules: readonly Module[];
  readonly composer: ComposerManifest | null;
  /** `ext-*` that it or what it installs asks for. */
  readonly extensions: readonly string[];
  has(...dependencies: readonly string[]): boolean;
  /** Whether a path relative to the project is a file. */
  file(path: string): boolean;
  /** A path relative to the repository. */
  full(path: string): string;
}

export function projectOf(component: Component, repository: Repository): Project {
  const full = (path: string): string => (component.path === '.' ? path : `${component.path}/${path}`);
  const asked = [...component.dependencies.values()].filter((each) => !each.development && each.name.startsWith('ext-'));
  return {
    component,
    repository,
    modules: ownModules(component, phpComponents(repository), repository.modules),
    composer: composerOf(component.path, repository),
    extensions: [...new Set([...asked.map((each) => each.name), ...(lockOf(component.path, repository)?.extensions ?? [])])],
    has: (...names) => names.some((name) => component.dependencies.get(name)?.development === false),
    file: (path) => repository.has(full(path)),
    full,
  };
}

/** A service of the project. */
export const draft = (project: Project, fields: DraftFields): ServiceDraft => serviceDraft(project.component, fields);

export const evidenceAt = (file: string, line: number, why: string, confidence = 0.95): Evidence => ({ file, line, why, confidence });

/** The first call of a method or function by its last name. */
export function callNamed(project: Project, ...names: readonly string[]): { readonly module: Module; readonly placed: PlacedCall } | null {
  for (const module of project.modules)
    for (const name of names) {
      const [placed] = indexOf(module).calls.get(name) ?? [];
      if (placed) return { module, placed };
    }
  return null;
}

/** The first class that extends, implements or is marked with one of these names. */
export function classMarked(project: Project, ...names: readonly string[]): { readonly module: Module; readonly line: number } | null {
  for (const module of project.modules)
    for (const fact of module.classes) {
      const marks = [...fact.bases, ...fact.decorators.map((each) => (each.kind === 'call' ? each.callee : each))];
      if (marks.some((each) => (each.kind === 'name' || each.kind === 'member') && names.includes(each.name)))
        return { module, line: fact.line };
    }
  return null;
}

export function projectName(project: Project, fallback: string): string {
  const { path, name } = project.component;
  return path === '.' ? (name ?? fallback) : baseName(path);
}
