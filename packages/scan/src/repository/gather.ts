import type { Language } from '@groundwork/blueprint';
import { languageReaders } from '../languages/index.ts';
import { canonicalName } from '../evaluate/canonical.ts';
import { environmentSites } from '../evaluate/environment-sites.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import { Origins } from '../evaluate/origins.ts';
import type { Declaration } from '../manifests/declaration.ts';
import type { Module } from '../syntax/module.ts';
import { folderOf, isUnder } from './paths.ts';
import type { DeferredModule } from './deferred.ts';
import { Modules } from './modules.ts';
import type { FileFacts } from './read.ts';
import type { Repository } from './repository.ts';

/** Joins the facts of all files into what language readers and the assembly look at. */
export function gather(name: string, facts: ReadonlyMap<string, FileFacts>, layout: object = {}): Repository {
  const paths = [...facts.keys()];
  const folders = new Map<string, string[]>();
  const parsed = new Map<string, Module>();
  const deferred = new Map<string, DeferredModule>();
  const declarations = new Map<string, Declaration>();
  const manifests = new Map<Language, Map<string, unknown>>();
  for (const [path, file] of facts) {
    const folder = folderOf(path);
    const siblings = folders.get(folder);
    if (siblings) siblings.push(path);
    else folders.set(folder, [path]);
    if (file.module) parsed.set(path, file.module);
    if (file.deferred) deferred.set(path, file.deferred);
    for (const declaration of file.declarations) declarations.set(path, declaration);
    for (const { reader, manifest } of file.manifests) {
      const ofLanguage = manifests.get(reader.language) ?? new Map<string, unknown>();
      ofLanguage.set(path, manifest);
      manifests.set(reader.language, ofLanguage);
    }
  }
  const modules = new Modules(parsed, deferred);
  const repository: Repository = {
    name,
    layout,
    paths,
    has: (path) => facts.has(path),
    filesIn: (folder) => folders.get(folder) ?? [],
    filesUnder: (folder) => (folder === '.' ? paths : paths.filter((path) => isUnder(path, folder))),
    modules,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kept by language, so it is what that language's reader made
    manifests: <Manifest>(language: Language) => (manifests.get(language) ?? new Map()) as ReadonlyMap<string, Manifest>,
    declarations,
    text: (path) => facts.get(path)?.text ?? null,
    valueOf: (expression, module, scope) => evaluator.value(expression, module, scope),
    classNamed: (type, module) => evaluator.declarations.classNamed(type, module),
    callsOf: (called, language) => evaluator.declarations.callsOf(called, language),
    callersOf: (module, position) => evaluator.declarations.callersOf(module, position),
    canonicalName: (expression, module, scope) => canonicalName(expression, module, scope),
    originsOf: (expression, module, scope) => origins.of(expression, module, scope),
  };
  promoteCallers(modules);
  const evaluator = new Evaluator(repository, languageReaders);
  for (const reader of languageReaders) {
    if (!reader.link) continue;
    const own = new Map([...modules].filter(([, module]) => module.language === reader.language));
    for (const [path, module] of reader.link(own, repository)) modules.set(path, module);
    evaluator.forget();
  }
  const origins = new Origins(evaluator);
  return repository;
}

/** Who calls a function that reads the variable it is given the name of reads the environment too. */
function promoteCallers(modules: Modules): void {
  const done = new Set<string>();
  // Promoted ones join while this runs: whoever calls them counts too.
  for (const module of modules.values()) {
    for (const scope of environmentSites(module).wrapped.keys()) {
      const name = module.functions[scope]?.name ?? '';
      const key = `${module.language}\0${name}`;
      if (name.length < 3 || done.has(key)) continue;
      done.add(key);
      modules.promote(name, module.language);
    }
  }
}
