import type { Command } from '@groundwork/target-local';

/** A start command with further options behind it; what a person typed reaches no shell unquoted. */
export function startWith(command: Command, words: readonly string[]): Command {
  if (words.length === 0) return command;
  if ('argv' in command) return { argv: [...command.argv, ...words] };
  const { shell } = command;
  // npm keeps options for itself unless told otherwise; its relatives hand them on.
  const between = /(?:^|[;&|]\s*|\s)npm\s+(?:start|(?:run|run-script)\s+\S+)\s*$/.test(shell) ? ' --' : '';
  return { shell: `${shell}${between} ${words.map(quoted).join(' ')}` };
}

/** One word for a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
