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

type Sum = Pick<Estimate, 'fixed' | 'unknown' | 'usage'>;

/** What one thing costs a month: `$36.40`, `$36.40 + usage`, `usage`, `unknown`; nothing where it costs nothing. */
export function costText({ fixed, unknown, usage }: Sum): string {
  return [fixed > 0 ? amountText(fixed) : '', unknown ? 'unknown' : '', usage ? 'usage' : ''].filter(Boolean).join(' + ');
}

/** What a whole costs a month, no more exactly than it is known: `about $61 / month`, `about $61 / month + usage`, `free`. */
export function aboutText({ fixed, unknown, usage }: Sum): string {
  const rest = [unknown ? 'what is unknown' : '', usage ? 'usage' : ''].filter(Boolean).join(' and ');
  if (fixed === 0 && unknown) return usage ? 'cost unknown, and usage' : 'cost unknown';
  if (fixed === 0) return rest === '' ? 'free' : `cost: ${rest}`;
  const sum = `about $${roundText(fixed)} / month`;
  return rest === '' ? sum : `${sum} + ${rest}`;
}

/** Two digits below ten, whole dollars below a thousand, then three digits. */
function roundText(dollars: number): string {
  if (dollars < 10) return significant(dollars, 2) < 0.01 ? '0.01' : significant(dollars, 2).toFixed(2);
  return Math.round(dollars < 1000 ? dollars : significant(dollars, 3)).toLocaleString('en-US');
}

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));
