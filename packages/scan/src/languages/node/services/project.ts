import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component, Dependency, ServiceDraft } from '../../language.ts';
import { serviceDraft, type DraftFields } from '../../draft.ts';
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

/** A service of the project. */
export const draft = (project: NodeProject, fields: DraftFields): ServiceDraft => serviceDraft(project.component, fields);

/** Files that are loaded when one of these is run. */
export function reachedFrom(entries: readonly Module[], repository: Repository): ReadonlySet<string> {
  const reached = new Set(entries.map((module) => module.path));
  for (const path of reached) for (const imported of importedBy(path, repository)) reached.add(imported);
  return reached;
}

const imported = new WeakMap<readonly string[], { readonly layout: object; readonly from: string; readonly paths: readonly string[] }>();

/** Files of the repository that a file imports. */
function importedBy(from: string, repository: Repository): readonly string[] {
  const names = repository.modules.importsOf(from);
  const known = imported.get(names);
  if (known?.layout === repository.layout && known.from === from) return known.paths;
  const paths = names.flatMap((name) => resolveNodeImport(name, from, repository));
  imported.set(names, { layout: repository.layout, from, paths });
  return paths;
}
