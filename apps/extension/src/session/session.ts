import type { CompletionDays, LineStory } from '@groundwork/language-server/protocol';
import { connectWindow, type WindowConnection } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { isCompletionSetting } from '../completion/settings.ts';
import type { Story } from '../churn/story.ts';
import { socketAddress, type Endpoint } from '../connection/endpoint.ts';
import { LanguageClient } from '../connection/language-client.ts';
import { applyProgress, passTime } from '../model/activities.ts';
import { cloudProgress, cloudTime, withClouds } from '../model/clouds.ts';
import { emptySnapshot, type Snapshot } from '../model/snapshot.ts';

const misunderstood = {
  message: 'The workspace server answers in a way this extension does not understand',
  fix: 'Bring the extension and the command line to the same version',
};

/** One folder, its server, and what is known of it now. */
export class Session implements vscode.Disposable {
  readonly folder: vscode.WorkspaceFolder;
  readonly window: WindowConnection;
  #snapshot: Snapshot = emptySnapshot;
  readonly #changed = new vscode.EventEmitter<Snapshot>();
  readonly onChange = this.#changed.event;
  readonly #own: vscode.Disposable[] = [this.#changed];
  readonly #client: LanguageClient;
  #clock: ReturnType<typeof setInterval> | null = null;

  constructor(folder: vscode.WorkspaceFolder, endpoint: Endpoint) {
    this.folder = folder;
    this.window = connectWindow({ openSocket: () => new WebSocket(socketAddress(endpoint, '/rpc')), window: vscode.env.sessionId });
    this.#client = new LanguageClient({ endpoint: () => endpoint, window: this.window, folder });
    this.#own.push(
      this.window.onState((state) => {
        // What is still under way is told again.
        if (state !== 'connected') this.update({ activities: [], ...(state === 'lost' ? { connection: 'lost' } : {}) });
        else void this.refresh();
      }),
      this.window.on('environment/changed', (status) => this.update({ status, busy: status.underway })),
      this.window.on('environment/progress', (event) => {
        const activities = applyProgress(this.#snapshot.activities, event, performance.now());
        // Most events are output, which is shown where logs are.
        if (activities !== this.#snapshot.activities) this.update({ activities });
        this.#keepTime();
      }),
      this.window.on('clouds/changed', ({ environments }) => this.update({ clouds: withClouds(this.#snapshot.clouds, environments) })),
      this.window.on('clouds/progress', ({ name, event }) => {
        this.update({ clouds: cloudProgress(this.#snapshot.clouds, name, event, performance.now()) });
        this.#keepTime();
      }),
      this.window.on('churn/changed', (churn) => this.update({ churn })),
      this.window.on('tickets/changed', ({ tickets }) => this.update({ tickets })),
      this.#client.onBlueprint(({ blueprint, problems }) => {
        this.update({ blueprint, findings: problems });
        // Code that reads another key asks for another secret.
        void this.#askForSecrets();
      }),
    );
    this.#own.push(
      this.#client.onCompletion((completion) => this.update({ completion })),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (isCompletionSetting(change) || change.affectsConfiguration('groundwork.lineOrigins')) this.#client.configure();
      }),
    );
    this.#client.start().catch(() => {});
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#changed.fire(this.#snapshot);
  }

  /** Asks again for everything that is not told by itself. */
  async refresh(): Promise<void> {
    const { hello } = this.window;
    this.update({ connection: 'connected', name: hello?.name ?? '', example: hello?.example ?? false });
    const [status] = await Promise.allSettled([
      this.window.call('environment/status', {}),
      this.#askForSecrets(),
      this.#askForClouds(),
      this.#askForTickets(),
      this.#askForChurn(),
    ]);
    if (status.status === 'fulfilled') this.update({ status: status.value, busy: status.value.underway });
    else if (this.window.state === 'connected') this.update({ connection: 'unavailable', unavailable: misunderstood });
  }

  completionDays(): Promise<CompletionDays> {
    return this.#client.completionDays();
  }

  /** Where a line comes from, unsaved text included. */
  lineOrigin(uri: vscode.Uri, line: number, token?: vscode.CancellationToken): Promise<LineStory> {
    return this.#client.lineOrigin(uri, line, token);
  }

  /** Shows it as a hover of the line, with the focus in it. */
  async showStory(uri: vscode.Uri, line: number, story: Story): Promise<void> {
    await this.#client.showStory(uri, line, story);
  }

  /** The suggestion a document showed was closed. */
  turnDown(uri: vscode.Uri): void {
    this.#client.turnDown(uri);
  }

  async #askForClouds(): Promise<void> {
    try {
      const environments = await this.window.call('clouds/list', {});
      this.update({ clouds: withClouds(this.#snapshot.clouds, environments) });
    } catch {
      // Those of before are shown until the server answers again, or groundwork.yaml is right again.
    }
  }

  async #askForChurn(): Promise<void> {
    try {
      this.update({ churn: { figures: await this.window.call('churn/figures', {}), isOld: false } });
    } catch {
      // What is shown is of before.
    }
  }

  async #askForTickets(): Promise<void> {
    try {
      this.update({ tickets: await this.window.call('tickets/list', {}) });
    } catch {
      // Those of before are shown until the server answers again.
    }
  }

  /** What is under way is counted on while there is something. */
  #keepTime(): void {
    this.#clock ??= setInterval(() => {
      const { activities, clouds } = this.#snapshot;
      const now = performance.now();
      if (activities.length + clouds.flatMap((cloud) => cloud.activities).length === 0) this.#stopTime();
      else this.update({ activities: passTime(activities, now), clouds: cloudTime(clouds, now) });
    }, 1000);
  }

  #stopTime(): void {
    if (this.#clock !== null) clearInterval(this.#clock);
    this.#clock = null;
  }

  async #askForSecrets(): Promise<void> {
    try {
      this.update({ secrets: await this.window.call('secrets/list', {}) });
    } catch {
      // Those of before are shown until the server answers again.
    }
  }

  dispose(): void {
    this.#stopTime();
    this.window.close();
    void this.#client.dispose().catch(() => {});
    for (const each of this.#own) each.dispose();
  }
}
