import type { Blueprint, Service } from '@groundwork/blueprint';
import { isSource, type Tree } from '@groundwork/scan';
import type { Asked, Refactoring } from './asked.ts';
import { clientRefactorings } from './clients.ts';
import { dockerfileRefactorings } from './dockerfile.ts';
import { healthRefactorings } from './health.ts';
import { settingsRefactorings } from './settings/settings.ts';

/** Everything that can be written for somebody at one place of a file, from what the blueprint says. */
export function refactoringsAt(
  blueprint: Blueprint,
  at: Pick<Asked, 'path' | 'line' | 'text' | 'read'>,
  tree: Tree,
): readonly Refactoring[] {
  const service = serviceOf(blueprint, at.path);
  // What runs in a browser has no environment, and no client of a database.
  if (!service || service.kind === 'static' || !isSource(at.path)) return [];
  const asked = { ...at, blueprint, service };
  return [
    ...healthRefactorings(asked),
    ...settingsRefactorings(asked),
    ...clientRefactorings(asked),
    ...dockerfileRefactorings(asked, tree),
  ];
}

/** The service whose evidence is in the file, else the one whose folder it lies deepest in. */
function serviceOf({ services }: Blueprint, path: string): Service | null {
  const told = services.find(({ evidence }) => evidence.some(({ file }) => file === path));
  const within = services
    .filter((service) => service.path === '.' || path.startsWith(`${service.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length);
  return told ?? within[0] ?? null;
}
