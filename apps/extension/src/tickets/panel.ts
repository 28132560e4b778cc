import * as vscode from 'vscode';
import { z } from 'zod';
import { showError } from '../commands/errors.ts';
import { showPlace } from '../commands/places.ts';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import type { FollowedTickets, TicketSeen } from './followed.ts';
import { openRequest } from './publish.ts';
import { fromTicketPageSchema, type FromTicketPage, type ToTicketPage } from './messages.ts';
import { ticketModel } from './model.ts';
import type { ReceiptPanel } from './receipt.ts';
import { chooseTicketModel, ticketSettings } from './settings.ts';

export interface PagesOptions {
  readonly context: vscode.ExtensionContext;
  readonly current: Current;
  readonly followed: FollowedTickets;
  readonly receipt: ReceiptPanel;
}

const viewType = 'groundwork.ticket';
/** What a page keeps of itself over a reload. */
const keptSchema = z.object({ id: z.string().min(1) });

/** One page a ticket; it comes back where it was after a reload. */
export class TicketPanels implements vscode.Disposable {
  readonly #options: PagesOptions;
  readonly #panels = new Map<string, vscode.WebviewPanel>();
  readonly #restored: vscode.Disposable;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.#restored = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state) => {
        const kept = keptSchema.safeParse(state);
        if (kept.success && !this.#panels.has(kept.data.id)) this.#adopt(kept.data.id, panel);
        else panel.dispose();
      },
    });
  }

  open(id: string): void {
    const known = this.#panels.get(id);
    if (known) return known.reveal();
    // A line that is being written to the agent is still there when the page was hidden by a diff.
    this.#adopt(id, vscode.window.createWebviewPanel(viewType, id, vscode.ViewColumn.Active, { retainContextWhenHidden: true }));
  }

  #adopt(id: string, panel: vscode.WebviewPanel): void {
    const { context, current, followed } = this.#options;
    let last: TicketSeen | null = null;
    const show = (seen: TicketSeen): void => {
      last = seen;
      const { ticket, session, busy, trouble } = seen;
      if (!ticket && !trouble) return;
      const message: ToTicketPage = ticket
        ? { type: 'model', model: ticketModel(ticket, session, busy, trouble) }
        : { type: 'model', model: { kind: 'trouble', id, trouble } };
      tellPage(panel.webview, message);
    };
    panel.iconPath = new vscode.ThemeIcon('tasklist');
    this.#panels.set(id, panel);
    const watching = followed.watch(id, show);
    panel.onDidDispose(() => {
      this.#panels.delete(id);
      watching.dispose();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = fromTicketPageSchema.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'ready') return last && show(last);
      this.#act(id, panel, parsed.data).catch((cause: unknown) => showError(cause, current));
    });
    void fillWebview(panel.webview, { context, page: 'tickets', title: id });
  }

  async #act(id: string, panel: vscode.WebviewPanel, asked: FromTicketPage): Promise<void> {
    const { current, followed, receipt } = this.#options;
    switch (asked.type) {
      case 'close':
        return panel.dispose();
      case 'answer':
        return followed.ask(id, (window) => window.call('tickets/answer', { id, answers: asked.answers }));
      case 'approve':
        return followed.ask(id, (window) => window.call('tickets/approve', { id, hash: asked.hash }));
      case 'solve':
        return this.#solve(id, asked.resume);
      case 'model':
        if (await chooseTicketModel()) await this.#solve(id, false);
        return;
      case 'deliver':
        return followed.ask(id, (window) => window.call('tickets/deliver', { id }));
      case 'publish':
        return followed.ask(id, (window) => openRequest(window, id));
      case 'stop':
        return followed.tell(id, (window) => window.call('tickets/stop', { id }));
      case 'steer':
        return followed.tell(id, (window) => window.call('tickets/steer', { id, text: asked.text }));
      case 'plan':
        return followed.tell(id, (window) => window.call('tickets/plan', { id, text: asked.text }));
      case 'diff':
        return receipt.compare(id, asked.path, { column: panel.viewColumn });
      case 'place':
        if (followed.holds(id, asked.file)) return receipt.compare(id, asked.file, { column: panel.viewColumn, line: asked.line });
        return showPlace(current.session().folder.uri, { file: asked.file, line: Math.max(0, (asked.line ?? 1) - 1) });
      case 'file':
        return void (await vscode.commands.executeCommand('groundwork.openTicketFile', { name: id }));
      case 'open':
        return void (await vscode.env.openExternal(vscode.Uri.parse(asked.url, true)));
      case 'copy':
        return vscode.env.clipboard.writeText(asked.text);
      case 'ready':
      case 'ticket':
      case 'propose':
      case 'save':
        return;
    }
  }

  #solve(id: string, resume: boolean): Promise<void> {
    return this.#options.followed.ask(id, async (window) => void (await window.call('tickets/solve', { id, resume, ...ticketSettings() })));
  }

  /** Pages stay: the editor brings them back after a reload. */
  dispose(): void {
    this.#restored.dispose();
  }
}
