import { within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Dependency } from '../../language.ts';
import { ofKind } from '../manifest.ts';
import { gradleProjects } from './gradle-projects.ts';
import type { BuildDependency, BuildManifest } from './manifest.ts';
import { mavenProjects } from './maven-projects.ts';

/** One module of a build with everything its parents hand down worked in. */
export interface JavaProject {
  readonly path: string;
  readonly manifestPath: string;
  readonly manifest: BuildManifest;
  readonly tool: 'maven' | 'gradle';
  readonly name: string;
  readonly coordinate: string;
  readonly version: string | null;
  /** Folder the build is run from, and what the module is called there; `null` when it is the build itself. */
  readonly root: string;
  readonly module: string | null;
  readonly dependencies: readonly BuildDependency[];
  readonly plugins: ReadonlySet<string>;
  readonly jarName: string | null;
  readonly mainClass: string | null;
  readonly javaVersion: string | null;
}

export interface JavaBuild {
  readonly projects: ReadonlyMap<string, JavaProject>;
  /** Every dependency with what included projects bring along, by project path. */
  readonly dependencies: ReadonlyMap<string, ReadonlyMap<string, Dependency>>;
  readonly includes: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Repository, JavaBuild>();

/** All modules of the repository, by folder; where both tools describe one folder, Maven. */
export function javaBuild(repository: Repository): JavaBuild {
  const before = known.get(repository);
  if (before) return before;
  const manifests = new Map(
    [...ofKind(repository.manifests('java'), 'build')].filter(([path]) => !/(^|\/)(buildSrc|build-logic)\//.test(path)),
  );
  const projects = new Map<string, JavaProject>();
  for (const project of [...mavenProjects(manifests), ...gradleProjects(manifests, repository)])
    if (!projects.has(project.path)) projects.set(project.path, project);
  const byCoordinate = new Map([...projects.values()].map((project) => [project.coordinate, project.path]));
  const direct = new Map([...projects.values()].map((project) => [project.path, localDependencies(project, projects, byCoordinate)]));
  const includes = new Map([...projects.keys()].map((path) => [path, reachable(path, direct)]));
  const dependencies = new Map([...projects.values()].map((project) => [project.path, allDependencies(project, projects, direct)]));
  const build = { projects, dependencies, includes };
  known.set(repository, build);
  return build;
}

interface Local {
  readonly path: string;
  readonly exclusions: readonly string[];
}

function localDependencies(
  project: JavaProject,
  projects: ReadonlyMap<string, JavaProject>,
  byCoordinate: ReadonlyMap<string, string>,
): Local[] {
  return project.dependencies.flatMap((each) => {
    if (each.scope === 'test') return [];
    const path = each.project === null ? byCoordinate.get(each.name) : projectFolder(project, each.project, projects);
    return path === undefined || path === project.path ? [] : [{ path, exclusions: each.exclusions }];
  });
}

/** `:services:common` by its name in the same build. */
function projectFolder(from: JavaProject, name: string, projects: ReadonlyMap<string, JavaProject>): string | undefined {
  for (const project of projects.values()) if (project.root === from.root && project.module === name) return project.path;
  const last = name
    .slice(name.lastIndexOf(':') + 1)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
  const guessed = within(from.root, name.replace(/^:/, '').replace(/:/g, '/'));
  if (guessed !== null && projects.has(guessed)) return guessed;
  return [...projects.values()].find(
    (project) => project.root === from.root && (project.module?.slice(project.module.lastIndexOf(':') + 1) ?? '') === last,
  )?.path;
}

function reachable(path: string, direct: ReadonlyMap<string, readonly Local[]>): string[] {
  const seen = new Set([path]);
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const local of direct.get(next) ?? []) {
      if (seen.has(local.path)) continue;
      seen.add(local.path);
      waiting.push(local.path);
    }
  }
  seen.delete(path);
  return [...seen].toSorted();
}

/** Own dependencies, then those of included modules unless they are excluded, left for tests, or provided elsewhere. */
function allDependencies(
  project: JavaProject,
  projects: ReadonlyMap<string, JavaProject>,
  direct: ReadonlyMap<string, readonly Local[]>,
): Map<string, Dependency> {
  const found = new Map<string, Dependency>();
  const add = (from: JavaProject, excluded: readonly string[], transitive: boolean, seen: ReadonlySet<string>): void => {
    for (const each of from.dependencies) {
      if (each.project !== null || (transitive && (each.scope !== 'compile' || each.optional)) || isExcluded(each.name, excluded)) continue;
      const before = found.get(each.name);
      if (before && !before.development) continue;
      found.set(each.name, {
        name: each.name,
        version: each.version,
        development: each.scope === 'test',
        optional: each.optional || each.scope === 'provided',
        evidence: { file: from.manifestPath, line: each.line, why: `depends on ${each.name}`, confidence: 0.99 },
      });
    }
    for (const local of direct.get(from.path) ?? []) {
      const next = projects.get(local.path);
      if (next && !seen.has(local.path)) add(next, [...excluded, ...local.exclusions], true, new Set([...seen, local.path]));
    }
  };
  add(project, [], false, new Set([project.path]));
  return found;
}

const isExcluded = (name: string, excluded: readonly string[]): boolean => {
  const [group = '', artifact = ''] = name.split(':');
  return excluded.some((each) => {
    const [ofGroup, ofArtifact] = each.split(':');
    return (ofGroup === '*' || ofGroup === group) && (ofArtifact === '*' || ofArtifact === artifact);
  });
};
