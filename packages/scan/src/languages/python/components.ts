import type { Evidence } from '@groundwork/blueprint';
import { baseName, folderOf, isAside, isTest, isUnder, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { ConfigurationFile } from '../../configuration/file.ts';
import type { Component, Dependency } from '../language.ts';
import { chosenExtras, requirementsOf } from './manifests/extras.ts';
import { normalName, readRequirement, type PythonManifest, type Requirement } from './manifests/manifest.ts';

const known = new WeakMap<Repository, readonly Component[]>();

/** Python projects of a repository: folders with a manifest, and folders of scripts that have none. */
export function pythonComponents(repository: Repository): readonly Component[] {
  const remembered = known.get(repository);
  if (remembered) return remembered;
  const found = findComponents(repository);
  known.set(repository, found);
  return found;
}

function findComponents(repository: Repository): Component[] {
  const manifests = [...repository.manifests<PythonManifest | ConfigurationFile>('python')].flatMap(
    ([path, manifest]): [string, PythonManifest][] => (manifest.kind === 'configuration' ? [] : [[path, manifest]]),
  );
  const byFolder = new Map<string, Map<string, PythonManifest>>();
  const add = (folder: string, path: string, manifest: PythonManifest): void => {
    const known = byFolder.get(folder) ?? new Map<string, PythonManifest>();
    byFolder.set(folder, known);
    known.set(path, manifest);
  };
  for (const [path, manifest] of manifests) {
    const folder = folderOf(path);
    add(/(^|\/)requirements$/.test(folder) ? folderOf(folder) : folder, path, manifest);
  }
  for (const path of repository.modules.keys())
    if (baseName(path) === 'setup.py' || baseName(path) === 'manage.py')
      if (!hasManifestAbove(folderOf(path), byFolder) && !byFolder.has(folderOf(path))) byFolder.set(folderOf(path), new Map());
  const rooted = [...byFolder]
    .filter(([, found]) => found.size === 0 || [...found.values()].some((manifest) => !manifest.toolsOnly))
    .map(([folder]) => folder);
  const parts = partsOfAbove(rooted, repository);
  for (const [part, above] of parts) for (const [path, manifest] of byFolder.get(part) ?? []) add(above, path, manifest);
  const standing = rooted.filter((folder) => !parts.has(folder) && hasCode(folder, repository));
  const folders = [...new Set([...standing, ...bareFolders(rooted, repository)])].sort();
  return folders.map((folder) => componentOf(folder, byFolder, folders, repository));
}

/** `src/manage.py` belongs to the project whose requirements stand above it. */
const hasManifestAbove = (folder: string, byFolder: Folders): boolean =>
  [...byFolder].some(
    ([other, found]) =>
      isUnder(folder, other) && [...found.values()].some((manifest) => manifest.kind !== 'version' && !manifest.toolsOnly),
  );

const hasCode = (folder: string, repository: Repository): boolean =>
  repository.filesUnder(folder).some((path) => /\.(py|ipynb)$/.test(path));

/**
 * Folders with requirements of their own whose code calls itself by its name from the folder above (`import backend.orders` inside
 * `backend/`): they start there, as a part of the project above.
 */
function partsOfAbove(rooted: readonly string[], repository: Repository): Map<string, string> {
  const parts = new Map<string, string>();
  for (const folder of rooted) {
    const above = folderOf(folder);
    if (folder === '.' || !rooted.includes(above)) continue;
    const name = baseName(folder);
    const own = repository.filesUnder(folder).filter((path) => path.endsWith('.py'));
    const callsItself = own.some((file) =>
      repository.modules.importsOf(file).some((dotted) => {
        if (dotted !== name && !dotted.startsWith(`${name}.`)) return false;
        const path = dotted.replaceAll('.', '/');
        const within = (base: string): boolean => repository.has(`${base}${path}.py`) || repository.has(`${base}${path}/__init__.py`);
        return within(above === '.' ? '' : `${above}/`) && !within(`${folder}/`);
      }),
    );
    if (callsItself) parts.set(folder, above);
  }
  return parts;
}

/** Folders with scripts and no manifest above them: each is a project of its own. */
function bareFolders(rooted: readonly string[], repository: Repository): string[] {
  const bare = new Set<string>();
  for (const [path, module] of repository.modules) {
    if (module.language !== 'python' || isTest(path) || isAside(path)) continue;
    const folder = aboveThePackage(folderOf(path), repository);
    if (rooted.some((root) => isUnder(path, root))) continue;
    if ([...bare].some((each) => isUnder(folder, each))) continue;
    for (const each of bare) if (isUnder(each, folder)) bare.delete(each);
    bare.add(folder);
  }
  return [...bare];
}

/** The folder a package is imported from: the first one up that is no package itself. */
function aboveThePackage(folder: string, repository: Repository): string {
  let at = folder;
  while (at !== '.' && repository.has(`${at}/__init__.py`)) at = folderOf(at);
  return at;
}

function componentOf(
  folder: string,
  byFolder: ReadonlyMap<string, ReadonlyMap<string, PythonManifest>>,
  folders: readonly string[],
  repository: Repository,
): Component {
  const own = byFolder.get(folder) ?? new Map<string, PythonManifest>();
  const dependencies = new Map<string, Dependency>();
  const add = (path: string, requirement: Requirement, development: boolean, optional: boolean): void => {
    const known = dependencies.get(requirement.name);
    if (known && (!known.development || development) && (!known.optional || optional)) return;
    const evidence: Evidence = { file: path, line: requirement.line, why: `depends on ${requirement.name}`, confidence: 0.9 };
    dependencies.set(requirement.name, { name: requirement.name, version: requirement.version, development, optional, evidence });
  };
  const seen = new Set<string>();
  const take = (path: string, manifest: PythonManifest): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const each of manifest.dependencies) add(path, each, false, false);
    const chosen = requirementsOf(manifest, chosenExtras(manifest, folder, repository));
    for (const each of chosen) add(path, each, false, false);
    for (const each of manifest.optional) add(path, each, false, true);
    for (const each of manifest.development) add(path, each, true, false);
    for (const include of manifest.includes) {
      const target = within(folderOf(path), include);
      const included = target === null ? undefined : repository.manifests<PythonManifest>('python').get(target);
      if (target !== null && included)
        take(
          target,
          manifest.toolsOnly
            ? { ...included, dependencies: [], development: [...included.dependencies, ...included.development] }
            : included,
        );
    }
  };
  for (const [path, manifest] of [...own].toSorted(([, a], [, b]) => Number(a.toolsOnly) - Number(b.toolsOnly))) take(path, manifest);
  for (const requirement of setupRequirements(folder, repository))
    add(folder === '.' ? 'setup.py' : `${folder}/setup.py`, requirement, false, false);
  const main = [...own].find(([, manifest]) => !manifest.toolsOnly);
  const manager = managerOf(folder, byFolder, own);
  return {
    path: folder,
    language: 'python',
    name: [...own.values()].find((manifest) => manifest.name)?.name ?? null,
    dependencies,
    runtime: { version: versionOf(byFolder, own), packageManager: own.size || dependencies.size ? manager : null },
    install: installOf(folder, manager, own, repository),
    includes: workspaceMembers(dependencies, folder, folders, byFolder),
    evidence: main ? [{ file: main[0], line: 1, why: `a Python project managed by ${manager}`, confidence: 0.95 }] : [],
  };
}

