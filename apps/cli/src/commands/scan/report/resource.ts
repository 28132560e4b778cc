import type { Resource } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { place, strongest } from './evidence.ts';
import type { PartOptions } from './report.ts';

const longestReason = 60;

/** A resource: what it is, and what in the code says so. */
export function resourceLines(resource: Resource, { nameWidth, style }: PartOptions): Line[] {
  const shown = cutEnd(visible(resource.name), nameWidth);
  const version = resource.version === null ? '' : ` ${visible(resource.version)}`;
  const extensions = resource.extensions.map((extension) => ` + ${visible(extension)}`).join('');
  const optional = resource.need === 'optional' ? ', optional' : '';
  const left = `${shown}${' '.repeat(nameWidth - widthOfText(shown))}  ${resource.type.replaceAll('_', ' ')}${version}${extensions}${optional}`;
  const look = (text: string): string => text.replace(shown, () => style.strong(shown));
  return [{ indent: 2, left, look, ...reason(resource) }];
}

/** `pgvector in backend/migrations/0007.py:3`, or only the place where there is no room for the reason. */
function reason(resource: Resource): Pick<Line, 'right' | 'rightInFull'> {
  const best = strongest(resource.evidence);
  if (!best) return {};
  const right = place(resource.evidence);
  const why = visible(best.why);
  return widthOfText(why) > longestReason ? { right } : { right, rightInFull: `${why} in ${right}` };
}
