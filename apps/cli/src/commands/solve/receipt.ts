import { costWords, ranWords, type Check, type Receipt } from '@groundwork/agent/contract';
import type { Terminal } from '../../terminal/terminal.ts';
import { cutEnd, visible, widthOfText } from '../../terminal/text.ts';
import { count, duration } from '../../terminal/words.ts';

const shownOutput = 12;

/** One check, before and after. */
export function checkLine({ title, state, why, before, after }: Check, { style, width }: Terminal): string {
  const { good, bad, quiet } = style;
  const mark = state === 'passed' ? good('✔') : state === 'failed' ? bad('✘') : quiet('i');
  const change = [ranWords(before), ranWords(after)].filter(Boolean).join(' → ');
  const rest = [change, state === 'passed' && change !== '' ? '' : visible(why)].filter(Boolean).join('  ');
  const first = `  ${mark} ${cutEnd(visible(title), width - 6)}`;
  // A rule that was kept says it all by its name.
  if (state === 'passed' && change === '') return first;
  const room = width - 8 - widthOfText(visible(title));
  return widthOfText(rest) <= room ? `${first}  ${quiet(rest)}` : `${first}\n      ${quiet(cutEnd(rest, width - 8))}`;
}

/** The branch of a ticket, and the request that was opened from it. */
interface Shown {
  readonly branch: string;
  readonly published?: { readonly request: { readonly word: string; readonly number: number; readonly url: string } | null } | null;
}

/** What came of a ticket: the outcome, why, the change, what it cost, and where it is. */
export function receiptLines(receipt: Receipt, delivered: Shown | null, { style, width }: Terminal): string[] {
  const { ticket, outcome, checks, files, seconds, agent, model, tree, diffHash } = receipt;
  const { good, bad, strong, quiet, command } = style;
  const branch = delivered?.branch ?? null;
  const request = delivered?.published?.request ?? null;
  const resolved = outcome.state === 'resolved';
  const passed = checks.filter(({ state }) => state === 'passed').length;
  const decided = checks.filter(({ state }) => state !== 'reported').length;
  const failed = checks.filter(({ state }) => state === 'failed');
  const facts = [
    ['checks', `${passed} of ${decided} passed`],
    [
      'change',
      files.length === 0
        ? 'none'
        : `${count(files.length, 'file')}  ${files
            .slice(0, 3)
            .map(({ path, added, deleted }) => `${path} +${added} -${deleted}`)
            .join('  ')}${files.length > 3 ? ' …' : ''}`,
    ],
    ['cost', costWords(receipt)],
    ['by', [agent.name, agent.version ?? '', model === null ? '' : `with ${model}`].filter(Boolean).join(' ')],
    ['proof', tree === null ? 'nothing was verified' : `tree ${tree.slice(0, 12)}, change ${(diffHash ?? '').slice(0, 12)}`],
  ] as const;
  return [
    '',
    `  ${resolved ? good('✔') : bad('✘')} ${strong(visible(ticket.id))} is ${resolved ? 'resolved' : `not resolved: ${visible(outcome.why)}`}  ${quiet(duration(seconds * 1000))}`,
    ...facts.map(([name, value]) => `    ${quiet(name.padEnd(7))} ${cutEnd(visible(value), width - 14)}`),
    ...failed.flatMap(({ title, after, before, places }) => [
      `    ${bad('✘')} ${visible(title)}`,
      ...places
        .slice(0, 5)
        .map(({ file, line, why }) => `      ${visible(line === null ? file : `${file}:${line}`)}  ${quiet(visible(why))}`),
      ...lastLines(after?.output ?? before?.output ?? '').map((line) => `      ${quiet('|')} ${cutEnd(visible(line), width - 10)}`),
    ]),
    ...(branch === null
      ? []
      : [
          `    ${quiet('branch'.padEnd(7))} ${strong(branch)}  ${quiet('look')} ${command(`git show ${branch}`)}  ${quiet('take it')} ${command(`git merge ${branch}`)}`,
        ]),
    ...(request === null
      ? []
      : [`    ${quiet('asked'.padEnd(7))} ${request.word} ${strong(`#${request.number}`)}  ${command(visible(request.url))}`]),
    ...(branch === null && tree !== null
      ? [`    ${quiet('look'.padEnd(7))} ${command(`git -C .groundwork/tickets/${ticket.id}/snapshot diff HEAD`)}`]
      : []),
  ];
}

const lastLines = (output: string): string[] =>
  output
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .slice(-shownOutput);
