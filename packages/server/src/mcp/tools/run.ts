import { prepareRun } from '@groundwork/toolkit';
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { defineTool } from '../tool.ts';
import { withFix } from './running.ts';

const mostCharacters = 20_000;

export const runTool = defineTool({
  name: 'run',
  title: 'Run a command as a service',
  description:
    'Runs a command, or a job of the blueprint, with all a service is given: its folder, its variables, its databases. For tests, migrations, scripts: `run {service: "api", command: ["pytest", "-q"]}`. Runs to its end and gives what it printed last.',
  changes: 'anything',
  input: z.object({
    service: z.string().describe('Whose folder, variables and resources'),
    command: z
      .array(z.string())
      .default([])
      .describe('Program and arguments; the start command of the service where empty, with options where they begin with -'),
    timeout_seconds: z.int().min(1).max(3600).default(600),
  }),
  output: z.strictObject({
    exit: z.int().nullable().describe('null where it was ended'),
    output: z.string().describe('The end of what it printed'),
    reason: z.string().nullable(),
  }),
  run: async ({ service, command, timeout_seconds }, { workspace, consents, env, host }) => {
    const asked = { host, yes: consents, environment: 'local', words: command, env, ask: async () => null };
    const program = await prepareRun(workspace.dir, service, asked).catch(withFix);
    const { exit, output } = await runProgram(program, AbortSignal.any([host.signal, AbortSignal.timeout(timeout_seconds * 1000)]));
    await program.release(exit ?? 1);
    return { exit, output: output.slice(-mostCharacters), reason: program.reason(exit ?? 1, output)?.message ?? null };
  },
});

/** In a process group of its own, of which nothing is left. */
function runProgram(
  { argv: [file = '', ...words], cwd, env }: Pick<Awaited<ReturnType<typeof prepareRun>>, 'argv' | 'cwd' | 'env'>,
  signal: AbortSignal,
): Promise<{ readonly exit: number | null; readonly output: string }> {
  return new Promise((done) => {
    const child = spawn(file, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const end = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4 * mostCharacters)));
    child.once('error', (error) => done({ exit: 127, output: error.message }));
    child.once('exit', end).once('close', (exit) => done({ exit, output }));
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
