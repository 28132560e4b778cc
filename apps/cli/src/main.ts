import { run } from '@stricli/core';
import { createApplication } from './application.ts';
import { Readable } from 'node:stream';
import { interrupted, type CliContext, type CliProcess, type InputStream } from './context.ts';
import { exitCodeFromStricli } from './errors/exit-code.ts';
import { createHost } from './host.ts';
import { createTerminal, type OutputStream } from './terminal/terminal.ts';

export interface MainOptions {
  /** The words after the program's name. */
  readonly inputs: readonly string[];
  /** Nothing unless given. */
  readonly stdin?: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly handSignals?: CliContext['handSignals'];
}

/** Runs one command line and gives the exit code it ends with. Never throws, never exits. */
export async function main({
  inputs,
  stdin = Readable.from([]),
  stdout,
  stderr,
  env,
  cwd,
  signal,
  handSignals = () => () => {},
}: MainOptions): Promise<number> {
  const out = createTerminal(stdout, env);
  const err = createTerminal(stderr, env);
  const json = before(inputs, '--').includes('--json');
  let ending = 0;
  const process: CliProcess = {
    stdout: { write: (text) => out.write(text) },
    stderr: { write: (text) => void (text.trim() !== '' && err.write(text)) },
    env,
  };
  const context: CliContext = {
    process,
    env,
    stdin,
    cwd,
    handSignals,
    out,
    err,
    json,
    host: createHost({ err, json, signal }),
    endWith: (code) => {
      ending = code;
    },
  };
  await run(createApplication(context), helpAsFlag(inputs), context);
  const code = exitCodeFromStricli(Number(process.exitCode ?? 0));
  if (signal.aborted) return interrupted;
  return code === 0 ? ending : code;
}

/** `groundwork help up` is what many type for `groundwork up --help`. */
function helpAsFlag(inputs: readonly string[]): readonly string[] {
  return inputs[0] === 'help' ? [...inputs.slice(1), '--help'] : inputs;
}

function before(inputs: readonly string[], end: string): readonly string[] {
  const at = inputs.indexOf(end);
  return at === -1 ? inputs : inputs.slice(0, at);
}
