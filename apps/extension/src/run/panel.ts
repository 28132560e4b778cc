import type { Preview } from '@groundwork/protocol';
import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromPlanSchema, type ToPlan } from './messages.ts';
import { planModel } from './model.ts';

/** Shows what Run would do, and runs it when a person says so. */
export class PlanPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #agreed: (install: boolean) => void;
  readonly #watch: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;
  #preview: Preview | null = null;
  #seen: unknown = null;

  /** `agreed` is called once a person agreed to what is shown, and whether servers that are missing may be installed. */
  constructor(context: vscode.ExtensionContext, current: Current, agreed: (install: boolean) => void) {
    this.#context = context;
    this.#agreed = agreed;
    this.#current = current;
    this.#watch = current.onChange(({ blueprint, secrets }) => {
      const seen = JSON.stringify([blueprint?.services.map(({ start }) => start), secrets]);
      if (seen === this.#seen) {
        this.#show();
        return;
      }
      this.#seen = seen;
      if (this.#panel) void this.#readAgain();
    });
  }

  open(preview: Preview): void {
    this.#preview = preview;
    if (this.#panel) {
      this.#panel.reveal();
      this.#show();
      return;
    }
    const panel = vscode.window.createWebviewPanel('groundwork.plan', 'Run', vscode.ViewColumn.Active);
    panel.iconPath = new vscode.ThemeIcon('play');
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = null;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message));
    void fillWebview(panel.webview, { context: this.#context, page: 'run', title: 'Run' });
  }

  #hear(message: unknown): void {
    const parsed = fromPlanSchema.safeParse(message);
    if (!parsed.success) return;
    switch (parsed.data.type) {
      case 'ready':
        this.#show();
        break;
      case 'close':
        this.#panel?.dispose();
        break;
      case 'run':
        this.#panel?.dispose();
        this.#agreed(parsed.data.install);
        break;
      case 'secret':
        void vscode.commands.executeCommand('groundwork.setSecret', { name: parsed.data.name });
        break;
      case 'copy':
        void vscode.env.clipboard.writeText(parsed.data.text);
        break;
    }
  }

  async #readAgain(): Promise<void> {
    try {
      this.#preview = await this.#current.session().window.call('environment/preview', {});
      this.#show();
    } catch {
      // The plan that was shown stays; Run says what is wrong.
    }
  }

  #show(): void {
    if (!this.#panel || !this.#preview) return;
    const message: ToPlan = { type: 'plan', model: planModel(this.#preview, this.#current.snapshot) };
    tellPage(this.#panel.webview, message);
  }

  dispose(): void {
    this.#watch.dispose();
  }
}
