import { changeTicket, fromWords, hashOf, leaveOut, parseTicket, type Acceptance, type TicketHead } from '@groundwork/agent';
import type { Document } from 'yaml';

/** Questions whose answer is an item of `done when`, and not only something the agent is told. */
const asksForAcceptance = /^(acceptance$|command\.\d+$)/;

/** Keeps answers in the head of a ticket's file, takes away the questions they answer, and does what they say of `done when`. */
export function withAnswers(content: string, file: string, answers: Readonly<Record<string, string>>): string {
  const { head } = parseTicket(content, file);
  return changeTicket(content, file, (document) => {
    for (const [id, answer] of Object.entries(answers)) {
      if (asksForAcceptance.test(id)) changeAcceptance(document, head, id, answer);
      document.setIn(['answers', id], answer);
    }
    const left = head.questions.flatMap(({ id }, at) => (answers[id] === undefined ? [] : [at]));
    if (left.length === head.questions.length) document.delete('questions');
    else for (const at of left.toReversed()) document.deleteIn(['questions', at]);
  });
}

/** What was taken meanwhile gives way to what was answered. */
function changeAcceptance(document: Document, head: TicketHead, id: string, answer: string): void {
  const question = head.questions.find((each) => each.id === id);
  if (question === undefined) return;
  const items = head['done when'].map(hashOf);
  const answered = itemOf(answer);
  const meanwhile = itemOf(question.default);
  if (answered !== null && hashOf(answered) === (meanwhile && hashOf(meanwhile))) return;
  const at = meanwhile === null ? -1 : items.indexOf(hashOf(meanwhile));
  if (at >= 0) document.deleteIn(['done when', at]);
  if (answered === null || items.includes(hashOf(answered))) return;
  const said = 'http' in answered ? { http: answered.http, status: answered.status } : 'run' in answered ? { run: answered.run } : answered;
  if (document.has('done when')) document.addIn(['done when'], document.createNode(said));
  else document.set('done when', document.createNode([said]));
}

const itemOf = (answer: string | null): Acceptance | null => (answer === null || answer === leaveOut ? null : fromWords(answer));
