import { baseName, folderOf, isAside, isTest, isUnder, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { FunctionFact, Module } from '../../syntax/module.ts';
import type { Component, Dependency } from '../language.ts';
import { gemfileOf } from './gemfile.ts';
import type { GemfileLock, RubyManifest } from './manifest.ts';

const at = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

export function lockOf(folder: string, repository: Repository): GemfileLock | null {
  for (const name of ['Gemfile.lock', 'gems.locked']) {
    const found = repository.manifests<RubyManifest>('ruby').get(at(folder, name));
    if (found?.kind === 'lock') return found;
  }
  return null;
}

const known = new WeakMap<Repository, readonly Component[]>();

/** Ruby projects of a repository: folders with a Gemfile, and folders with a config.ru or a script that have none. */
export function rubyComponents(repository: Repository): readonly Component[] {
  const before = known.get(repository);
  if (before) return before;
  const rooted = repository.paths
    .filter((path) => /^(Gemfile|gems\.rb)$/.test(baseName(path)) && !isTest(path) && !isAside(path) && !/(^|\/)gemfiles\//.test(path))
    .map(folderOf)
    .filter((folder) => repository.filesUnder(folder).some((path) => /\.(rb|ru)$/.test(path)));
  const bare = repository.paths
    .filter((path) => baseName(path) === 'config.ru' && !isTest(path) && !isAside(path))
    .map(folderOf)
    .filter((folder) => !rooted.some((root) => isUnder(folder, root)));
  const scripts = bareFunctions(repository).filter((folder) => ![...rooted, ...bare].some((root) => isUnder(folder, root)));
  const folders = [...new Set([...rooted, ...bare, ...scripts])].sort();
  const components = folders.map((folder) => componentOf(folder, repository));
  known.set(repository, components);
  return components;
}

/** Folders of functions that a cloud calls, which need no Gemfile; the outermost of several. */
function bareFunctions(repository: Repository): string[] {
  const folders = [...repository.modules.values()]
    .filter((module) => module.language === 'ruby' && !isTest(module.path) && !isAside(module.path) && module.functions.some(isHandler))
    .map((module) => folderOf(module.path));
  return folders.filter((folder) => !folders.some((other) => other !== folder && isUnder(folder, other)));
}

/** `def handler(event:, context:)`, and OpenWhisk's `def main(args)`. */
export function isHandler(fact: FunctionFact): boolean {
  const names = fact.parameters.map((parameter) => parameter.name);
  if (names.length === 2) return names.includes('event') && names.includes('context');
  return fact.className === null && fact.name === 'main' && names.length === 1 && names[0] === 'args';
}

function componentOf(folder: string, repository: Repository): Component {
  const gemfile = ['Gemfile', 'gems.rb'].map((name) => at(folder, name)).find((path) => repository.has(path));
  const module = gemfile === undefined ? undefined : repository.modules.get(gemfile);
  const dependencies = new Map<string, Dependency>();
  const includes = new Set<string>();
  const seen = new Set<Module>();
  const take = (from: Module | undefined): void => {
    if (!from || seen.has(from)) return;
    seen.add(from);
    for (const [name, dependency] of gemfileOf(from).dependencies) if (!dependencies.has(name)) dependencies.set(name, dependency);
    for (const { expression } of from.statements) {
      if (expression.kind !== 'call' || expression.callee.kind !== 'name') continue;
      const { name } = expression.callee;
      const [first] = expression.args;
      const told = first?.kind === 'literal' ? String(first.value) : null;
      if (name === 'eval_gemfile' && told !== null) take(repository.modules.get(within(folderOf(from.path), told) ?? ''));
      if (name === 'gemspec')
        for (const path of repository.filesIn(folderOf(from.path))) if (path.endsWith('.gemspec')) take(repository.modules.get(path));
      // An engine of the repository: its code and its gems are part of this application.
      const engine = expression.named['path'];
      const home = name === 'gem' && engine?.kind === 'literal' ? within(folder, String(engine.value)) : null;
      if (home === null || home === folder) continue;
      includes.add(home);
      for (const path of repository.filesIn(home)) if (path.endsWith('.gemspec')) take(repository.modules.get(path));
    }
  };
  take(module);
  const lock = lockOf(folder, repository);
  return {
    path: folder,
    language: 'ruby',
    name: null,
    dependencies,
    runtime: { version: versionOf(folder, module, lock, repository), packageManager: gemfile === undefined ? null : 'bundler' },
    install: gemfile === undefined ? [] : ['bundle install'],
    includes: [...includes],
    evidence: gemfile === undefined ? [] : [{ file: gemfile, line: 1, why: 'a Ruby project managed by Bundler', confidence: 0.95 }],
  };
}

/** A version file, what the Gemfile says, what the lockfile was made with. */
function versionOf(folder: string, gemfile: Module | undefined, lock: GemfileLock | null, repository: Repository): string | null {
  for (const place of [folder, '.'])
    for (const name of ['.ruby-version', '.tool-versions']) {
      const file = repository.manifests<RubyManifest>('ruby').get(at(place, name));
      if (file?.kind === 'version') return file.version;
    }
  const said = gemfile ? gemfileOf(gemfile).ruby : null;
  return /\d+(\.\d+)*/.exec(said ?? '')?.[0] ?? lock?.rubyVersion ?? null;
}