/** `install_requires` of a setup.py, read from its syntax. */
function setupRequirements(folder: string, repository: Repository): Requirement[] {
  const module = repository.modules.get(folder === '.' ? 'setup.py' : `${folder}/setup.py`);
  return (module?.statements ?? []).flatMap(({ expression, scope }) => {
    const listed = expression.kind === 'call' ? expression.named['install_requires'] : undefined;
    if (!module || !listed) return [];
    const value = repository.valueOf(listed, module, scope);
    return value.kind === 'list'
      ? value.items.flatMap((item) =>
          item.kind === 'constant' && typeof item.value === 'string' ? (readRequirement(item.value, item.line) ?? []) : [],
        )
      : [];
  });
}

type Folders = ReadonlyMap<string, ReadonlyMap<string, PythonManifest>>;

function managerOf(folder: string, byFolder: Folders, own: ReadonlyMap<string, PythonManifest>): string {
  const all = [...own.values()];
  const locked = all.find((manifest) => manifest.kind === 'lock')?.manager;
  const said =
    all.find((manifest) => manifest.kind === 'pyproject')?.manager ??
    all.find((manifest) => manifest.kind === 'pipfile' || manifest.kind === 'conda')?.manager;
  const above = [...byFolder]
    .filter(([other]) => other !== folder && isUnder(folder, other))
    .flatMap(([, found]) => [...found.values()])
    .find((manifest) => manifest.members.length > 0);
  return locked ?? said ?? above?.manager ?? 'pip';
}

