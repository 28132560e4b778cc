import type { Estimate } from '@groundwork/cost';

type Sum = Pick<Estimate, 'fixed' | 'unknown' | 'usage'>;

/** `$14.71`, `$14.71 + usage`, `usage`, `unknown`: what one thing costs a month, never more precise than is known. */
export function monthly({ fixed, unknown, usage }: Sum): string {
  const parts = [fixed > 0 ? dollars(fixed) : '', unknown ? 'unknown' : '', usage ? 'usage' : ''].filter(Boolean);
  return parts.join(' + ');
}

/** `about $61 / month`, of a whole. */
export function aboutMonthly({ fixed, unknown, usage }: Sum): string {
  const rest = [unknown ? 'what is unknown' : '', usage ? 'usage' : ''].filter(Boolean).join(' and ');
  const sum = fixed === 0 ? '' : `about $${fixed < 10 ? fixed.toFixed(2) : String(Math.round(fixed))} / month`;
  if (sum === '') return rest === '' ? 'free' : `cost: ${rest}`;
  return rest === '' ? sum : `${sum} + ${rest}`;
}

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
