import type { Evidence, ServiceKind } from '@groundwork/blueprint';
import { baseName } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import type { MainClass } from '../application.ts';
import type { JavaProject } from '../build/project.ts';
import { buildCommand } from '../commands.ts';

/** One module of a build with what is asked of it to tell what it runs as. */
export interface Application {
  readonly component: Component;
  readonly project: JavaProject;
  readonly names: readonly string[];
  readonly modules: readonly Module[];
  readonly mains: readonly MainClass[];
  readonly repository: Repository;
}

/** What makes a module a service. */
export interface Said {
  readonly kind: ServiceKind;
  readonly framework: string | null;
  readonly start: string | null;
  readonly task?: string;
  readonly port?: number | null;
  readonly health?: string | null;
  readonly evidence: readonly Evidence[];
}

export function draft({ component, project, repository }: Application, said: Said): ServiceDraft[] {
  return [
    {
      name: project.path === '.' ? project.name : baseName(project.path),
      path: project.path,
      kind: said.kind,
      language: 'java',
      framework: said.framework,
      component,
      build: [buildCommand(project, repository, said.task)],
      release: [],
      start: said.start,
      port: said.port ?? null,
      health: said.health ?? null,
      schedule: null,
      gpu: 'none',
      systemPackages: [],
      entries: [],
      evidence: said.evidence,
    },
  ];
}

export const mainEvidence = (main: MainClass, why: string, confidence: number): Evidence => ({
  file: main.module.path,
  line: main.line,
  why,
  confidence,
});
