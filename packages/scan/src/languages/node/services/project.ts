import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component, Dependency, ServiceDraft } from '../../language.ts';
import type { NodeManifest } from '../manifest.ts';

/** One Node package while its services are looked for. */
export interface NodeProject {
  readonly component: Component;
  readonly manifest: NodeManifest;
  readonly repository: Repository;
  readonly files: readonly string[];
  readonly modules: readonly Module[];
  dependency(name: string): Dependency | null;
}

/** A path as its component sees it. */
export const relative = (component: Component, path: string): string =>
  component.path === '.' ? path : path.slice(component.path.length + 1);

export const nameOf = (component: Component, fallback: string): string =>
  component.path === '.' ? (component.name ?? fallback) : (component.path.split('/').at(-1) ?? fallback);

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
