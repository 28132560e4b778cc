import type { Item, Rendered } from '@groundwork/provision';
import { oneLine, placeOf, placesOf } from '../text/line.ts';

/** What is said above a native thing: what it is of, why it is there, and each thing a role may do with the place that needs it. */
export function commentsOf({ items }: Pick<Rendered, 'items'>, native: string): string[] {
  const item = items.find((each) => each.native.includes(native));
  if (!item || !isMain(item, native)) return [];
  return [...headOf(item), ...permissionsOf(item)];
}

/** The first of what an item consists of, and what bears its name: the rest would only repeat it. */
function isMain({ name, native: all }: Item, native: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const last = plain(native.split(/[./]/).at(-1) ?? '');
  return all[0] === native || last === plain(name) || last === `${plain(name)}service`;
}

const headOf = ({ name, title, evidence }: Item): string[] => [oneLine(`${name}: ${title}`), ...placesOf(evidence)];

function permissionsOf({ permissions }: Item): string[] {
  return permissions.map(({ action, on, evidence }) => {
    const [place] = evidence;
    return oneLine(`may ${action} on ${on}${place ? `: ${placeOf(place)}` : ''}`, 240);
  });
}
