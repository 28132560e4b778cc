import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { GroundworkError, exitCodes } from '@groundwork/host';
import type * as vscode from 'vscode';
import { endpointSchema, type Endpoint, type ServerSource } from './endpoint.ts';

/** How the command line is started here: a path of its own from the settings, or `groundwork` on PATH. */
export interface CommandLine {
  readonly file: string;
  readonly arguments: readonly string[];
}

/** Servers this editor started, one a folder. They end with it: their standard input closes. */
export class StartedServers implements ServerSource {
  readonly #command: () => CommandLine;
  readonly #log: (line: string) => void;
  readonly #running = new Map<string, { readonly child: ChildProcess; readonly endpoint: Promise<Endpoint> }>();

  constructor(command: () => CommandLine, log: (line: string) => void) {
    this.#command = command;
    this.#log = log;
  }

  endpoint(folder: Pick<vscode.Uri, 'fsPath'>): Promise<Endpoint> {
    const known = this.#running.get(folder.fsPath);
    if (known) return known.endpoint;
    const { file, arguments: before } = this.#command();
    const child = spawn(file, [...before, 'serve', '--json', folder.fsPath], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      // An editor's own program is a Node only when it is told so.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    createInterface({ input: child.stderr }).on('line', this.#log);
    const endpoint = firstLine(child, file);
    this.#running.set(folder.fsPath, { child, endpoint });
    child.once('exit', (code) => {
      this.#log(`groundwork serve ${folder.fsPath} ended (${code ?? 'killed'})`);
      this.#running.delete(folder.fsPath);
    });
    return endpoint;
  }

  dispose(): void {
    for (const { child } of this.#running.values()) child.kill('SIGTERM');
  }
}

function firstLine(child: ChildProcess, file: string): Promise<Endpoint> {
  return new Promise((resolve, reject) => {
    const words: string[] = [];
    child.stderr?.on('data', (data) => words.push(String(data)));
    child.once('error', (cause) => reject(cannotStart(file, cause)));
    child.once('exit', () => reject(ended(words.join('').trim())));
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    lines.on('line', (line) => {
      try {
        resolve(endpointSchema.parse(JSON.parse(line)));
      } catch {
        // Not the line that was waited for.
      }
    });
  });
}

function cannotStart(file: string, cause: unknown): GroundworkError {
  return new GroundworkError({
    code: 'extension.no_command_line',
    message: `The command line of Groundwork was not found: ${file}`,
    fix: 'npm install --global @groundwork/cli, or set groundwork.commandLine to where it is',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}

function ended(words: string): GroundworkError {
  return new GroundworkError({
    code: 'extension.server_ended',
    message: words.split('\n').at(-1) || 'The workspace server ended before it listened',
    fix: 'Groundwork: Show Output says what it printed',
  });
}
