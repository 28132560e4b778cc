import type { Check, Receipt } from '@groundwork/agent/contract';
import type { Terminal } from '../../terminal/terminal.ts';
import { cutEnd, visible } from '../../terminal/text.ts';
import { count, duration } from '../../terminal/words.ts';

const shownOutput = 12;

/** One check, before and after. */
export function checkLine({ title, state, why, before, after }: Check, { style, width }: Terminal): string {
  const { good, bad, quiet } = style;
  const mark = state === 'passed' ? good('✔') : state === 'failed' ? bad('✘') : quiet('i');
  const exit = (ran: Check['before']): string => (ran === null ? '' : ran.exit === null ? 'no end' : `exit ${ran.exit}`);
  const change = [exit(before), exit(after)].filter(Boolean).join(' → ');
  const text = visible(title);
  const rest = [change, visible(why)].filter(Boolean).join('  ');
  return `  ${mark} ${cutEnd(text, width - 6)}\n      ${quiet(cutEnd(rest, width - 8))}`;
}

/** What came of a ticket: the outcome, why, the change, what it cost, and where it is. */
export function receiptLines(
  { ticket, outcome, checks, files, usage, seconds, agent, model, tree, diffHash }: Receipt,
  { style, width }: Terminal,
): string[] {
  const { good, bad, strong, quiet, command } = style;
  const resolved = outcome.state === 'resolved';
  const passed = checks.filter(({ state }) => state === 'passed').length;
  const decided = checks.filter(({ state }) => state !== 'reported').length;
  const failed = checks.filter(({ state }) => state === 'failed');
  const money = usage.unpriced > 0 && usage.usd === 0 ? 'no known price' : `$${usage.usd.toFixed(2)}`;
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
    ['cost', `${money}, ${count(usage.requests, 'request')}, ${(usage.inputTokens + usage.outputTokens).toLocaleString('en')} tokens`],
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
    `    ${quiet('look'.padEnd(7))} ${command(`gw ticket show ${ticket.id}`)}   ${quiet('the change')}  ${command(`git -C .groundwork/tickets/${ticket.id}/snapshot diff HEAD`)}`,
  ];
}

const lastLines = (output: string): string[] =>
  output
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .slice(-shownOutput);
