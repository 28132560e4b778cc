import type { ScriptedToolCall } from '@groundwork/gateway/testing';

/** What a model says to an agent to have something done: each has tools of its own. */
export interface Hands {
  /** Replaces a text in a file, in a way the agent asks permission for. */
  replace(file: string, from: string, to: string): ScriptedToolCall;
  /** Runs a command in the mode that asks, and is permitted. */
  run(command: string): ScriptedToolCall;
  /** Gemini CLI 0.61 writes over a session that is opened again within the same minute: its host begins a new one then. */
  readonly resumesAtOnce?: false;
}

/** By the agent's name. */
export const hands: Readonly<Record<string, Hands>> = {
  groundwork: {
    replace: (path, old_text, new_text) => ({ name: 'edit', input: { path, old_text, new_text } }),
    run: (command) => ({ name: 'bash', input: { command } }),
  },
  opencode: {
    replace: (filePath, oldString, newString) => ({ name: 'edit', input: { filePath, oldString, newString } }),
    run: (command) => ({ name: 'bash', input: { command, description: 'As asked' } }),
  },
  gemini: {
    replace: (file_path, old_string, new_string) => ({
      name: 'replace',
      input: { file_path, old_string, new_string, instruction: 'As asked' },
    }),
    run: (command) => ({ name: 'run_shell_command', input: { command, description: 'As asked' } }),
    resumesAtOnce: false,
  },
  codex: {
    replace: (file, from, to) => escalated(`sed -i 's/${from}/${to}/' ${file}`),
    run: (command) => escalated(command),
  },
};

/** Beyond what its sandbox lets it do, a model of Codex asks for a command to be run without. */
const escalated = (cmd: string): ScriptedToolCall => ({
  name: 'exec_command',
  input: { cmd, sandbox_permissions: 'require_escalated', justification: 'As asked' },
});
