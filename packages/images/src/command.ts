/** What a shell does itself, so that `exec` cannot replace the shell by it. */
const ofShell =
  /^(?:cd|export|set|unset|if|then|else|elif|fi|for|while|until|do|done|case|esac|exec|eval|trap|wait|\.|source|!|\{|\()(?=\s|$|\()/;

/**
 * A command of a blueprint as the argument list that a container is started with: the program takes the shell's place, so that it gets
 * the signal that stops it.
 */
export function shellCommand(command: string): readonly ['sh', '-c', string] {
  return ['sh', '-c', withExec(command)];
}

/** `exec` before the last program of `a && b`; a pipe, a list of alternatives or a job in the background stays as it is. */
export function withExec(command: string): string {
  const at = lastCommand(command);
  if (at === null) return command;
  const last = command.slice(at);
  const assignments = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"'`]|"[^"]*)*\s+)*/.exec(last)?.[0] ?? '';
  const program = last.slice(assignments.length);
  return program === '' || ofShell.test(program) ? command : `${command.slice(0, at)}${assignments}exec ${program}`;
}

/** Where the last of `a && b; c` begins; `null` where more than one program is the last, or a bracket is open. */
function lastCommand(command: string): number | null {
  let start = 0;
  let quote = '';
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at] ?? '';
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '\\') at += 1;
    else if (char === '"' || char === "'") quote = char;
    else if (command.startsWith('&&', at)) {
      start = at + 2;
      at += 1;
    } else if (char === ';' || char === '\n') start = at + 1;
    else if ('|`()'.includes(char) || (char === '&' && !/[<>]/.test(command[at - 1] ?? ''))) return null;
  }
  return start + (/^\s*/.exec(command.slice(start))?.[0].length ?? 0);
}

/** One word for a POSIX shell. */
export const shellWord = (word: string): string => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`);
