import { hashOf } from './canonical.ts';
import type { Receipt } from './receipt.ts';
import { costWords, ranWords, signs, timeWords } from './words.ts';

export interface ReceiptLine {
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly text: string;
}

/** A receipt for a terminal; control characters of others are taken out. */
export function receiptLines(receipt: Receipt): readonly ReceiptLine[] {
  const { outcome, checks, agent, model, files } = receipt;
  const head: ReceiptLine =
    outcome.state === 'resolved'
      ? { tone: 'good', text: `✔ ${receipt.ticket.id} is resolved` }
      : { tone: 'bad', text: `✘ ${receipt.ticket.id} is not resolved: ${outcome.why} (${outcome.reason})` };
  const width = Math.max(0, ...checks.map(({ id }) => id.length));
  const rows = checks.flatMap(({ id, title, state, why, before, after, places }): ReceiptLine[] => {
    const ran = [ranWords(before), ranWords(after)].filter(Boolean).join(' → ');
    const tone = state === 'failed' ? 'bad' : state === 'passed' ? 'good' : 'quiet';
    const told = places.slice(0, 5).map(({ file, line, why: reason }) => ({
      tone: 'quiet' as const,
      text: `      ${file}${line === null ? '' : `:${line}`}  ${reason}`,
    }));
    const more = places.length > 5 ? [{ tone: 'quiet' as const, text: `      and ${places.length - 5} more` }] : [];
    return [
      { tone, text: `  ${signs[state]} ${id.padEnd(width)}  ${title}${ran === '' ? '' : `  ${ran}`}` },
      { tone: 'quiet', text: `    ${' '.repeat(width)}${why}` },
      ...told,
      ...more,
    ];
  });
  const changed = `${files.length === 1 ? '1 file' : `${files.length} files`}, +${sum(files.map(({ added }) => added))} -${sum(files.map(({ deleted }) => deleted))}`;
  const foot = [
    `  ${changed} · ${agent.name}${model === null ? '' : ` with ${model}`} · ${costWords(receipt)} · ${timeWords(receipt.seconds)}`,
    `  receipt ${hashOf(receipt)}`,
  ];
  return [head, ...rows, ...foot.map((text) => ({ tone: 'quiet' as const, text }))].map(({ tone, text }) => ({ tone, text: shown(text) }));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const shown = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
