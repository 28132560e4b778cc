import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component, Dependency, ServiceDraft } from '../../language.ts';
import { resolveNodeImport } from '../imports.ts';
import type { NodeManifest } from '../manifests/manifest.ts';

/** One Node package while its services are looked for. */
export interface NodeProject {
  readonly component: Component;
  readonly manifest: NodeManifest;
  readonly repository: Repository;
  readonly files: readonly string[];
  readonly modules: readonly Module[];
  dependency(name: string): Dependency | null;
  /** Whether one of its own files is called this, from its folder. */
  has(path: string): boolean;
}

/** A path as its component sees it. */
export const relative = (component: Component, path: string): string =>
  component.path === '.' ? path : path.slice(component.path.length + 1);

export const nameOf = (component: Component, fallback: string): string =>
  component.path === '.' ? (component.name ?? fallback) : (component.path.split('/').at(-1) ?? fallback);

/** The name of a process beside the package's main one. */
export const besideName = (component: Component, role: string): string =>
  component.path === '.' || nameOf(component, role).includes(role) ? role : `${nameOf(component, role)}-${role}`;

/** Last part of a path without its ending. */
export const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');

export function draft(
  project: NodeProject,
  fields: Partial<ServiceDraft> & Pick<ServiceDraft, 'name' | 'kind' | 'evidence'>,
): ServiceDraft {
  const { component } = project;
  return {
    path: component.path,
    language: 'node',
    framework: null,
    component,
    build: [],
    release: [],
    start: null,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    entries: [],
    ...fields,
  };
}

/** Files that are loaded when one of these is run. */
export function reachedFrom(entries: readonly Module[], repository: Repository): ReadonlySet<string> {
  const reached = new Set(entries.map((module) => module.path));
  const open = [...entries];
  for (let module = open.pop(); module; module = open.pop()) {
    for (const path of importedBy(module, repository)) {
      if (reached.has(path)) continue;
      reached.add(path);
      const next = repository.modules.get(path);
      if (next) open.push(next);
    }
  }
  return reached;
}

const imported = new WeakMap<Module, { readonly layout: object; readonly paths: readonly string[] }>();

/** Files of the repository that a module imports. */
function importedBy(module: Module, repository: Repository): readonly string[] {
  const known = imported.get(module);
  if (known?.layout === repository.layout) return known.paths;
  const paths = module.imports.flatMap((fact) => resolveNodeImport(fact.module, module.path, repository));
  imported.set(module, { layout: repository.layout, paths });
  return paths;
}
