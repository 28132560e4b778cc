import type { Resource } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { place, strongest } from './evidence.ts';
import type { PartOptions } from './report.ts';

const longestReason = 60;

/** A resource: what it is, and what in the code says so. */
export function resourceLines(resource: Resource, { nameWidth, style }: PartOptions): Line[] {
  const shown = cutEnd(visible(resource.name), nameWidth);
  const type = resource.type.replaceAll('_', ' ');
  const named = resource.name.replaceAll('-', ' ') === type;
  const version = resource.version === null ? '' : `${named ? 'version ' : ''}${visible(resource.version)}`;
  const extensions = resource.extensions.map((extension) => `+ ${visible(extension)}`);
  const what = [named ? '' : type, version, ...extensions].filter((part) => part !== '').join(' ');
  const facts = [what, resource.need === 'optional' ? 'optional' : ''].filter((part) => part !== '').join(', ');
  const left = `${shown}${' '.repeat(nameWidth - widthOfText(shown))}  ${facts}`.trimEnd();
  const look = (text: string): string => text.replace(shown, () => style.strong(shown));
  return [{ indent: 2, left, look, ...reason(resource) }];
}

/** `pgvector in backend/migrations/0007.py:3`, or only the place where there is no room for the reason. */
function reason(resource: Resource): Pick<Line, 'right' | 'rightInFull'> {
  const best = strongest(resource.evidence);
  if (!best) return {};
  const right = place(resource.evidence);
  // The place tells that it is constructed or set there.
  const why = visible(best.why).replace(/ is (constructed|set)$/u, '');
  return widthOfText(why) > longestReason ? { right } : { right, rightInFull: `${why} in ${right}` };
}
