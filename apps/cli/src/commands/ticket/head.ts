import { acceptanceText, budgetText, placed, type TicketHead } from '@groundwork/agent/contract';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible, wrap } from '../../terminal/text.ts';

type Notes = ReadonlyMap<keyof TicketHead, string>;

/** A head as a person reads it before agreeing: what is proven, what may change, what it may cost. */
export function headLines(head: TicketHead, notes: Notes, { style, width }: Terminal): string[] {
  const { strong, quiet, command } = style;
  const row = (name: string, values: readonly string[], look: (text: string) => string = String): string[] =>
    values.map((value, at) => `  ${quiet((at === 0 ? name : '').padEnd(10))} ${look(visible(value))}`);
  const said = (key: keyof TicketHead): string[] =>
    (notes.get(key) ?? '')
      .split('\n')
      .filter((line) => line !== '' && key !== 'keep')
      .map((line) => `             ${quiet(visible(line))}`);
  return [
    ...wrap(visible(head.goal), width - 13).map((line, at) => `  ${quiet((at === 0 ? 'goal' : '').padEnd(10))} ${strong(line)}`),
    ...row('done when', head['done when'].map(acceptanceText), command),
    ...row(
      'still',
      head.tests.map((test) => placed(test.run, test.in)),
      command,
    ),
    ...row('may change', [head.scope.join('  ')]),
    ...said('scope'),
    ...(head.protect.length > 0 ? row('not', [head.protect.join('  ')]) : []),
    ...(head.keep.length > 0 ? row('kept', [head.keep.join('  ')]) : []),
    ...row('may spend', [budgetText(head.budget)]),
    ...(head.issue === null ? [] : row('from', [head.issue])),
    ...row(
      'decided',
      Object.entries(head.answers).map(([id, answer]) => `${id}: ${answer}`),
    ),
  ];
}

/** What is open, with what is taken meanwhile and how to say otherwise. */
export function questionLines(id: string, { questions, answers }: TicketHead, { style }: Terminal): string[] {
  const { warning, quiet, command } = style;
  return questions
    .filter((question) => answers[question.id] === undefined)
    .flatMap((question) => [
      `  ${warning('?')} ${visible(question.ask)}`,
      `    ${question.default === null ? 'It has to be answered.' : `Taken: ${visible(question.default)}.`}  ${command(visible(`gw ticket answer ${id} ${quoted(question.id)} ...`))}`,
      ...(question.options.length > 1 ? [`    ${quiet(visible(question.options.join(' | ')))}`] : []),
    ]);
}

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
