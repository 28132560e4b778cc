import type { ResourceType } from '@groundwork/blueprint';
import type { Library } from '../catalog/library.ts';
import type { TypedConnection } from './connection.ts';
import type { Installed } from './drivers.ts';

/** Python's extras are installed only when asked for: what is reached through their libraries alone is merely supported. */
export function onRequestOnly(installed: readonly Installed[]): (connection: TypedConnection) => boolean {
  const always = new Set<Library>();
  const asked = new Set<Library>();
  const drivers = new Map<ResourceType, boolean>();
  for (const { library, dependency } of installed) {
    if (library.language !== 'python' || !dependency) continue;
    (dependency.optional ? asked : always).add(library);
    if (library.drives) drivers.set(library.drives, (drivers.get(library.drives) ?? true) && dependency.optional);
  }
  return ({ connection: { library }, type }) => (asked.has(library) && !always.has(library)) || drivers.get(type) === true;
}