/** `>=3.11,<3.13` is 3.11; the version file wins. */
function versionOf(byFolder: Folders, own: ReadonlyMap<string, PythonManifest>): string | null {
  const pinned =
    [...own.values()].find((manifest) => manifest.kind === 'version') ??
    [...(byFolder.get('.')?.values() ?? [])].find((manifest) => manifest.kind === 'version');
  if (pinned?.requiresPython) return /^\d+\.\d+/.exec(pinned.requiresPython)?.[0] ?? null;
  const range = [...own.values()].find((manifest) => manifest.requiresPython)?.requiresPython;
  return range ? (/(\d+\.\d+)/.exec(range.replace(/<[^,]*/g, '').replace(/!=[^,]*/g, ''))?.[1] ?? null) : null;
}

function installOf(folder: string, manager: string, own: ReadonlyMap<string, PythonManifest>, repository: Repository): string[] {
  const locked = [...own.values()].some((manifest) => manifest.kind === 'lock');
  switch (manager) {
    case 'uv':
      return [locked ? 'uv sync --frozen' : 'uv sync'];
    case 'poetry':
      return ['poetry install --no-interaction --only main'];
    case 'pdm':
      return ['pdm install --prod'];
    case 'pipenv':
      return [locked ? 'pipenv install --deploy' : 'pipenv install'];
    case 'conda': {
      const file = [...own].find(([, manifest]) => manifest.kind === 'conda')?.[0];
      return file ? [`conda env update --file ${baseName(file)}`] : [];
    }
    default: {
      const files = [...own]
        .filter(([, manifest]) => manifest.kind === 'requirements' && !manifest.toolsOnly)
        .map(([path]) => (folder === '.' ? path : path.slice(folder.length + 1)));
      const main =
        files.find((path) => /^requirements\.txt$/.test(path)) ??
        files.find((path) => /prod/.test(path)) ??
        files.find((path) => /(base|main|common)/.test(path)) ??
        files[0];
      if (main) return [`pip install -r ${main}`];
      const isPackage =
        [...own.values()].some((manifest) => manifest.kind === 'pyproject' || manifest.kind === 'setup-cfg') ||
        repository.has(folder === '.' ? 'setup.py' : `${folder}/setup.py`);
      return isPackage ? ['pip install .'] : [];
    }
  }
}

/** Other projects of the repository that this one depends on by name. */
function workspaceMembers(
  dependencies: ReadonlyMap<string, Dependency>,
  folder: string,
  folders: readonly string[],
  byFolder: Folders,
): string[] {
  return folders.filter((other) => {
    if (other === folder) return false;
    const name = [...(byFolder.get(other)?.values() ?? [])].find((manifest) => manifest.name)?.name;
    return name !== undefined && name !== null && dependencies.has(normalName(name));
  });
}
