import type { Check, Receipt } from './receipt.ts';

/** Untrusted text as code: in as many backticks as it does not hold itself. */
export function code(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
  const fence = fenceFor(line, 1);
  return line === '' ? '' : `${fence}${/^`|`$/.test(line) ? ` ${line} ` : line}${fence}`;
}

export function block(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}text\n${text.replaceAll('\r', '').trimEnd()}\n${fence}`;
}

function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}

export const signs = { passed: '✔', failed: '✘', reported: '·' } as const;

export function ranWords(ran: Check['before']): string {
  if (ran === null) return '';
  return ran.exit === null ? 'ended by us' : `exit ${ran.exit}, ${ran.seconds.toFixed(1)} s`;
}

export function costWords({ usage }: Pick<Receipt, 'usage'>): string {
  const money = usage.usd > 0 || usage.unpriced === 0 ? `$${usage.usd.toFixed(2)}` : 'price not known';
  return `${money}, ${usage.inputTokens + usage.outputTokens} tokens in ${usage.requests} ${usage.requests === 1 ? 'request' : 'requests'}`;
}

export const timeWords = (seconds: number): string => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);
