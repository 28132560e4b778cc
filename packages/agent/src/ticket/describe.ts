import type { Acceptance, TicketHead } from './ticket.ts';

/** One thing that has to hold, in words: what is run or asked, and what it has to say. */
export function acceptanceText(item: Acceptance): string {
  if ('run' in item) return placed(item.run, item.in);
  if ('types' in item) return placed(item.types, item.in);
  if ('test' in item) return `a test in ${item.test} fails before and passes after`;
  const where = item.service === null ? '' : ` of ${item.service}`;
  const holds = [...item.contains.map((text) => `“${text}”`), ...(item.json === undefined ? [] : [JSON.stringify(item.json)])];
  return `${item.http}${where} answers ${item.status}${holds.length > 0 ? ` with ${holds.join(', ')}` : ''}`;
}

/** A command with its folder, where that is not the root. */
export const placed = (command: string, folder: string): string => (folder === '.' ? command : `${command}   in ${folder}`);

/** `at most $2.00, 200 requests, 30 minutes`. */
export function budgetText({ usd, tokens, requests, minutes }: TicketHead['budget']): string {
  const many = (number: number, word: string): string => `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
  const parts = [
    ...(usd === null ? [] : [`$${usd.toFixed(2)}`]),
    ...(tokens === null ? [] : [many(tokens, 'token')]),
    ...(requests === null ? [] : [many(requests, 'request')]),
    ...(minutes === null ? [] : [many(minutes, 'minute')]),
  ];
  return parts.length === 0 ? 'what the settings of models allow' : `at most ${parts.join(', ')}`;
}

/** Why a head cannot be approved as it stands, `null` where it can. */
export function hindranceOf({ questions, answers, ...head }: TicketHead): string | null {
  const open = questions.filter((question) => question.default === null && answers[question.id] === undefined);
  if (open.length > 0)
    return open.length === 1 ? 'A question has to be answered first.' : `${open.length} questions have to be answered first.`;
  return head['done when'].length === 0 ? 'Nothing says when it is done.' : null;
}
