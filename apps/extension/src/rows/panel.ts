import { GroundworkError } from '@groundwork/host';
import type { Rows } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromRowsSchema, type RowsModel, type ToRows } from './messages.ts';

/** Where rows come from; asked again for every page and refresh. */
export interface RowSource {
  readonly title: string;
  readonly subtitle: string;
  readonly resource: string;
  readonly paged: boolean;
  readonly read: (offset: number, signal: AbortSignal) => Promise<{ readonly rows: Rows; readonly said: string }>;
}

/** Rows of tables and answers of queries, each key in a panel of its own. */
export class RowPanels implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #closed: () => void;
  readonly #panels = new Map<string, RowPanel>();

  /** `closed` is called when one is closed. */
  constructor(context: vscode.ExtensionContext, closed: () => void) {
    this.#context = context;
    this.#closed = closed;
  }

  /** Resources of which rows are shown. */
  get resources(): readonly string[] {
    return [...this.#panels.values()].flatMap(({ resource }) => resource ?? []);
  }

  async show(key: string, source: RowSource, column: vscode.ViewColumn): Promise<void> {
    let panel = this.#panels.get(key);
    if (!panel) {
      panel = new RowPanel(this.#context, source.title, column, () => {
        this.#panels.delete(key);
        this.#closed();
      });
      this.#panels.set(key, panel);
    }
    await panel.load(source);
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
  }
}

class RowPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  #source: RowSource | null = null;
  #offset = 0;
  #reading = new AbortController();
  #model: RowsModel | null = null;

  constructor(context: vscode.ExtensionContext, title: string, viewColumn: vscode.ViewColumn, closed: () => void) {
    this.#panel = vscode.window.createWebviewPanel(
      'groundwork.rows',
      title,
      { viewColumn, preserveFocus: true },
      { retainContextWhenHidden: true },
    );
    this.#panel.iconPath = new vscode.ThemeIcon('table');
    this.#panel.onDidDispose(() => {
      this.#reading.abort();
      closed();
    });
    this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message));
    void fillWebview(this.#panel.webview, { context, page: 'rows', title });
  }

  get resource(): string | null {
    return this.#source?.resource ?? null;
  }

  async load(source: RowSource): Promise<void> {
    this.#source = source;
    this.#panel.title = source.title;
    this.#panel.reveal(undefined, true);
    await this.#read(0);
  }

  async #read(offset: number): Promise<void> {
    const source = this.#source;
    if (!source) return;
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#offset = offset;
    const { title, subtitle, paged } = source;
    this.#show({ state: 'waiting', title, subtitle });
    try {
      const { rows, said } = await source.read(offset, reading.signal);
      if (!reading.signal.aborted) this.#show({ state: 'shown', title, subtitle, rows, offset, paged, said });
    } catch (cause) {
      const { message, fix } = cause instanceof GroundworkError ? cause : { message: String(cause), fix: null };
      if (this.#reading === reading)
        this.#show({ state: 'failed', title, subtitle, message: reading.signal.aborted ? 'Cancelled' : message, fix });
    }
  }

  #hear(message: unknown): void {
    const parsed = fromRowsSchema.safeParse(message);
    if (!parsed.success) return;
    switch (parsed.data.type) {
      case 'ready':
        if (this.#model) this.#show(this.#model);
        break;
      case 'page':
        void this.#read(parsed.data.offset);
        break;
      case 'refresh':
        void this.#read(this.#offset);
        break;
      case 'cancel':
        this.#reading.abort();
        break;
    }
  }

  #show(model: RowsModel): void {
    this.#model = model;
    const message: ToRows = { type: 'rows', model };
    tellPage(this.#panel.webview, message);
  }

  dispose(): void {
    this.#panel.dispose();
  }
}
