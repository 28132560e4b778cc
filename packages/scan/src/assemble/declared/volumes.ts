import type { Service } from '@groundwork/blueprint';
import { insideImage } from './image-paths.ts';
import type { Unit } from './units.ts';

/** Folders that outlive a service, in terms of the checkout where they lie below its working folder. */
export function volumesOf(units: readonly Unit[]): Service['volumes'] {
  const found = new Map<string, Service['volumes'][number]>();
  for (const { service, standing } of units) {
    if (standing !== 'production' && standing !== 'variant') continue;
    for (const volume of service.volumes) {
      const inside = volume.startsWith('/') ? insideImage(volume, service.workingFolder) : volume.replace(/^\.\//, '');
      const path = (inside === null || inside === '' ? volume : inside).replace(/\/+$/, '');
      if (
        path === '' ||
        /node_modules|\.venv|__pycache__|\.cache|^\/(tmp|var\/run|run|etc|root|proc|sys|dev)\b|[${}]/.test(path) ||
        path.length > 200
      )
        continue;
      if (!found.has(path)) found.set(path, { path, evidence: [service.evidence] });
    }
  }
  return [...found.values()];
}
