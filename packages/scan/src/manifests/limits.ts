import { GroundworkError } from '@groundwork/host';

/** Brackets nested deeper than this are hostile: parsers recurse. Nobody writes by hand what is half as deep. */
const deepest = 200;

export const unreadable = (message: string): GroundworkError => new GroundworkError({ code: 'manifest.syntax', message });

/** Refuses a text whose brackets nest so deep that a parser would run out of stack, after a long while. */
export function refuseDeep(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > deepest) throw unreadable(`nested deeper than ${deepest} levels`);
    } else if (depth > 0 && (code === 0x5d || code === 0x7d)) depth--;
  }
}
