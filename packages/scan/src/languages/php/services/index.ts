import { extensionPackages } from '../../../catalog/php/extensions.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { functionServices } from './functions.ts';
import { projectOf } from './project.ts';
import { webServices } from './web.ts';
import { workerServices } from './workers.ts';

/** What of a PHP project runs. */
export function phpServices(component: Component, repository: Repository): readonly ServiceDraft[] {
  const project = projectOf(component, repository);
  const web = webServices(project);
  const functions = web.length === 0 ? functionServices(project) : [];
  const systemPackages = [...new Set(project.extensions.flatMap((name) => extensionPackages[name] ?? []))].sort();
  return [...web, ...functions, ...workerServices(project)].map((service) => ({ ...service, systemPackages }));
}
