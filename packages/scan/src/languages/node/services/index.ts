import { metaFrameworks } from '../../../catalog/node/frameworks.ts';
import { nativePackages } from '../../../catalog/node/system.ts';
import { isAside, isTest } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { emptyPackage, inComponent, nodeComponents, ownFiles, packageOf } from '../components.ts';
import { functionServices } from './functions.ts';
import { processService } from './processes.ts';
import { relative, type NodeProject } from './project.ts';
import { serverEntry } from './server.ts';
import { webService } from './web.ts';
import { workerServices } from './workers.ts';

/** What of a Node package runs. */
export function nodeServices(component: Component, repository: Repository): ServiceDraft[] {
  const manifest = packageOf(component, repository) ?? emptyPackage;
  if (isPattern(component)) return [];
  const files = ownFiles(component, nodeComponents(repository), repository);
  const own = new Set(files);
  const modules = files
    .flatMap((path) => repository.modules.known(path) ?? [])
    .filter((module) => module.language === 'node' && !isTest(relative(component, module.path)));
  const project: NodeProject = {
    component,
    manifest,
    repository,
    files,
    modules,
    dependency: (name) => component.dependencies.get(name) ?? null,
    has: (path) => own.has(inComponent(component, path)),
  };
  const entry = serverEntry(project);
  const web = webService(project, entry);
  const workers = workerServices(project, entry);
  const functions = web ? [] : functionServices(project);
  const alone = web || workers.length || functions.length ? [] : processService(project);
  return unique([...(web ? [web] : []), ...workers, ...functions, ...alone]).map((each) => ({
    ...each,
    systemPackages: systemPackagesOf(project),
  }));
}

/** Tests, examples and templates are there to be read or copied; a documentation site among them is run. */
function isPattern({ path, dependencies }: Component): boolean {
  if (isTest(`${path}/x`)) return true;
  const isSite = metaFrameworks.some((each) => each.documents && each.packages.some((name) => dependencies.has(name)));
  return (
    (isAside(`${path}/`) && !isSite) || /(^|\/)(templates?|starters?|boilerplates?|playgrounds?|scaffolds?|skeletons?)\//.test(`${path}/`)
  );
}

const systemPackagesOf = (project: NodeProject): string[] =>
  Object.entries(nativePackages).flatMap(([name, packages]) => {
    const found = project.dependency(name);
    return found && !found.development ? packages : [];
  });

function unique(services: readonly ServiceDraft[]): ServiceDraft[] {
  const seen = new Map<string, number>();
  return services.map((service) => {
    const count = seen.get(service.name) ?? 0;
    seen.set(service.name, count + 1);
    return count === 0 ? service : { ...service, name: `${service.name}-${count + 1}` };
  });
}
