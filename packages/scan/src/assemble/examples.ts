import type { Component } from '../languages/language.ts';
import { folderOf, isUnder } from '../repository/paths.ts';
import type { Deployment } from './declared/units.ts';
import type { Examples } from './service-needs.ts';

interface Example {
  readonly folder: string;
  readonly value: string;
  readonly loud: boolean;
}

/** Values the authors show for variables, in `.env.example` and manifests; those of production first. */
export function examplesIn(deployment: Deployment): { of: Examples } {
  const known = new Map<string, Example[]>();
  const add = (name: string, value: string | null, folder: string, loud: boolean): void => {
    if (value === null) return;
    const all = known.get(name);
    if (all) all.push({ folder, value, loud });
    else known.set(name, [{ folder, value, loud }]);
  };
  const isLoud = (standing: string): boolean => standing !== 'test' && standing !== 'aside';
  for (const { service, declaration, standing } of deployment.units)
    for (const variable of service.variables)
      add(variable.name, variable.value, service.path ?? folderOf(declaration.file), isLoud(standing));
  for (const { variable, declaration, standing } of deployment.variables)
    add(variable.name, variable.value, folderOf(declaration.file), isLoud(standing));
  return {
    of: (variable: string, component: Component) => {
      const all = known.get(variable) ?? [];
      const loud = all.some((each) => each.loud) ? all.filter((each) => each.loud) : all;
      const near = loud.filter(({ folder }) => isUnder(folder, component.path) || isUnder(component.path, folder));
      return (near.length ? near : loud).map(({ value }) => value);
    },
  };
}
