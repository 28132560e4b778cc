import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import { showError } from '../commands/errors.ts';
import type { Current } from '../session/current.ts';
import { fillWebview, tellPage } from '../webview/panel.ts';
import { fromCloudPageSchema, type ToCloudPage } from './messages.ts';
import { cloudPageModel, type CloudPlan } from './model.ts';
import { askState, deploy, giveSecret } from './work.ts';

interface Shown {
  readonly panel: vscode.WebviewPanel;
  plan: CloudPlan | null;
  stop: AbortController | null;
}

/** One page an environment: the plan as a diff, and how a deployment goes. */
export class CloudPanels implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #current: Current;
  readonly #shown = new Map<string, Shown>();
  readonly #watch: vscode.Disposable;

  constructor(context: vscode.ExtensionContext, current: Current) {
    this.#context = context;
    this.#current = current;
    this.#watch = current.onChange(() => {
      for (const name of this.#shown.keys()) this.#show(name);
    });
  }

  /** Reads the plan and shows it. */
  async open(name: string): Promise<void> {
    const known = this.#shown.get(name);
    if (known) known.panel.reveal();
    else this.#create(name);
    await this.#read(name);
  }

  #create(name: string): void {
    const panel = vscode.window.createWebviewPanel('groundwork.cloud', `Plan: ${name}`, vscode.ViewColumn.Active);
    panel.iconPath = new vscode.ThemeIcon('cloud');
    this.#shown.set(name, { panel, plan: null, stop: null });
    panel.onDidDispose(() => this.#shown.delete(name));
    panel.webview.onDidReceiveMessage(
      (message: unknown) => void this.#hear(name, message).catch((cause: unknown) => showError(cause, this.#current)),
    );
    void fillWebview(panel.webview, { context: this.#context, page: 'clouds', title: `Plan: ${name}` });
  }

  async #hear(name: string, message: unknown): Promise<void> {
    const shown = this.#shown.get(name);
    const parsed = fromCloudPageSchema.safeParse(message);
    if (!parsed.success || !shown) return;
    switch (parsed.data.type) {
      case 'ready':
        return this.#show(name);
      case 'close':
        return shown.panel.dispose();
      case 'again':
        return this.#read(name);
      case 'stop':
        return shown.stop?.abort();
      case 'deploy':
        return this.#deploy(name, shown);
      case 'secret':
        if (await giveSecret(this.#current, name, parsed.data.name)) await this.#read(name);
        return;
      case 'evidence':
        return void (await vscode.commands.executeCommand('groundwork.showEvidence', { evidence: parsed.data.evidence, beside: true }));
      case 'open':
        return void (await vscode.env.openExternal(vscode.Uri.parse(parsed.data.url, true)));
      case 'copy':
        return vscode.env.clipboard.writeText(parsed.data.text);
    }
  }

  async #deploy(name: string, shown: Shown): Promise<void> {
    if (!shown.plan || shown.stop) return;
    shown.stop = new AbortController();
    try {
      await deploy(this.#current, { plan: shown.plan, stop: shown.stop });
    } catch (cause) {
      // What failed stands on the page; that the plan is another one now has to be read again.
      if (!(cause instanceof GroundworkError) || !cause.code.startsWith('deploy.')) throw cause;
    } finally {
      shown.stop = null;
      if (this.#shown.has(name)) await this.#read(name);
    }
  }

  async #read(name: string): Promise<void> {
    const plan = await vscode.window.withProgress({ location: { viewId: 'groundwork.environments' } }, () =>
      this.#current.session().window.call('clouds/plan', { name }),
    );
    const shown = this.#shown.get(name);
    if (shown) shown.plan = plan;
    this.#show(name);
    const deployed = this.#current.snapshot.clouds.find((each) => each.name === name)?.deployed ?? null;
    if (deployed !== null && plan.uncompared === null) await askState(this.#current, name);
  }

  #show(name: string): void {
    const shown = this.#shown.get(name);
    if (!shown?.plan) return;
    const cloud = this.#current.snapshot.clouds.find((each) => each.name === name) ?? null;
    const message: ToCloudPage = { type: 'model', model: cloudPageModel(shown.plan, cloud) };
    tellPage(shown.panel.webview, message);
  }

  dispose(): void {
    this.#watch.dispose();
    for (const { panel } of this.#shown.values()) panel.dispose();
  }
}
