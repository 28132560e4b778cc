import type { Blueprint, Service } from '@groundwork/blueprint';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** A harbour's booking office in FastAPI, which is told nothing: what stands in the manifests must come from them. */
export const office: Readonly<Record<string, string>> = {
  'requirements.txt': 'fastapi\nuvicorn\n',
  'office/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
};

export const harbour = (files: Readonly<Record<string, string>>): Promise<Blueprint> => scan(memoryTree('harbour', files));

/** `name kind path` of every service. */
export const services = (blueprint: Blueprint): string[] =>
  blueprint.services.map(({ name, kind, path }) => `${name} ${kind} ${path}`).sort();

/** `type version need` of every resource, extensions behind a plus. */
export const resources = (blueprint: Blueprint): string[] =>
  blueprint.resources.map(({ type, version, need, extensions }) =>
    [type, version ?? '-', need, ...extensions.map((each) => `+${each}`)].join(' '),
  );

export function service(blueprint: Blueprint, name: string): Service {
  const found = blueprint.services.find((each) => each.name === name);
  if (!found) throw new TypeError(`no service ${name} among ${services(blueprint).join(', ')}`);
  return found;
}

/** `VARIABLE resource.property form` or `VARIABLE service.property`. */
export const bound = (blueprint: Blueprint, name: string): string[] =>
  service(blueprint, name).env.flatMap(({ name: variable, binding }) => {
    if (!binding) return [];
    const target =
      'resource' in binding ? (blueprint.resources.find((each) => each.name === binding.resource)?.type ?? '?') : binding.service;
    return [[`${variable} ${target}.${binding.property}`, binding.form].filter(Boolean).join(' ')];
  });
