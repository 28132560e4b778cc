import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';

const linesAtFirst = 500;

/** What services of an environment say, as native output, followed while the window is there. */
export class CloudLogs implements vscode.Disposable {
  readonly #current: Current;
  readonly #channels = new Map<string, vscode.OutputChannel>();
  readonly #own: vscode.Disposable[] = [];

  constructor(current: Current) {
    this.#current = current;
  }

  async show(name: string): Promise<void> {
    const { window } = this.#current.session();
    const id = `cloud ${name}`;
    const known = this.#channels.get(name);
    const channel = known ?? vscode.window.createOutputChannel(`Groundwork: ${name}`, 'log');
    channel.clear();
    channel.show(true);
    if (!known) {
      this.#channels.set(name, channel);
      this.#own.push(
        channel,
        window.on('logs/lines', (said) => {
          if (said.id === id) channel.append(`${said.lines.map((line) => `${line.name}  ${line.text}`).join('\n')}\n`);
        }),
      );
    }
    await window.call('clouds/follow', { id, name, service: null, lines: linesAtFirst });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#own).dispose();
  }
}
