import { after, sessionState, type SessionState } from '@groundwork/agent/contract';
import { GroundworkError } from '@groundwork/host';
import type { MessageOf, TicketShown } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { showError } from '../commands/errors.ts';
import { showPlace } from '../commands/places.ts';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import type { TicketContent } from './content.ts';
import { fromTicketPageSchema, type FromTicketPage, type ToTicketPage } from './messages.ts';
import { ticketModel, type Trouble } from './model.ts';

interface Shown {
  readonly panel: vscode.WebviewPanel;
  ticket: TicketShown | null;
  session: SessionState | null;
  busy: boolean;
  trouble: Trouble | null;
  /** Of the list, to see when it has to be asked for again. */
  state: string;
}

/** One page a ticket. It follows whatever is done with it, by this window or by others. */
export class TicketPanels implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #content: TicketContent;
  readonly #shown = new Map<string, Shown>();
  readonly #watch: vscode.Disposable;
  #heard: object | null = null;

  constructor(context: vscode.ExtensionContext, current: Current, content: TicketContent) {
    this.#context = context;
    this.#current = current;
    this.#content = content;
    this.#watch = current.onChange(({ tickets }) => {
      for (const [id, shown] of this.#shown) {
        const state = JSON.stringify(tickets.find((each) => each.id === id) ?? null);
        if (state !== shown.state) this.#quietly(this.#read(id, state));
      }
    });
  }

  async open(id: string): Promise<void> {
    const known = this.#shown.get(id);
    if (known) known.panel.reveal();
    else this.#create(id);
    await this.#read(id);
    await this.#follow(id);
  }

  #create(id: string): void {
    const panel = vscode.window.createWebviewPanel('groundwork.ticket', id, vscode.ViewColumn.Active);
    panel.iconPath = new vscode.ThemeIcon('tasklist');
    this.#shown.set(id, { panel, ticket: null, session: null, busy: false, trouble: null, state: '' });
    panel.onDidDispose(() => {
      this.#shown.delete(id);
      this.#quietly(this.#current.session().window.call('tickets/unfollow', { id }));
    });
    panel.webview.onDidReceiveMessage((message: unknown) => void this.#hear(id, message).catch((cause: unknown) => this.#say(id, cause)));
    void fillWebview(panel.webview, { context: this.#context, page: 'tickets', title: id });
  }

  async #follow(id: string): Promise<void> {
    const { window } = this.#current.session();
    if (this.#heard !== window) {
      this.#heard = window;
      window.on('tickets/events', (told) => this.#take(told));
      // A window that came back is told everything again.
      window.onState((state) => {
        if (state === 'connected') for (const each of this.#shown.keys()) this.#quietly(window.call('tickets/follow', { id: each }));
      });
    }
    await window.call('tickets/follow', { id });
  }

  #take({ id, from, events }: MessageOf<'tickets/events'>): void {
    const shown = this.#shown.get(id);
    if (!shown) return;
    const before = from === 0 ? null : shown.session;
    shown.session = events.length === 0 && before === null ? null : events.reduce(after, before ?? sessionState([]));
    if (events.some(({ kind }) => kind === 'changed')) this.#content.refresh(id);
    this.#show(id);
  }

  async #hear(id: string, message: unknown): Promise<void> {
    const shown = this.#shown.get(id);
    const parsed = fromTicketPageSchema.safeParse(message);
    if (!parsed.success || !shown) return;
    shown.trouble = null;
    await this.#act(id, shown, parsed.data);
  }

  async #act(id: string, shown: Shown, asked: FromTicketPage): Promise<void> {
    const session = this.#current.session();
    const { window, folder } = session;
    switch (asked.type) {
      case 'ready':
        return this.#show(id);
      case 'close':
        return shown.panel.dispose();
      case 'answer':
        shown.ticket = await window.call('tickets/answer', { id, answers: asked.answers });
        return this.#show(id);
      case 'approve':
        shown.ticket = await window.call('tickets/approve', { id, hash: asked.hash });
        return this.#show(id);
      case 'solve':
        return this.#busy(
          id,
          shown,
          async () => void (await window.call('tickets/solve', { id, resume: asked.resume, agent: null, model: null })),
        );
      case 'stop':
        return void (await window.call('tickets/stop', { id }));
      case 'steer':
        return void (await window.call('tickets/steer', { id, text: asked.text }));
      case 'plan':
        return void (await window.call('tickets/plan', { id, text: asked.text }));
      case 'diff':
        return this.#content.compare(id, asked.path);
      case 'place':
        if (shown.session?.files.some(({ path }) => path === asked.file)) return this.#content.compare(id, asked.file);
        return showPlace(folder.uri, { file: asked.file, line: Math.max(0, (asked.line ?? 1) - 1) });
      case 'file':
        return void (await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, shown.ticket?.file ?? '')));
      case 'open':
        return void (await vscode.env.openExternal(vscode.Uri.parse(asked.url, true)));
      case 'copy':
        return vscode.env.clipboard.writeText(asked.text);
      case 'propose':
      case 'save':
        return;
    }
  }

  async #busy(id: string, shown: Shown, act: () => Promise<void>): Promise<void> {
    if (shown.busy) return;
    shown.busy = true;
    this.#show(id);
    try {
      await act();
    } finally {
      shown.busy = false;
      await this.#read(id);
    }
  }

  async #read(id: string, state?: string): Promise<void> {
    const shown = this.#shown.get(id);
    if (!shown) return;
    shown.state = state ?? JSON.stringify(this.#current.snapshot.tickets.find((each) => each.id === id) ?? null);
    shown.ticket = await this.#current.session().window.call('tickets/show', { id });
    this.#show(id);
  }

  #show(id: string): void {
    const shown = this.#shown.get(id);
    if (!shown?.ticket) return;
    const message: ToTicketPage = { type: 'model', model: ticketModel(shown.ticket, shown.session, shown.busy, shown.trouble) };
    tellPage(shown.panel.webview, message);
  }

  /** What went wrong stands on the page. */
  #say(id: string, cause: unknown): void {
    const shown = this.#shown.get(id);
    if (shown?.ticket && cause instanceof GroundworkError) {
      shown.trouble = { message: cause.message, fix: cause.fix };
      this.#show(id);
    } else void showError(cause, this.#current);
  }

  /** A server that is away is looked for, and what is shown read again then. */
  #quietly(done: Promise<unknown>): void {
    done.catch(() => {});
  }

  dispose(): void {
    this.#watch.dispose();
    for (const { panel } of this.#shown.values()) panel.dispose();
  }
}
