/**
 * The same arguments, with a variable for the last command of a shell's line alone: what `alembic upgrade head && uvicorn main:app`
 * is debugged for is its server.
 */
export function withVariable(argv: readonly string[], name: string, value: string): string[] {
  const [shell, flag, line] = argv;
  if (argv.length === 3 && shell === '/bin/sh' && flag === '-c' && line !== undefined) {
    const at = lastCommand(line);
    const changed = at === null ? `export ${name}='${value}'; ${line}` : `${line.slice(0, at)}${name}='${value}' ${line.slice(at)}`;
    return [shell, flag, changed];
  }
  return ['/usr/bin/env', `${name}=${value}`, ...argv];
}

/** Where the last command begins; `null` for a line that is more than simple commands, one after the other. */
function lastCommand(line: string): number | null {
  // Quotes and what is put in for a value hide whatever they hold; the length stays.
  const bare = line.replaceAll(/\\.|'[^']*'|"(?:\\.|[^"\\])*"|\$\([^()]*\)|\$\{[^{}]*\}/gs, (hidden) => 'x'.repeat(hidden.length));
  const joints = [...bare.matchAll(/&&|;|\n/g)].filter(({ index }) => /[^\s;]/.test(bare.slice(index + 2)));
  const simple = bare.replaceAll('&&', ' ');
  if (/[(){}`|&<]|(?:^|[;\n]|\s{2})\s*(?:if|for|while|until|case|then|do|!)\s/.test(simple)) return null;
  const last = joints.at(-1);
  const from = last === undefined ? 0 : last.index + last[0].length;
  return from + bare.slice(from).search(/\S/);
}
