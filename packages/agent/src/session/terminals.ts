import {
  RequestError,
  type CreateTerminalRequest,
  type TerminalOutputResponse,
  type WaitForTerminalExitResponse,
} from '@agentclientprotocol/sdk';
import type { Jail, JailedProcess } from '../jail/jail.ts';

const mostBytes = 1024 * 1024;

interface Terminal {
  readonly process: JailedProcess;
  readonly most: number;
  output: string;
  truncated: boolean;
  exit: WaitForTerminalExitResponse | null;
}

/** Commands an agent asks its client to run: they run in the jail, as those it runs itself. */
export class Terminals {
  readonly #jail: Jail;
  readonly #all = new Map<string, Terminal>();
  #next = 1;

  constructor(jail: Jail) {
    this.#jail = jail;
  }

  create({ command, args = [], env = [], cwd, outputByteLimit }: CreateTerminalRequest): { terminalId: string } {
    const process = this.#jail.start({
      command: [command, ...args],
      env: Object.fromEntries(env.map(({ name, value }) => [name, value])),
      ...(cwd && { cwd }),
    });
    const terminal: Terminal = {
      process,
      most: Math.min(outputByteLimit ?? mostBytes, mostBytes),
      output: '',
      truncated: false,
      exit: null,
    };
    const add = (data: Buffer): void => {
      const text = terminal.output + data.toString('utf8');
      terminal.truncated ||= text.length > terminal.most;
      terminal.output = text.slice(-terminal.most);
    };
    process.stdin.end();
    process.stdout.on('data', add);
    process.stderr.on('data', add);
    void process.exited.then(({ code }) => (terminal.exit = { exitCode: code, signal: code === null ? 'SIGKILL' : null }));
    const terminalId = `terminal-${this.#next}`;
    this.#next += 1;
    this.#all.set(terminalId, terminal);
    return { terminalId };
  }

  output(id: string): TerminalOutputResponse {
    const { output, truncated, exit } = this.#find(id);
    return { output, truncated, exitStatus: exit };
  }

  async wait(id: string): Promise<WaitForTerminalExitResponse> {
    const terminal = this.#find(id);
    const { code } = await terminal.process.exited;
    return terminal.exit ?? { exitCode: code, signal: null };
  }

  kill(id: string): void {
    this.#find(id).process.kill();
  }

  release(id: string): void {
    this.#find(id).process.kill();
    this.#all.delete(id);
  }

  close(): void {
    for (const { process } of this.#all.values()) process.kill();
    this.#all.clear();
  }

  #find(id: string): Terminal {
    const terminal = this.#all.get(id);
    if (!terminal) throw RequestError.resourceNotFound(id);
    return terminal;
  }
}
