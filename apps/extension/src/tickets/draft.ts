import { GroundworkError } from '@groundwork/host';
import type { TicketProposed } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { showError } from '../commands/errors.ts';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromTicketPageSchema, type FromTicketPage, type ToTicketPage } from './messages.ts';
import { draftModel, type Trouble } from './model.ts';

const viewType = 'groundwork.newTicket';

/** The page a ticket is written on: words, what they are taken for, and questions. */
export class DraftPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #written: (id: string) => void;
  #panel: vscode.WebviewPanel | null = null;
  #proposed: TicketProposed | null = null;
  #trouble: Trouble | null = null;
  #asked = 0;
  #busy = false;
  readonly #restored: vscode.Disposable;

  constructor(context: vscode.ExtensionContext, current: Current, written: (id: string) => void) {
    this.#context = context;
    this.#current = current;
    this.#written = written;
    // What was written on it is kept by the page.
    this.#restored = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  open(): void {
    if (this.#panel) return this.#panel.reveal();
    this.#adopt(vscode.window.createWebviewPanel(viewType, 'New Ticket', vscode.ViewColumn.Active, { retainContextWhenHidden: true }));
  }

  #adopt(panel: vscode.WebviewPanel): void {
    panel.iconPath = new vscode.ThemeIcon('tasklist');
    this.#panel = panel;
    [this.#proposed, this.#trouble, this.#busy] = [null, null, false];
    panel.onDidDispose(() => this.#panel === panel && (this.#panel = null));
    panel.webview.onDidReceiveMessage(
      (message: unknown) => void this.#hear(message).catch((cause: unknown) => showError(cause, this.#current)),
    );
    void fillWebview(panel.webview, { context: this.#context, page: 'tickets', title: 'New Ticket' });
  }

  async #hear(message: unknown): Promise<void> {
    const parsed = fromTicketPageSchema.safeParse(message);
    if (!parsed.success) return;
    const asked = parsed.data;
    if (asked.type === 'ready') return this.#show();
    if (asked.type === 'copy') return vscode.env.clipboard.writeText(asked.text);
    if (asked.type === 'open') return void (await vscode.env.openExternal(vscode.Uri.parse(asked.url, true)));
    if (asked.type === 'propose' || asked.type === 'save') await this.#ask(asked);
  }

  async #ask(asked: Extract<FromTicketPage, { type: 'propose' | 'save' }>): Promise<void> {
    const turn = ++this.#asked;
    const { window } = this.#current.session();
    const { given, answers } = asked;
    [this.#busy, this.#trouble] = [true, null];
    this.#show();
    try {
      if (asked.type === 'save') {
        const { id } = await window.call('tickets/save', { given, answers });
        this.#panel?.dispose();
        return this.#written(id);
      }
      const proposed = await window.call('tickets/propose', { given, answers });
      if (turn === this.#asked) this.#proposed = proposed;
    } catch (cause) {
      if (!(cause instanceof GroundworkError)) throw cause;
      this.#trouble = { code: cause.code, message: cause.message, fix: cause.fix };
    } finally {
      if (turn === this.#asked) this.#busy = false;
      this.#show();
    }
  }

  #show(): void {
    const message: ToTicketPage = { type: 'model', model: draftModel(this.#proposed, this.#busy, this.#trouble) };
    tellPage(this.#panel?.webview, message);
  }

  /** The page stays: the editor brings it back after a reload. */
  dispose(): void {
    this.#restored.dispose();
  }
}
