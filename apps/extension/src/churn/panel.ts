import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromChurnPageSchema, type ChurnPageState, type ToChurnPage } from './messages.ts';
import { troubleOf } from './trouble.ts';

const title = 'Churn';

/** The account of the repository's lines, as one page that is read anew after each commit while somebody looks at it. */
export class ChurnPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #watch: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;
  #html: string | null = null;
  #state: ChurnPageState = { reading: null, trouble: null, isOld: false };
  #stop: AbortController | null = null;
  /** Whose repository is shown. */
  #folder: string | null = null;
  #heard: object | null = null;

  constructor(context: vscode.ExtensionContext, current: Current) {
    this.#context = context;
    this.#current = current;
    this.#watch = current.onChange(({ churn, connection }) => {
      if (connection !== 'connected' || !this.#panel) return;
      if (this.#folder !== this.#name()) void this.#read();
      else if (churn.isOld !== this.#state.isOld) this.#follow(churn.isOld);
    });
  }

  open(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#create();
    // What was stopped or failed was looked at long enough when it is asked for again.
    if (!this.#stop && (this.#html === null || this.#state.isOld || this.#folder !== this.#name())) void this.#read();
  }

  #create(): void {
    const panel = vscode.window.createWebviewPanel('groundwork.churn', title, vscode.ViewColumn.Active);
    panel.iconPath = new vscode.ThemeIcon('history');
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#stop?.abort();
      this.#panel = null;
      this.#html = null;
      this.#state = { reading: null, trouble: null, isOld: false };
    });
    panel.onDidChangeViewState(() => panel.visible && this.#state.isOld && void this.#read());
    panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message));
    void fillWebview(panel.webview, { context: this.#context, page: 'churn', title });
  }

  #hear(message: unknown): void {
    const asked = fromChurnPageSchema.safeParse(message).data;
    if (asked?.type === 'read') void this.#read();
    if (asked?.type === 'stop') this.#stop?.abort();
    if (asked?.type === 'copy') void vscode.env.clipboard.writeText(asked.text);
    if (asked?.type !== 'ready') return;
    if (this.#html !== null) this.#tell({ type: 'report', html: this.#html });
    this.#tell({ type: 'state', state: this.#state });
  }

  /** There is another commit: it is read at once where somebody looks, else when they do. */
  #follow(isOld: boolean): void {
    this.#show({ isOld });
    if (isOld && this.#panel?.visible && !this.#stop) void this.#read();
  }

  async #read(): Promise<void> {
    if (this.#stop) return;
    const stop = (this.#stop = new AbortController());
    if (this.#folder !== this.#name()) this.#html = null;
    this.#show({ reading: { done: 0, total: null }, trouble: null });
    try {
      const { window } = this.#current.session();
      this.#folder = this.#name();
      this.#listen(window);
      const { html } = await window.call('churn/read', {}, stop.signal);
      this.#html = html;
      this.#tell({ type: 'report', html });
      this.#show({ isOld: false });
    } catch (cause) {
      const error = cause instanceof GroundworkError ? cause : new GroundworkError({ code: 'churn.failed', message: String(cause) });
      const isStopped = stop.signal.aborted;
      this.#show({ trouble: isStopped ? null : troubleOf(error) });
    } finally {
      if (this.#stop === stop) this.#stop = null;
      this.#show({ reading: null });
    }
  }

  #listen(window: ReturnType<Current['session']>['window']): void {
    if (this.#heard === window) return;
    this.#heard = window;
    window.on('churn/progress', (reading) => this.#stop && this.#show({ reading }));
    // A first commit, or a history that was made whole.
    window.on('git/changed', () => this.#panel?.visible && this.#state.trouble && void this.#read());
  }

  #name(): string | null {
    return this.#current.folder?.uri.toString() ?? null;
  }

  #show(change: Partial<ChurnPageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell({ type: 'state', state: this.#state });
  }

  #tell(message: ToChurnPage): void {
    tellPage(this.#panel?.webview, message);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#panel?.dispose();
  }
}
