import { clients } from './clients.ts';
import { cloud } from './cloud.ts';
import { pools } from './drivers.ts';
import { mailAndTelemetry } from './mail.ts';
import { models } from './models.ts';

/** Types the catalogue knows, by the package a star import may bring them from. */
export const typesByPackage: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, Set<string>>();
  for (const library of [...clients, ...cloud, ...models, ...mailAndTelemetry, ...pools]) {
    for (const call of (library.clients ?? []).flatMap((rule) => rule.calls)) {
      const segments = call.replaceAll('()', '').split('.');
      const at = segments.findIndex((segment) => /^[A-Z]/.test(segment));
      const type = segments[at];
      if (type === undefined) continue;
      const name = segments.slice(0, at).join('.');
      found.set(name, (found.get(name) ?? new Set()).add(type));
    }
  }
  return new Map([...found].map(([name, types]) => [name, [...types]]));
})();
