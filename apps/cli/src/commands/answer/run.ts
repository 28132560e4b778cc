import { answerQuestion } from '@groundwork/toolkit';
import { relative } from 'node:path';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { AnswerFlags } from './command.ts';

/** Writes the answer into `groundwork.yaml` and says where. */
export async function answer(this: CliContext, { dir = this.cwd, json }: AnswerFlags, id: string, text: string): Promise<void> {
  const { file, question, value } = await answerQuestion(dir, id, text, { host: this.host });
  if (json) return this.out.line(JSON.stringify({ id, value, file }, null, 2));
  const { good, strong, quiet } = this.out.style;
  this.out.line(
    `${good('✔')} ${strong(visible(id))} is ${visible(String(value))}  ${quiet(`kept in ${visible(relative(this.cwd, file))}`)}`,
  );
  if (question) this.out.line(`  ${quiet(visible(question.ask))}`);
}
