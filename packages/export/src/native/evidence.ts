import type { Item, Rendered } from '@groundwork/provision';
import { oneLine, placeOf, placesOf } from '../text/line.ts';

/** What is said above a native thing: what it is of, why it is there, and each thing a role may do with the place that needs it. */
export function commentsOf({ items }: Pick<Rendered, 'items'>, native: string): string[] {
  const item = items.find((each) => each.native.includes(native));
  if (!item) return [];
  const first = item.native[0] === native;
  return [...(first ? headOf(item) : []), ...permissionsOf(item, first)];
}

const headOf = ({ name, title, evidence }: Item): string[] => [oneLine(`${name}: ${title}`), ...placesOf(evidence)];

function permissionsOf({ permissions }: Item, first: boolean): string[] {
  if (!first) return [];
  return permissions.map(({ action, on, evidence }) => {
    const [place] = evidence;
    return oneLine(`may ${action} on ${on}${place ? `: ${placeOf(place)}` : ''}`, 240);
  });
}
