import { exitCodes, GroundworkError } from '@groundwork/host';
import { findTicket, withAnswers, writeTicketFile } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { TicketFlags } from './command.ts';

/** Keeps the answer to a question in the head of a ticket. */
export async function answer(
  this: CliContext,
  { dir = this.cwd, json = false }: TicketFlags,
  name: string,
  id: string,
  text: string,
): Promise<void> {
  const { ticket, file, content } = findTicket(dir, name, this.cwd);
  const { questions, answers } = ticket.head;
  const question = questions.find((each) => each.id === id);
  if (!question && answers[id] === undefined) {
    throw new GroundworkError({
      code: 'ticket.unknown_question',
      message: `\`${ticket.id}\` asks nothing called \`${id}\``,
      where: file,
      fix:
        questions.length > 0 ? `Use one of: ${questions.map((each) => each.id).join(', ')}` : 'Nothing is open: there is nothing to answer',
      exit: exitCodes.usage,
    });
  }
  await writeTicketFile(dir, file, withAnswers(content, file, { [id]: text }), { replace: true });
  if (json) return this.out.line(JSON.stringify({ id: ticket.id, question: id, answer: text, file }));
  const { good, strong, quiet } = this.out.style;
  this.out.line(`${good('✔')} ${strong(visible(id))} is ${visible(text)}  ${quiet(`kept in ${visible(file)}`)}`);
}
