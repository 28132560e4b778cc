import type { Blueprint, Service } from '@groundwork/blueprint';
import type { Reading } from '@groundwork/scan';

/** The services that run a file, the one whose folder is nearest first. */
export function ownersIn({ services }: Reading, blueprint: Blueprint): (path: string) => readonly Service[] {
  const all = blueprint.services
    .flatMap((service) => {
      const reading = services.get(service.name);
      return reading ? [{ service, reading }] : [];
    })
    .toSorted((a, b) => b.service.path.length - a.service.path.length);
  const known = new Map<string, readonly Service[]>();
  return (path) => {
    const before = known.get(path);
    if (before) return before;
    const owners = all.filter(({ reading }) => reading.owns(path)).map(({ service }) => service);
    known.set(path, owners);
    return owners;
  };
}
