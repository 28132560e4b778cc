import type { Question } from '@groundwork/blueprint';
import type { Secret, Snapshot } from '../../model/snapshot.ts';
import { node, place, type TreeNode } from './node.ts';

/** What could not be decided from the code. Each has a default that is used until somebody says otherwise. */
export function questionsTree({ blueprint, status }: Snapshot): readonly TreeNode[] {
  return (blueprint?.questions ?? status?.questions ?? []).map((question) =>
    node({
      id: `question:${question.id}`,
      name: question.id,
      label: question.ask,
      description: question.default === null ? 'nothing is used until you answer' : `using ${question.default}`,
      tooltip: [question.ask, ...question.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n'),
      icon: { id: 'question', color: question.default === null ? 'groundwork.starting' : null },
      context: ['question'],
      evidence: question.evidence,
      command: { command: 'groundwork.answerQuestion', title: 'Answer', arguments: [{ id: question.id }] },
    }),
  );
}

/** Values only a person has. Whether one was given is shown, never which. */
export function secretsTree({ secrets }: Snapshot): readonly TreeNode[] {
  return secrets.map((secret) =>
    node({
      id: `secret:${secret.name}`,
      name: secret.name,
      label: secret.name,
      description: `${secretState(secret)} · ${secret.services.join(', ')}`,
      tooltip: secret.where === null ? secret.name : `${secret.name}  ${secret.where}`,
      icon: secret.given ? { id: 'pass', color: 'groundwork.ready' } : { id: 'key', color: secret.required ? 'groundwork.starting' : null },
      context: ['secret', secret.given ? 'given' : 'missing', ...(secret.where === null ? [] : ['evident'])],
      command: { command: 'groundwork.setSecret', title: 'Give Its Value', arguments: [{ name: secret.name }] },
    }),
  );
}

export function secretState({ given, required }: Secret): string {
  if (given) return 'given';
  return required ? 'not given' : 'not given, optional';
}

export function undecided(questions: readonly Question[]): readonly Question[] {
  return questions.filter((question) => question.default === null);
}
