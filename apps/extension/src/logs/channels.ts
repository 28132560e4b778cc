import * as vscode from 'vscode';
import { chosenName } from '../commands/arguments.ts';
import type { Command } from '../commands/command.ts';
import { stateLooks } from '../model/look.ts';
import type { Current } from '../session/current.ts';
import type { Session } from '../session/session.ts';

const linesAtFirst = 2000;
/** Follows every service; no name of a service has a space. */
const all = 'all services';
const kept = 'groundwork.logs';

interface Followed {
  readonly channel: vscode.OutputChannel;
  readonly name: string | null;
}

/** Logs as native output, one channel a service, followed for as long as the window is there, and again once it is loaded anew. */
export class Logs implements vscode.Disposable {
  readonly #current: Current;
  readonly #memory: vscode.Memento;
  readonly #followed = new Map<string, Followed>();
  readonly #watch: vscode.Disposable;
  #brought = false;
  #session: Session | null = null;
  #hearing: vscode.Disposable | null = null;

  /** `memory` is that of the folder. */
  constructor(current: Current, memory: vscode.Memento) {
    this.#current = current;
    this.#memory = memory;
    this.#watch = current.onChange(({ connection, status }) => {
      if (connection !== 'connected') return;
      if (this.#session !== current.session()) this.#hearing?.dispose();
      if (this.#brought || !status) return;
      this.#brought = true;
      const names = new Set([all, ...[...status.services, ...status.resources].map(({ name }) => name)]);
      for (const id of memory.get<string[]>(kept, [])) if (names.has(id)) void this.#open(id).catch(() => {});
    });
  }

  async show(name: string | null): Promise<void> {
    const id = name ?? all;
    const opening = this.#open(id);
    this.#followed.get(id)?.channel.show(true);
    await opening;
  }

  async #open(id: string): Promise<void> {
    if (this.#followed.has(id)) return;
    const channel = vscode.window.createOutputChannel(`Groundwork: ${id}`, 'log');
    this.#followed.set(id, { channel, name: id === all ? null : id });
    void this.#memory.update(kept, [...this.#followed.keys()]);
    this.#listen();
    await this.#follow(id);
  }

  #listen(): void {
    const session = this.#current.session();
    if (this.#session === session) return;
    this.#session = session;
    this.#hearing = vscode.Disposable.from(
      session.window.on('logs/lines', ({ id, lines }) => {
        const followed = this.#followed.get(id);
        if (!followed) return;
        const text = lines.map((line) => (followed.name === null ? `${line.name}  ${line.text}` : line.text));
        followed.channel.append(`${text.join('\n')}\n`);
      }),
      // A server that came back knows nothing of who followed what.
      session.window.onState((state) => {
        if (state === 'connected') for (const id of this.#followed.keys()) void this.#follow(id).catch(() => {});
      }),
    );
  }

  async #follow(id: string): Promise<void> {
    const followed = this.#followed.get(id);
    if (!followed) return;
    followed.channel.clear();
    await this.#current.session().window.call('logs/follow', { id, name: followed.name, lines: linesAtFirst });
  }

  dispose(): void {
    this.#watch.dispose();
    this.#hearing?.dispose();
    for (const { channel } of this.#followed.values()) channel.dispose();
  }
}

export function logCommands(current: Current, logs: Logs): readonly Command[] {
  return [
    {
      id: 'groundwork.showLogs',
      run: async (argument) => {
        const { status } = current.snapshot;
        const choices = [...(status?.services ?? []), ...(status?.resources ?? [])]
          .filter(({ state }) => state !== 'stopped')
          .map(({ name, state }) => ({ name, detail: stateLooks[state].word }));
        const everything = choices.length > 1 ? [{ name: all, detail: 'together' }] : [];
        const name = await chosenName(argument, 'Whose log?', [...everything, ...choices], 'Nothing runs, so nothing is logged.');
        await logs.show(name === all ? null : name);
      },
    },
  ];
}
