import { inertCode, inertText, inertTitle, type ForgePlace, type PullRequestText } from '@groundwork/forge';
import { hashOf } from '../../receipt/canonical.ts';
import type { Check, Receipt } from '../../receipt/receipt.ts';
import { costWords, ranWords, signs, timeWords } from '../../receipt/words.ts';
import type { Delivered } from '../deliver.ts';

export interface RequestTextOptions {
  readonly receipt: Receipt;
  readonly lines: Delivered['lines'];
  /** The issue the ticket came from, as it was approved. */
  readonly issue: { readonly place: ForgePlace; readonly number: number; readonly url: string } | null;
  /** Where the request is. */
  readonly place: ForgePlace;
}

/** A forge takes 65,536 characters; what is shown is far below. */
const mostChecks = 40;
const mostCode = 160;

/** What a request is called and says. Goals, commands and names are somebody else's text: shown, and nothing else. */
export function requestText({ receipt, lines, issue, place }: RequestTextOptions): PullRequestText {
  const { ticket, checks, files, agent, model } = receipt;
  const shown = checks.slice(0, mostChecks);
  const left = checks.length - shown.length;
  const [added, deleted] = [sum(files.map((file) => file.added)), sum(files.map((file) => file.deleted))];
  const facts = [
    ['Change', `${files.length === 1 ? '1 file' : `${files.length} files`}, +${added} −${deleted}`],
    [
      'Agent',
      [
        inertText(agent.name, 80),
        agent.version === null ? '' : inertText(agent.version, 40),
        model === null ? '' : `with ${inertCode(model, 100)}`,
      ]
        .filter(Boolean)
        .join(' '),
    ],
    ['Cost', `${inertText(costWords(receipt))}, ${timeWords(receipt.seconds)}`],
    [
      'Provenance',
      lines.of === 0
        ? 'no line was added'
        : `${lines.agent} of ${lines.of} added lines are the agent's (notes <code>refs/notes/agent-trace</code>, <code>refs/notes/ai</code>)`,
    ],
    ['Receipt', `<code>${hashOf(receipt)}</code>`],
    [
      'Proof',
      `base <code>${receipt.base.slice(0, 12)}</code>, tree <code>${(receipt.tree ?? '').slice(0, 12)}</code>, change <code>${(receipt.diffHash ?? '').slice(0, 12)}</code>`,
    ],
  ] as const;
  const body = [
    `> ${inertText(ticket.goal, 400)}`,
    '',
    'Verified by execution on a clean tree, before the change and after it. Every check that decides passed.',
    '',
    '| | Check | Before | After |',
    '|---|---|---|---|',
    ...shown.map(row),
    ...(left === 0 ? [] : [`| | and ${left} more | | |`]),
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    ...(issue === null ? [] : [issueLine(issue, place), '']),
    `<sub>By Groundwork, ticket ${inertCode(ticket.id, 100)}.</sub>`,
  ].join('\n');
  return { title: inertTitle(ticket.goal, 120), body: marked(body) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

function row({ title, state, why, before, after }: Check): string {
  const isCommand = before !== null || after !== null;
  const said = isCommand ? inertCode(title, mostCode) : inertText(title, mostCode);
  const told = isCommand ? '' : `<br>${inertText(why, mostCode)}`;
  return `| ${signs[state]} | ${said}${told} | ${ranWords(before)} | ${ranWords(after)} |`;
}

/** Closes the issue a person gave the ticket for, and no other. */
function issueLine({ place: of, number, url }: NonNullable<RequestTextOptions['issue']>, place: ForgePlace): string {
  if (of.forge !== place.forge || of.host !== place.host) return `For ${inertText(url)}`;
  return of.project.toLowerCase() === place.project.toLowerCase() ? `Closes #${number}` : `Closes ${of.project}#${number}`;
}

const [begin, end] = ['<!-- groundwork: this part is written anew -->', '<!-- /groundwork -->'];
const marked = (text: string): string => `${begin}\n${text}\n${end}`;

/** The text of a request with our part of it as it is now. What people wrote around it stays; `null` where our part is gone. */
export function renewed(body: string, text: string): string | null {
  const plain = body.replaceAll('\r\n', '\n');
  const [from, to] = [plain.indexOf(begin), plain.indexOf(end)];
  return from === -1 || to < from ? null : plain.slice(0, from) + text + plain.slice(to + end.length);
}
