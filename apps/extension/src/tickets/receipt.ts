import * as vscode from 'vscode';
import { z } from 'zod';
import { showError } from '../commands/errors.ts';
import { showPlace } from '../commands/places.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import type { Current } from '../session/current.ts';
import type { TicketContent } from './content.ts';
import type { FollowedTickets, TicketSeen } from './followed.ts';
import { openRequest } from './publish.ts';
import { fromTicketPageSchema, type FromTicketPage, type ToTicketPage } from './messages.ts';
import { receiptModel } from './receipt-model.ts';

export interface ReceiptOptions {
  readonly context: vscode.ExtensionContext;
  readonly current: Current;
  readonly followed: FollowedTickets;
  readonly content: TicketContent;
}

export interface CompareOptions {
  /** Where the diff is to be. */
  readonly column?: vscode.ViewColumn | undefined;
  /** 1-based, of the changed side. */
  readonly line?: number | null;
}

const viewType = 'groundwork.receipt';
const keptSchema = z.object({ id: z.string().min(1) });

/** The receipt of a ticket in a column beside its diff: one panel, that goes with the diff that is looked at. */
export class ReceiptPanel implements vscode.Disposable {
  readonly #options: ReceiptOptions;
  readonly #own: vscode.Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  #watching: vscode.Disposable | null = null;
  #id: string | null = null;
  #path: string | null = null;
  #seen: TicketSeen | null = null;

  constructor(options: ReceiptOptions) {
    this.#options = options;
    const { followed, content } = options;
    this.#own = [
      vscode.window.tabGroups.onDidChangeTabs(() => this.#look()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#look()),
      followed.onEvents(({ id, events }) => events.some(({ kind }) => kind === 'changed') && content.refresh(id)),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state) => {
          const kept = keptSchema.safeParse(state);
          if (!kept.success || this.#panel) return panel.dispose();
          this.#adopt(panel);
          this.#follow(kept.data.id);
          this.#look();
        },
      }),
    ];
  }

  /** The diff of one file, with the receipt beside it. */
  async compare(id: string, path: string, { column = vscode.ViewColumn.One, line = null }: CompareOptions = {}): Promise<void> {
    this.#follow(id);
    await this.#options.content.compare(id, path, column, line);
    this.#path = path;
    if (this.#panel && this.#panel.viewColumn !== column) this.#panel.reveal(undefined, true);
    else {
      this.#panel?.dispose();
      const alone = vscode.window.tabGroups.all.length === 1;
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(viewType, 'Receipt', place, { retainContextWhenHidden: true }));
      // The diff is what is read: it gets the wider column.
      if (alone)
        await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation: 0, groups: [{ size: 0.62 }, { size: 0.38 }] });
    }
    this.#show();
  }

  #follow(id: string): void {
    if (this.#id === id) return;
    this.#watching?.dispose();
    [this.#id, this.#path, this.#seen] = [id, null, null];
    this.#watching = this.#options.followed.watch(id, (seen) => {
      this.#seen = seen;
      this.#show();
    });
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.iconPath = new vscode.ThemeIcon('verified');
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#watching?.dispose();
      [this.#watching, this.#id] = [null, null];
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = fromTicketPageSchema.safeParse(message);
      if (parsed.success) this.#act(parsed.data).catch((cause: unknown) => showError(cause, this.#options.current));
    });
    void fillWebview(panel.webview, { context: this.#options.context, page: 'tickets', title: 'Receipt' });
  }

  async #act(asked: FromTicketPage): Promise<void> {
    const { current, followed } = this.#options;
    const id = this.#id;
    if (id === null) return;
    // The column of the diff: the receipt stays in its own.
    const column = this.#columnOfDiff();
    switch (asked.type) {
      case 'ready':
        return this.#show();
      case 'diff':
        return this.compare(id, asked.path, { column });
      case 'place':
        if (followed.holds(id, asked.file)) return this.compare(id, asked.file, { column, line: asked.line });
        return showPlace(current.session().folder.uri, { file: asked.file, line: Math.max(0, (asked.line ?? 1) - 1) }, { beside: true });
      case 'deliver':
        return followed.ask(id, (window) => window.call('tickets/deliver', { id }));
      case 'publish':
        return followed.ask(id, (window) => openRequest(window, id));
      case 'ticket':
        return void (await vscode.commands.executeCommand('groundwork.showTicket', { name: id }));
      case 'open':
        return void (await vscode.env.openExternal(vscode.Uri.parse(asked.url, true)));
      case 'copy':
        return vscode.env.clipboard.writeText(asked.text);
      default:
    }
  }

  /** Goes with the diff that is looked at. */
  #look(): void {
    if (!this.#panel) return;
    const shown = this.#options.content.shownIn(vscode.window.tabGroups.activeTabGroup.activeTab);
    if (!shown || (shown.id === this.#id && shown.path === this.#path)) return;
    this.#follow(shown.id);
    this.#path = shown.path;
    this.#show();
  }

  #columnOfDiff(): vscode.ViewColumn {
    const { content } = this.#options;
    const group = vscode.window.tabGroups.all.find(({ activeTab }) => content.shownIn(activeTab)?.id === this.#id);
    return group?.viewColumn ?? vscode.ViewColumn.One;
  }

  #show(): void {
    if (!this.#panel || !this.#seen?.ticket) return;
    const { ticket, session, busy, trouble } = this.#seen;
    const message: ToTicketPage = { type: 'model', model: receiptModel(ticket, session, this.#path, { busy, trouble }) };
    tellPage(this.#panel.webview, message);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#own).dispose();
    this.#watching?.dispose();
  }
}
