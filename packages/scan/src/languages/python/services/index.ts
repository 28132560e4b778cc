import { libraries } from '../../../catalog/index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { webServices } from './application.ts';
import { projectOf, type Project } from './context.ts';
import { djangoServices } from './django.ts';
import { functionServices } from './functions.ts';
import { gpuOf } from './gpu.ts';
import { pageServices } from './pages.ts';
import { modelServices } from './servers.ts';
import { trainingServices } from './training.ts';
import { bundledByTruss, trussServices } from './truss.ts';
import { workerServices } from './workers.ts';

/** What of a Python project runs. */
export function pythonServices(component: Component, others: readonly Component[], repository: Repository): ServiceDraft[] {
  const project = projectOf(component, others, repository);
  if (project.modules.length === 0 || bundledByTruss(component.path, repository)) return [];
  const truss = trussServices(project);
  const models = truss.length ? truss : modelServices(project);
  const django = models.length ? [] : djangoServices(project);
  // What a Truss bundles beside its model runs inside it.
  const pages = truss.length ? [] : pageServices(project);
  const workers = truss.length ? [] : workerServices(project);
  const web = models.length || django.length ? [] : webServices(project, pages);
  const served = [...models, ...django, ...web, ...pages];
  const functions = served.length === 0 ? functionServices(project) : [];
  const training = models.length && !models.some((each) => each.framework === 'Ray Serve') ? [] : trainingServices(project);
  const found = [...served, ...workers, ...functions, ...training];
  const gpu = gpuOf(project);
  const systemPackages = packagesOf(project);
  return unique(found).map((service) => ({ ...service, gpu: service.gpu === 'none' ? gpu : service.gpu, systemPackages }));
}

/** Debian packages that the project's wheels need at run time. */
function packagesOf(project: Project): string[] {
  const needed = libraries.filter(
    (library) =>
      library.language === 'python' &&
      library.systemPackages &&
      library.packages.some((name) => project.has(name.toLowerCase().replace(/[-_.]+/g, '-'))),
  );
  return [...new Set(needed.flatMap((library) => library.systemPackages ?? []))].sort();
}

function unique(services: readonly ServiceDraft[]): ServiceDraft[] {
  const names = new Map<string, number>();
  return services.map((service) => {
    const seen = names.get(service.name) ?? 0;
    names.set(service.name, seen + 1);
    return seen === 0 ? service : { ...service, name: `${service.name}-${seen + 1}` };
  });
}
