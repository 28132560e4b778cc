import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { isAnswer, openFolder, scan } from '@groundwork/scan';
import { isMap } from 'yaml';
import type { Question } from '@groundwork/blueprint';
import { changeDecisions } from './change.ts';

export interface AnswerResult {
  /** The file that was written. */
  readonly file: string;
  /** What was answered; `null` when an answer that was already there was changed. */
  readonly question: Question | null;
  readonly value: string | number | boolean;
}

/**
 * Keeps the answer to a question in the folder's `groundwork.yaml`, leaving its comments and order as they are.
 * Throws `answer.unknown_question` when the scan asks no such thing and it was not answered before, and `answer.not_possible`
 * when the question has no such answer.
 */
export async function answerQuestion(dir: string, id: string, text: string, { host }: { readonly host: Host }): Promise<AnswerResult> {
  const value = valueOf(text);
  let question: Question | null = null;
  const file = await changeDecisions(dir, async ({ decisions, document }) => {
    const { questions } = await scan(openFolder(dir), { decisions, host });
    question = questions.find((asked) => asked.id === id) ?? null;
    const answered = Object.keys(decisions.answers ?? {});
    if (!question && !answered.includes(id)) throw unknownQuestion(id, questions, answered);
    if (question && !isAnswer(question, value)) throw noAnswer(question, text);
    if (!isMap(document.get('answers'))) document.set('answers', document.createNode({}));
    document.setIn(['answers', id], value);
  });
  return { file, question, value };
}

/** Numbers and truth values are kept as such when writing them back gives the same text: `007` stays a text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text !== '' && Number.isFinite(number) && String(number) === text ? number : text;
}

function noAnswer({ id, ask, options }: Question, text: string): GroundworkError {
  return new GroundworkError({
    code: 'answer.not_possible',
    message: `\`${text}\` does not answer \`${id}\`: ${ask}`,
    fix:
      options.length > 0 ? `Use one of: ${options.join(', ')}` : id.endsWith('.port') ? 'Give a number from 1 to 65535' : 'Give a command',
    exit: exitCodes.usage,
  });
}

function unknownQuestion(id: string, questions: readonly Question[], answered: readonly string[]): GroundworkError {
  const open = questions.map((question) => `  ${question.id}  ${question.ask}`);
  const before = answered.map((name) => `  ${name}  (answered)`);
  const known = [...open, ...before];
  return new GroundworkError({
    code: 'answer.unknown_question',
    message: `There is no question \`${id}\``,
    fix: known.length > 0 ? `Use one of these:\n${known.join('\n')}` : 'Nothing is open here: there is nothing to answer',
    exit: exitCodes.usage,
  });
}
