import type { Acceptance, Ticket } from '../ticket/ticket.ts';
import type { SessionState } from './state.ts';

/** What the agent is told of a ticket. */
export function aboutTicket({ head, text }: Ticket, { questions, answers }: Pick<SessionState, 'questions' | 'answers'>): string {
  const decided = questions.flatMap(({ id, ask }) => (answers[id] === undefined ? [] : [`- ${ask} ${answers[id]}`]));
  return [
    `Goal: ${head.goal}`,
    text,
    section('Decided', decided),
    section(
      'Done when, as it will be checked by somebody else on a clean tree',
      head['done when'].map((each) => `- ${accepted(each)}`),
    ),
    section(
      'What passes now has to pass then',
      head.tests.map((each) => `- ${each.run}${inFolder(each.in)}`),
    ),
    `Only these files may be changed: ${head.scope.join(', ')}.${head.protect.length === 0 ? '' : ` Never these: ${head.protect.join(', ')}.`}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const section = (title: string, rows: readonly string[]): string => (rows.length === 0 ? '' : `${title}:\n${rows.join('\n')}`);
const inFolder = (folder: string): string => (folder === '.' ? '' : ` (in ${folder})`);

function accepted(acceptance: Acceptance): string {
  if ('run' in acceptance) return `\`${acceptance.run}\` ends with 0${inFolder(acceptance.in)}`;
  if ('types' in acceptance) return `\`${acceptance.types}\` ends with 0${inFolder(acceptance.in)}`;
  if ('test' in acceptance) return `the test file ${acceptance.test} is added or extended, and passes${inFolder(acceptance.in)}`;
  const { http, service, status, contains } = acceptance;
  const holds = contains.length === 0 ? '' : `, with ${contains.map((each) => JSON.stringify(each)).join(' and ')} in it`;
  return `${http}${service === null ? '' : ` of ${service}`} answers ${status}${holds}`;
}

const rules = 'You work in a container without a network but for registries of packages; the repository is your current folder.';

export const planPrompt = (about: string): string =>
  `${about}\n\n${rules}\nThis turn is for planning: read what you need, change nothing. Answer with the steps you will take, as a numbered list, one line each, and nothing after it.`;

export const workPrompt = (about: string, plan: SessionState['plan'], loaded: boolean): string =>
  `${loaded ? '' : `${about}\n\n${rules}\n\n`}The plan is approved:\n${steps(plan)}\n\nCarry it out now. Do not commit. End when it is done.`;

export const resumePrompt = ({
  about,
  plan,
  loaded,
  diff,
}: {
  about: string;
  plan: SessionState['plan'];
  loaded: boolean;
  diff: string;
}): string =>
  loaded
    ? `You were interrupted and go on now. The folder is as you left it.\n${so(diff)}\n\nCarry the plan out to its end.`
    : `${about}\n\n${rules}\n\nThe plan is approved:\n${steps(plan)}\n\nSomebody began with it and was interrupted. ${so(diff)}\n\nCarry it out to its end. Do not commit.`;

const so = (diff: string): string =>
  diff === '' ? 'Nothing was changed so far.' : `What was changed so far:\n\n\`\`\`diff\n${diff}\n\`\`\``;

export const goOnPrompt = 'You were cut off. Go on where you were.';

const steps = (plan: SessionState['plan']): string => plan.map(({ text }, at) => `${at + 1}. ${text}`).join('\n');

/** Steps of a plan that was said and not told: a list, else each paragraph. Bounded, since it is shown and asked about. */
export function planIn(text: string): SessionState['plan'] {
  const items = text.split('\n').flatMap((line) => /^\s{0,3}(?:\d+[.)]|[-*+])\s+(?:\[[ x~]\]\s+)?(.+)$/.exec(line)?.[1] ?? []);
  const found = items.length > 0 ? items : text.split(/\n\s*\n/).map((part) => part.trim().replaceAll('\n', ' '));
  return found
    .filter((each) => each !== '')
    .slice(0, 50)
    .map((each) => ({ text: each.replaceAll('**', '').slice(0, 1000), state: 'pending' }));
}
