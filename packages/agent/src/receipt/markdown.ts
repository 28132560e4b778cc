import { inertText } from '@groundwork/forge/text';
import { hashOf } from './canonical.ts';
import type { Check, Receipt } from './receipt.ts';
import { block, code, costWords, ranWords, signs, timeWords } from './words.ts';

/** A receipt for a person, as the text of a pull request. What agents, models and commands said is shown and never markup. */
export function receiptMarkdown(receipt: Receipt): string {
  const { outcome, ticket, checks, agent, model } = receipt;
  const heading =
    outcome.state === 'resolved'
      ? '**Resolved**, verified by execution on a clean tree.'
      : `**Not resolved** (${code(outcome.reason)}): ${inertText(outcome.why)}.`;
  const rows = checks.map(
    (check) =>
      `| ${signs[check.state]} | ${titleOf(check)}<br>${inertText(check.why)} | ${ranWords(check.before)} | ${ranWords(check.after)} |`,
  );
  const details = checks.filter(({ before, after, places }) => before !== null || after !== null || places.length > 0).map(detailsOf);
  const by = [
    `${inertText(agent.name)}${agent.version === null ? '' : ` ${inertText(agent.version)}`}`,
    model === null ? null : code(model),
    costWords(receipt),
    timeWords(receipt.seconds),
  ];
  return [
    inertText(ticket.goal),
    '',
    heading,
    '',
    '| | Check | Before | After |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...details,
    '',
    `By ${by.filter((each) => each !== null).join(' · ')}`,
    '',
    `Base ${code(receipt.base)} · tree ${code(receipt.tree ?? 'none')} · change ${code(receipt.diffHash ?? 'none')}`,
    `Ticket ${code(ticket.id)} ${code(ticket.hash)} · receipt ${code(hashOf(receipt))} · ${receipt.at}`,
    '',
  ].join('\n');
}

const titleOf = ({ title, before, after }: Check): string => (before !== null || after !== null ? code(title) : inertText(title));

function detailsOf({ id, title, before, after, places }: Check): string {
  const shown = places.map(({ file, line, why }) => `- ${code(line === null ? file : `${file}:${line}`)} ${inertText(why)}`);
  const ran = [
    ['before', before],
    ['after', after],
  ] as const;
  const outputs = ran.flatMap(([when, each]) =>
    each === null ? [] : ['', `${when}: ${ranWords(each)}, SHA-256 of its output ${code(each.outputHash)}`, '', block(each.output)],
  );
  return ['<details>', `<summary>${inertText(id)}: ${inertText(title)}</summary>`, '', ...shown, ...outputs, '', '</details>'].join('\n');
}
