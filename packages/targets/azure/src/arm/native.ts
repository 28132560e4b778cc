import { value } from './expression.ts';
import type { ArmName } from '../names.ts';

/** A native id: what stands after `/providers/` in Azure's own, `Microsoft.Sql/servers/db-{suffix}/databases/shop`. */
export function nativeId(type: string, ...names: readonly ArmName[]): string {
  const [provider = type, ...kinds] = type.split('/');
  return [provider, ...kinds.flatMap((kind, at) => [kind, names[at]?.native ?? ''])].join('/');
}

/** The name of a child as templates write it: `server/database`. */
export const childName = (...names: readonly ArmName[]): string =>
  value(...names.flatMap(({ name }, at) => (at === 0 ? [name] : ['/', name])));
