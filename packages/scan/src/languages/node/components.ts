import { baseName, folderOf, isAside, isTest, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component, Dependency } from '../language.ts';
import { emptyManifest, type NodeManifest, type PackageManager } from './manifests/manifest.ts';
import { lockManager } from './manifests/read.ts';
import { versionIn } from './manifests/versions.ts';
import { eventHandlers, isOwn } from './services/handlers.ts';

/** What a folder without a package says. */
export const emptyPackage: NodeManifest = { ...emptyManifest, kind: 'package' };

export const nodeManifests = (repository: Repository): ReadonlyMap<string, NodeManifest> => repository.manifests<NodeManifest>('node');

/** Node packages of a repository: folders with a package.json. Members of a workspace may be part of each other. */
export function nodeComponents(repository: Repository): readonly Component[] {
  const known = components.get(repository);
  if (known) return known;
  const made = findComponents(repository);
  components.set(repository, made);
  return made;
}

const components = new WeakMap<Repository, readonly Component[]>();

function findComponents(repository: Repository): Component[] {
  const all = nodeManifests(repository);
  const packages = [...all].filter(
    ([path, { kind, manager }]) =>
      kind === 'package' && (manager !== 'deno' || !/deno/.test(path) || !all.has(beside(path, 'package.json'))),
  );
  const byName: Packages = new Map(
    packages.flatMap(([path, manifest]) => (manifest.name ? [[manifest.name, { folder: folderOf(path), manifest }] as const] : [])),
  );
  const found = packages.map(([path, manifest]) => componentOf(path, manifest, byName, repository));
  return [...found, ...bareFunctions(found, repository)];
}

/** Folders of functions that need no package: the cloud that calls them brings what they use. */
function bareFunctions(packages: readonly Component[], repository: Repository): Component[] {
  const folders = new Map<string, Component>();
  for (const module of repository.modules.values()) {
    const folder = folderOf(module.path);
    if (module.language !== 'node' || folders.has(folder) || isTest(module.path) || isAside(module.path) || !isOwn(module)) continue;
    if (packages.some(({ path }) => isUnder(folder, path))) continue;
    const [handler] = eventHandlers(module);
    if (!handler) continue;
    folders.set(folder, {
      path: folder,
      language: 'node',
      name: null,
      dependencies: new Map(),
      runtime: { version: versionOf(folder, emptyPackage, repository), packageManager: null },
      install: [],
      includes: [],
      evidence: [{ file: module.path, line: handler.line, why: handler.why, confidence: 0.9 }],
    });
  }
  return [...folders.values()].filter(({ path }) => ![...folders.keys()].some((other) => other !== path && isUnder(path, other)));
}

const beside = (path: string, name: string): string => (folderOf(path) === '.' ? name : `${folderOf(path)}/${name}`);

/** Packages of the repository by name. */
type Packages = ReadonlyMap<string, { readonly folder: string; readonly manifest: NodeManifest }>;

function componentOf(path: string, manifest: NodeManifest, byName: Packages, repository: Repository): Component {
  const folder = folderOf(path);
  const dependencies = new Map<string, Dependency>();
  const add = (list: Readonly<Record<string, string>>, development: boolean, optional: boolean): void => {
    for (const [name, version] of Object.entries(list)) {
      if (dependencies.has(name)) continue;
      dependencies.set(name, {
        name,
        version,
        development,
        optional,
        evidence: { file: path, line: manifest.lines[name] ?? 1, why: `depends on ${name}`, confidence: 0.9 },
      });
    }
  };
  add(manifest.dependencies, false, false);
  add(manifest.optional, false, true);
  add(manifest.development, true, false);
  const manager = managerOf(folder, manifest, repository);
  return {
    path: folder,
    language: 'node',
    name: manifest.name?.replace(/^@[^/]+\//, '') ?? null,
    dependencies,
    runtime: { version: versionOf(folder, manifest, repository), packageManager: manager.name },
    install: [installCommand(manager)],
    includes: membersUsed(folder, manifest, byName),
    evidence: [{ file: path, line: 1, why: `a Node package managed by ${manager.name}`, confidence: 0.95 }],
  };
}

/** Workspace packages it depends on, and what those depend on in turn. */
function membersUsed(folder: string, manifest: NodeManifest, packages: Packages): string[] {
  const found = new Set<string>();
  const open = [manifest];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const name of Object.keys({ ...next.dependencies, ...next.optional, ...next.development })) {
      const member = packages.get(name);
      if (member === undefined || member.folder === folder || found.has(member.folder)) continue;
      found.add(member.folder);
      open.push(member.manifest);
    }
  }
  return [...found].sort();
}

