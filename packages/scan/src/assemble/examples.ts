import type { Component } from '../languages/language.ts';
import { isUnder } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import type { Examples } from './service-needs.ts';

/** Values the authors show for variables, in `.env.example` and manifests. */
export function examplesIn(repository: Repository): { of: Examples } {
  const known = new Map<string, { folder: string; value: string }[]>();
  for (const declaration of repository.declarations.values()) {
    const folder = declaration.file.includes('/') ? declaration.file.slice(0, declaration.file.lastIndexOf('/')) : '.';
    for (const variable of [...declaration.variables, ...declaration.services.flatMap((service) => service.variables)]) {
      if (variable.value === null) continue;
      known.set(variable.name, [...(known.get(variable.name) ?? []), { folder, value: variable.value }]);
    }
  }
  return {
    of: (variable: string, component: Component) => {
      const all = known.get(variable) ?? [];
      const near = all.filter(({ folder }) => isUnder(folder, component.path) || isUnder(component.path, folder));
      return (near.length ? near : all).map(({ value }) => value);
    },
  };
}
