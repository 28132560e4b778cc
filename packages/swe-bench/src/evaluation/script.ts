import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Instance } from '../instance/instance.ts';

/** What an instance's script does besides what we do ourselves: going to a container's folder, resetting and patching tests. */
export interface Evaluation {
  /** After the tests were put in place: variables, installs, builds. */
  readonly build: readonly string[];
  readonly tests: readonly string[];
}

/** `git checkout BASE files` and `git apply <<'EOF'` are ours to do; the rest is about the container the script is written for. */
const ofTheContainer = [
  /^#/,
  /^set -/,
  /^source \/opt\/miniconda3\//,
  /^conda activate /,
  /^cd \/testbed\s*$/,
  /^git (config --global|status|show|-c core\.fileMode=false diff|checkout [0-9a-f]{40})\b/,
  /^echo "No test files to reset"/,
  // Locales are made by the machine's owner; C.UTF-8 is on every one.
  /locale-gen/,
  /^export (LANG|LC_ALL|LANGUAGE)=/,
];

/**
 * Takes an `eval_script` apart: `swebench.harness` wraps the tests in `Start Test Output` and `End Test Output`, and what
 * is between the test patch and the start builds the project.
 */
export function evaluationOf({ id, script }: Pick<Instance, 'id' | 'script'>): Evaluation {
  const commands = commandsOf(script);
  const start = commands.indexOf(": '>>>>> Start Test Output'");
  const end = commands.indexOf(": '>>>>> End Test Output'");
  if (start === -1 || end < start)
    throw new GroundworkError({
      code: 'swe.script_unreadable',
      message: `The test script of ${id} does not say where its tests start and end`,
      fix: 'Use a dataset as SWE-bench publishes it since version 5.',
      exit: exitCodes.usage,
    });
  const wanted = (command: string): boolean =>
    command.trim() !== '' && !/^git apply\b.*<<\s*'?\w+/.test(command) && !ofTheContainer.some((pattern) => pattern.test(command));
  return { build: commands.slice(0, start).filter(wanted), tests: commands.slice(start + 1, end).filter(wanted) };
}

/** Lines of a shell script; what a here document holds stays with its command. */
function commandsOf(script: string): readonly string[] {
  const commands: string[] = [];
  let until: string | null = null;
  for (const line of script.split('\n')) {
    const last = commands.length - 1;
    if (until === null) commands.push(line);
    else commands[last] = `${commands[last] ?? ''}\n${line}`;
    if (until === line) until = null;
    else until ??= /<<-?\s*(['"]?)(\w+)\1/.exec(line)?.[2] ?? null;
  }
  return commands;
}