interface Manager {
  readonly name: PackageManager;
  readonly locked: boolean;
}

/** The lockfile nearest above decides, then what package.json names. */
function managerOf(folder: string, manifest: NodeManifest, repository: Repository): Manager {
  for (let at = folder; ; at = folderOf(at)) {
    const found = repository.filesIn(at).flatMap((path) => lockManager(path) ?? []);
    const named = nodeManifests(repository).get(at === '.' ? 'package.json' : `${at}/package.json`)?.manager;
    const [first] = found;
    if (first !== undefined) return { name: named && found.includes(named) ? named : first, locked: true };
    if (named) return { name: named, locked: false };
    if (at === '.') return { name: manifest.manager ?? 'npm', locked: false };
  }
}

function installCommand({ name, locked }: Manager): string {
  switch (name) {
    case 'npm':
      return locked ? 'npm ci' : 'npm install';
    case 'pnpm':
      return locked ? 'pnpm install --frozen-lockfile' : 'pnpm install';
    case 'yarn':
      return locked ? 'yarn install --frozen-lockfile' : 'yarn install';
    case 'bun':
      return locked ? 'bun install --frozen-lockfile' : 'bun install';
    case 'deno':
      return locked ? 'deno install --frozen' : 'deno install';
  }
}

const versionFiles = ['.nvmrc', '.node-version', '.tool-versions', 'mise.toml', '.mise.toml'];

/** The nearest version file above, then what package.json asks for. */
function versionOf(folder: string, manifest: NodeManifest, repository: Repository): string | null {
  const manifests = nodeManifests(repository);
  for (let at = folder; ; at = folderOf(at)) {
    for (const name of versionFiles) {
      const found = manifests.get(at === '.' ? name : `${at}/${name}`)?.version;
      if (found) return found;
    }
    if (at === '.') break;
  }
  const range = manifest.version ?? manifests.get('package.json')?.version ?? null;
  return range === null ? null : versionIn(range);
}

/** Whether a folder is the root of a workspace. */
export const isWorkspaceRoot = (folder: string, repository: Repository): boolean => {
  const at = (name: string): NodeManifest | undefined => nodeManifests(repository).get(folder === '.' ? name : `${folder}/${name}`);
  return ['package.json', 'pnpm-workspace.yaml', 'lerna.json', 'deno.json', 'deno.jsonc'].some(
    (name) => (at(name)?.members.length ?? 0) > 0,
  );
};

export const packageOf = (component: Component, repository: Repository): NodeManifest | undefined => {
  const manifests = nodeManifests(repository);
  for (const name of ['package.json', 'deno.json', 'deno.jsonc']) {
    const found = manifests.get(inComponent(component, name));
    if (found) return found;
  }
  return undefined;
};

/** Files of a component that belong to no deeper package. */
export function ownFiles(component: Component, all: readonly Component[], repository: Repository): string[] {
  const nested = all.filter((other) => other.path !== component.path && isUnder(other.path, component.path)).map((other) => other.path);
  return repository.filesUnder(component.path).filter((path) => !nested.some((folder) => isUnder(path, folder)));
}

export const inComponent = (component: Component, name: string): string => (component.path === '.' ? name : `${component.path}/${name}`);

export const isNamed = (path: string, pattern: RegExp): boolean => pattern.test(baseName(path));
