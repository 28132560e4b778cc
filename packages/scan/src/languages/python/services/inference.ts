import { familyMember, modelFamilies, modelLoaders, pickledModels, pickledPackages, unpickling } from '../../../catalog/python/loading.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Module } from '../../../syntax/module.ts';
import { callsOf, type Project } from './context.ts';
import { reachedFrom } from './reach.ts';

const loaders = new Set(modelLoaders);
const unpicklers = new Set(unpickling);

/** Whether what starts at a module loads a trained model by itself: its web server then serves inference. */
export function servesModel(project: Project, entry: Module): boolean {
  const loading = loadingModules(project);
  if (loading.size === 0) return false;
  return [...reachedFrom(project, entry)].some((module) => loading.has(module));
}

const known = new WeakMap<Project, ReadonlySet<Module>>();

function loadingModules(project: Project): ReadonlySet<Module> {
  const remembered = known.get(project);
  if (remembered) return remembered;
  const found = new Set(callsOf(project, loaders).map(({ module }) => module));
  for (const module of project.modules) if (imports(module, modelFamilies) && loadsFamily(project, module)) found.add(module);
  const pickles = pickledPackages.some((name) => project.has(name)) || project.modules.some((module) => imports(module, pickledModels));
  if (pickles) for (const { module } of callsOf(project, unpicklers)) found.add(module);
  known.set(project, found);
  return found;
}

function loadsFamily(project: Project, module: Module): boolean {
  return ['from_pretrained', 'get_pretrained'].some((name) =>
    (indexOf(module).calls.get(name) ?? []).some(({ call, scope }) => {
      const canonical = project.repository.canonicalName(call.callee, module, scope) ?? '';
      return modelFamilies.includes(canonical.split('.')[0] ?? '') && familyMember.test(canonical);
    }),
  );
}

const imports = (module: Module, names: readonly string[]): boolean =>
  module.imports.some((fact) => names.includes(fact.module.split('.')[0] ?? ''));
