import { libraries } from '../../../catalog/index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { functionServices } from './functions.ts';
import { projectOf, type Project } from './project.ts';
import { webServices } from './web.ts';
import { workerServices } from './workers.ts';

/** What of a Ruby project runs. */
export function rubyServices(component: Component, repository: Repository): readonly ServiceDraft[] {
  const project = projectOf(component, repository);
  const web = webServices(project);
  const functions = web.length === 0 ? functionServices(project) : [];
  const systemPackages = packagesOf(project);
  return unique([...web, ...functions, ...workerServices(project)]).map((service) => ({ ...service, systemPackages }));
}

/** Debian packages that the project's gems need at run time. */
function packagesOf(project: Project): string[] {
  const needed = libraries.filter((library) => library.language === 'ruby' && library.systemPackages && project.has(...library.packages));
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
