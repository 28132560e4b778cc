import type { Estimate } from './estimate.ts';

/**
 * Dollars for a person: `$36.40`, `$1,240` from a thousand on, `under $0.01` where there is something. No more digits than an estimate has.
 */
export function amountText(dollars: number): string {
  if (dollars === 0) return '$0';
  if (dollars < 0.005) return 'under $0.01';
  if (dollars < 1000) return `$${dollars.toFixed(2)}`;
  return `$${Math.round(significant(dollars, 4)).toLocaleString('en-US')}`;
}

/**
 * What an item costs a month, in one word or two: `$36.40`, `usage`, `unknown`, `free`. A sum with an unknown part is `$36.40 + unknown`: less
 * than it will be.
 */
export function costText({ fixed, unknown, usage, lines }: Omit<Estimate, 'lines'> & { readonly lines?: readonly unknown[] }): string {
  const parts = [...(fixed > 0 ? [amountText(fixed)] : []), ...(unknown ? ['unknown'] : []), ...(usage && fixed === 0 ? ['usage'] : [])];
  if (parts.length > 0) return parts.join(' + ');
  return lines?.length === 0 ? '' : 'free';
}

/**
 * What a whole plan costs a month: `about $61 / month`, `at least $61 / month` where a part is unknown. Two digits are enough below a hundred.
 */
export function aboutText({ fixed, unknown, usage }: Omit<Estimate, 'lines'>): string {
  if (fixed === 0) return unknown ? 'cost unknown' : usage ? 'by usage' : 'no cost';
  const dollars = fixed < 10 ? significant(fixed, 2) : Math.round(significant(fixed, fixed < 1000 ? 3 : 2));
  const text = dollars < 10 && !Number.isInteger(dollars) ? dollars.toFixed(2) : dollars.toLocaleString('en-US');
  return `${unknown ? 'at least' : 'about'} $${text} / month`;
}

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));
