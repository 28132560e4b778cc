import { run } from '@stricli/core';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createApplication } from './application.ts';
import { routes } from './commands/index.ts';
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
  await run(createApplication(context), asCommand(inputs, cwd), context);
  const code = exitCodeFromStricli(Number(process.exitCode ?? 0));
  if (signal.aborted) return interrupted;
  return code === 0 ? ending : code;
}

/**
 * `groundwork help up` is what many type for `groundwork up --help`, and a folder alone, or nothing, opens it. A name that a command has
 * is the command; `./up` is the folder.
 */
function asCommand(inputs: readonly string[], cwd: string): readonly string[] {
  const [first] = inputs;
  if (first === 'help') return [...inputs.slice(1), '--help'];
  if (first === undefined) return ['open'];
  if (Object.hasOwn(routes, first) || /^-+(?:h|help|help-all|helpAll|v|version)$/.test(first)) return inputs;
  if (first.startsWith('--')) return ['open', ...inputs];
  const isFolder = /[\\/]|^\.\.?$/.test(first) || statSync(resolve(cwd, first), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? ['open', ...inputs] : inputs;
}

function before(inputs: readonly string[], end: string): readonly string[] {
  const at = inputs.indexOf(end);
  return at === -1 ? inputs : inputs.slice(0, at);
}
