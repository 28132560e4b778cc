import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { mainClasses, sourcesOf } from '../application.ts';
import { javaBuild, type JavaProject } from '../build/project.ts';
import { webArchive } from './archive.ts';
import type { Application } from './draft.ts';
import { frameworkService } from './framework.ts';
import { functionService } from './function.ts';
import { plainService } from './plain.ts';
import { springService } from './spring.ts';

/** What a module runs as: nothing for a library, one service for an application. */
export function javaServices(component: Component, repository: Repository): ServiceDraft[] {
  const { projects } = javaBuild(repository);
  const project = projects.get(component.path);
  if (!project || project.manifest.packaging === 'pom' || isElsewhere(project)) return [];
  const names = [...component.dependencies].flatMap(([name, each]) => (each.development ? [] : [name]));
  const modules = sourcesOf(project, projects, repository);
  const application: Application = { component, project, names, modules, mains: mainClasses(modules), repository };
  return (
    functionService(application) ??
    springService(application) ??
    frameworkService(application) ??
    webArchive(application) ??
    plainService(application) ??
    []
  );
}

/** Phones and build tools run it, not a server. */
const isElsewhere = (project: JavaProject): boolean =>
  [...project.plugins].some((id) => /^com\.android\.|^java-gradle-plugin$|^org\.jetbrains\.intellij|^maven-plugin-plugin$/.test(id)) ||
  project.manifest.packaging === 'maven-plugin';
