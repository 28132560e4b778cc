import type { Question } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { visible } from '../../../terminal/text.ts';
import type { PartOptions } from './report.ts';

/** A question, what is assumed until it is answered, and the command that answers it. */
export function questionLines(question: Question, { style, program }: PartOptions): Line[] {
  const id = visible(question.id);
  const assumed = question.default === null ? '' : ` Using ${visible(question.default)}.`;
  const command = `${program} answer ${quoted(question.id)} ${example(question)}`;
  return [
    {
      indent: 2,
      left: `? ${id}  ${visible(question.ask)}${assumed}`,
      look: (text) => text.replace(`? ${id}`, () => style.warning('?') + style.strong(` ${id}`)),
    },
    { indent: 4, left: command, look: style.command },
  ];
}

function example({ id, options, default: assumed }: Question): string {
  const other = options.find((option) => option !== assumed) ?? options[0];
  if (other !== undefined) return quoted(other);
  return id.endsWith('.port') ? 'PORT' : id.endsWith('.start') ? 'COMMAND' : 'VALUE';
}

/** A word for a POSIX shell; quoted only where it has to be, so that hostile names cannot become commands. */
function quoted(word: string): string {
  const shown = visible(word);
  return /^[\w./:@%+=,-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
