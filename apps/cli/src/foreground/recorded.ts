import { accessSync, appendFileSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:os';
import type { Program } from './program.ts';

/**
 * The program under `script`, which gives it a terminal of its own and writes down what appears there: a pipe would make an
 * interpreter think nobody is typing. Without `script` it runs as it is, and nothing is kept.
 */
export function recorded(program: Program, log: string): Program {
  const script = scriptOnPath(process.env['PATH'] ?? '');
  if (script === null) return program;
  // Private before anything is in it.
  appendFileSync(log, '', { mode: 0o600 });
  if (platform() !== 'linux') return { ...program, argv: [script, '-q', '-a', log, ...program.argv] };
  // util-linux hands the command to $SHELL, whichever that is; the program gets the person's own back.
  const own = program.env['SHELL'];
  const words = own === undefined ? ['env', '-u', 'SHELL'] : ['env', `SHELL=${own}`];
  const command = `exec ${[...words, ...program.argv].map(quoted).join(' ')}`;
  return { ...program, argv: [script, '-q', '-e', '-f', '-a', '-c', command, log], env: { ...program.env, SHELL: '/bin/sh' } };
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

function scriptOnPath(path: string): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, 'script');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next one.
    }
  }
  return null;
}
