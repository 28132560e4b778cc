import type { Snapshot } from '../../model/snapshot.ts';
import { undecided } from './asked.ts';

/** How many things wait for a person, and which; `null` for none. */
export function badgeOf({ blueprint, status, secrets }: Snapshot): { readonly value: number; readonly tooltip: string } | null {
  const failed = [...(status?.services ?? []), ...(status?.resources ?? [])].filter(({ state }) => state === 'failed');
  const missing = secrets.filter(({ required, given }) => required && !given);
  const open = undecided(blueprint?.questions ?? []);
  const words = [
    ...failed.map(({ name }) => `${name} failed`),
    ...missing.map(({ name }) => `${name} is yours to give`),
    ...open.map(({ ask }) => ask),
  ];
  return words.length === 0 ? null : { value: words.length, tooltip: words.join('\n') };
}
