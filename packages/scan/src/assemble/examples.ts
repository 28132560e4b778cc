import type { Component } from '../languages/language.ts';
import { folderOf, isUnder } from '../repository/paths.ts';
import type { Deployment } from './declared/units.ts';
import type { Examples } from './service-needs.ts';

interface Example {
  readonly folder: string;
  readonly value: string;
  readonly loud: boolean;
  /** One of several ways to run it: where they differ, none speaks for all. */
  readonly variant: boolean;
}

/** Values the authors show for variables, in `.env.example` and manifests; those of production first. */
export function examplesIn(deployment: Deployment): { of: Examples } {
  const known = new Map<string, Example[]>();
  const add = (name: string, value: string | null, folder: string, standing: string): void => {
    if (value === null) return;
    const example = { folder, value, loud: isLoud(standing), variant: standing === 'variant' };
    const all = known.get(name);
    if (all) all.push(example);
    else known.set(name, [example]);
  };
  const isLoud = (standing: string): boolean => standing !== 'test' && standing !== 'aside';
  for (const { service, declaration, standing } of deployment.units)
    for (const variable of service.variables) add(variable.name, variable.value, service.path ?? folderOf(declaration.file), standing);
  for (const { variable, declaration, standing } of deployment.variables)
    add(variable.name, variable.value, folderOf(declaration.file), standing);
  return {
    of: (variable: string, component: Component) => {
      const all = known.get(variable) ?? [];
      const loud = all.some((each) => each.loud) ? all.filter((each) => each.loud) : all;
      const near = loud.filter(({ folder }) => isUnder(folder, component.path) || isUnder(component.path, folder));
      const shown = near.length ? near : loud;
      const agree = new Set(shown.filter((each) => each.variant).map((each) => each.value)).size < 2;
      return shown.filter((each) => agree || !each.variant).map(({ value }) => value);
    },
  };
}
