import { baseName, folderOf, within } from '../../../repository/paths.ts';
import type { JavaBuild, JavaProject } from '../build/project.ts';
import type { Effective } from './effective.ts';
import type { ConfigurationFile } from './file.ts';

const serverPackages = /^org\.springframework\.cloud:spring-cloud-(starter-)?config-server$/;
const clientPackages = /^org\.springframework\.cloud:spring-cloud-(starter-config|config-client)$/;

/** Files that a Spring Cloud Config server of this repository keeps, with the projects whose application reads them. */
export function servedFiles(
  build: JavaBuild,
  ofProject: ReadonlyMap<string, Effective>,
  files: ReadonlyMap<string, ConfigurationFile>,
): Map<string, string[]> {
  const served = new Map<string, string[]>();
  const dependsOn = (project: JavaProject, pattern: RegExp): boolean =>
    [...(build.dependencies.get(project.path)?.keys() ?? [])].some((name) => pattern.test(name));
  const servers = [...build.projects.values()].filter((project) => dependsOn(project, serverPackages));
  const clients = [...build.projects.values()].filter((project) => dependsOn(project, clientPackages) && !servers.includes(project));
  if (servers.length === 0 || clients.length === 0) return served;
  const folders = new Set(servers.flatMap((server) => foldersOf(server, ofProject.get(server.path), files)));
  for (const [path, file] of files) {
    if (!folders.has(folderOf(path))) continue;
    const readers = clients.filter((client) => {
      if (file.base === 'application') return true;
      const name = ofProject.get(client.path)?.applicationName ?? client.name;
      const stem = file.profile === null ? file.base : `${file.base}-${file.profile}`;
      return stem === name;
    });
    if (readers.length)
      served.set(
        path,
        readers.map((each) => each.path),
      );
  }
  return served;
}

/** Folders of this tree a server looks in: its native search locations, or a folder named like its git repository. */
function foldersOf(server: JavaProject, effective: Effective | undefined, files: ReadonlyMap<string, ConfigurationFile>): string[] {
  const folders = new Set([...files.keys()].map(folderOf));
  const found: string[] = [];
  for (const [key, entry] of effective?.entries ?? []) {
    const text = String(entry.value ?? '');
    if (/^spring\.cloud\.config\.server\.native\.search-locations(\[\d+\])?$/.test(key)) {
      for (const location of text.split(',')) {
        const plain = location
          .trim()
          .replace(/^(optional:)?(classpath|file):\/*/, '')
          .replace(/\/?(\{[^}]*\}.*)?$/, '');
        const candidates = [
          within(server.path, `src/main/resources/${plain}`),
          within(server.path, plain),
          ...[...folders].filter((folder) => baseName(folder) === baseName(plain)),
        ];
        found.push(...candidates.filter((each): each is string => each !== null && folders.has(each)).slice(0, 1));
      }
    } else if (/^spring\.cloud\.config\.server\.git\.uri$/.test(key)) {
      const name = baseName(text.replace(/\.git$|\/$/g, ''));
      found.push(...[...folders].filter((folder) => baseName(folder) === name));
    }
  }
  if (found.length) return found;
  return ['src/main/resources/config', 'src/main/resources/shared', 'src/main/resources/configurations', 'config']
    .map((each) => within(server.path, each))
    .filter((each): each is string => each !== null && folders.has(each));
}
