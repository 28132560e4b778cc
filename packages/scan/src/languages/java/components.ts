import { folderOf } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component } from '../language.ts';
import { javaBuild, type JavaProject } from './build/project.ts';
import { ofKind } from './manifest.ts';

/** Every module of every build. */
export function javaComponents(repository: Repository): Component[] {
  const build = javaBuild(repository);
  const versions = new Map([...ofKind(repository.manifests('java'), 'java-version')].map(([path, file]) => [folderOf(path), file.version]));
  return [...build.projects.values()].map((project) => ({
    path: project.path,
    language: 'java',
    name: project.name,
    dependencies: build.dependencies.get(project.path) ?? new Map(),
    runtime: { version: runtimeVersion(project, versions), packageManager: project.tool },
    install: [],
    includes: build.includes.get(project.path) ?? [],
    evidence: [
      {
        file: project.manifestPath,
        line: 1,
        why: `${project.tool === 'maven' ? 'Maven' : 'Gradle'} module ${project.name}`,
        confidence: 0.99,
      },
    ],
  }));
}

/** A version file beside it or above wins over the level the compiler is asked for: it is what people install. */
function runtimeVersion(project: JavaProject, versions: ReadonlyMap<string, string>): string | null {
  for (let folder = project.path; ; folder = folderOf(folder)) {
    const found = versions.get(folder);
    if (found) return found;
    if (folder === '.') return project.javaVersion;
  }
}
