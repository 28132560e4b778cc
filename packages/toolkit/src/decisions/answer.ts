import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { isAnswer, openFolder, scan } from '@groundwork/scan';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Document, isMap } from 'yaml';
import type { Question } from '@groundwork/blueprint';
import { decisionsFile, parseDecisions } from './read.ts';

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
  const tree = openFolder(dir);
  const before = tree.read(decisionsFile);
  const { decisions, document } = before === null ? { decisions: {}, document: startDocument() } : parseDecisions(before.text);
  const { questions } = await scan(tree, { decisions, host });
  const question = questions.find((asked) => asked.id === id) ?? null;
  const answered = Object.keys(decisions.answers ?? {});
  if (!question && !answered.includes(id)) throw unknownQuestion(id, questions, answered);

  const value = valueOf(text);
  if (question && !isAnswer(question, value)) throw noAnswer(question, text);
  if (!isMap(document.get('answers'))) document.set('answers', document.createNode({}));
  document.setIn(['answers', id], value);
  const file = join(resolve(dir), decisionsFile);
  await replaceFile(file, document.toString({ lineWidth: 0 }));
  return { file, question, value };
}

function startDocument(): Document {
  const document = new Document({});
  document.commentBefore = ' Answers and overrides for Groundwork; everything else is read from the code.';
  return document;
}

/** Numbers and truth values are kept as such when writing them back gives the same text: `007` stays a text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text !== '' && Number.isFinite(number) && String(number) === text ? number : text;
}

/** Written beside and renamed over, so that being killed half-way leaves the old file. */
async function replaceFile(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw new GroundworkError({
      code: 'decisions.not_written',
      message: `${decisionsFile} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: file,
      fix: 'Make the folder writable for you',
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
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
