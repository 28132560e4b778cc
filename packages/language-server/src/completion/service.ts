import { basename } from 'node:path';
import {
  blueprintFacts,
  Completer,
  endpointFor,
  Measure,
  readTally,
  RecentEdits,
  tallyFile,
  TallyLedger,
  type Change,
  type Outcome,
  type Wish,
} from '@groundwork/complete';
import { knownProviders, type Gateway, type Model } from '@groundwork/gateway';
import { GroundworkError, silentHost } from '@groundwork/host';
import { configuredModel, modelName, openModels } from '@groundwork/toolkit';
import type { CompletionDays, CompletionState } from '../protocol.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CompletionSettings } from './settings.ts';
import { Sources } from './sources.ts';

/** After a failure nothing is asked for this long, unless a person asks. */
const restMs = 15_000;
/** What a person chose is looked up again after this long. */
const chosenMs = 2000;

interface Open {
  readonly key: string;
  readonly model: Model;
  readonly gateway: Gateway;
  readonly completer: Completer;
  close(): Promise<void>;
}

/** Completion for one editor and one folder: opened when it is first asked for and a model is configured, and again when that is another. */
export class CompletionService {
  readonly #workspace: Workspace;
  readonly #sources: Sources;
  readonly #edits = new RecentEdits();
  readonly #ledger = new TallyLedger(tallyFile(process.env));
  readonly #measure: Measure;
  readonly #tell: (state: CompletionState) => void;
  readonly #looking: NodeJS.Timeout;
  #settings: CompletionSettings;
  #opened: Promise<Open | null> | null = null;
  #model: Model | null = null;
  #completer: Completer | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #failedAt: number | null = null;
  #state = '';

  constructor(workspace: Workspace, settings: CompletionSettings, tell: (state: CompletionState) => void) {
    this.#workspace = workspace;
    this.#settings = settings;
    this.#tell = tell;
    this.#sources = new Sources(workspace);
    this.#measure = new Measure(
      (counted) => this.#model && this.#ledger.add(modelName(this.#model), counted),
      (id, path) => this.#completer?.rejected(id, { path, prefix: '' }),
    );
    this.#looking = setInterval(() => this.#measure.look(Date.now()), 10_000);
    this.#looking.unref();
  }

  set settings(settings: CompletionSettings) {
    this.#settings = settings;
    this.#failedAt = null;
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    this.start();
  }

  /** Where completion stands, for who has just begun to listen. */
  start(): void {
    // A failure is told of where it happens.
    this.#open().catch(() => {});
  }

  async complete(wish: Wish, signal: AbortSignal): Promise<Extract<Outcome, { suggestion: unknown }>['suggestion'] | null> {
    if (this.#failedAt !== null && !wish.isAsked && performance.now() - this.#failedAt < restMs) return null;
    try {
      const open = await this.#open();
      if (!open || signal.aborted) return null;
      const outcome = await open.completer.complete(wish, signal);
      this.#failedAt = null;
      if ('silent' in outcome) {
        if (outcome.silent !== 'cancelled') this.#say({ state: 'silent', model: modelName(open.model), why: outcome.silent });
        return null;
      }
      const { suggestion } = outcome;
      this.#say({ state: 'ready', model: modelName(open.model), why: null });
      this.#ledger.add(modelName(open.model), suggestion.from === 'model' ? { requests: 1 } : { fromMemory: 1 });
      this.#measure.shown(wish.path, wish.offset, suggestion);
      return suggestion;
    } catch (cause) {
      if (signal.aborted) return null;
      this.#failed(cause);
      return null;
    }
  }

  /** A file is open, or its text became another one by these changes. */
  edited(path: string, before: string, after: string, changes: readonly Change[]): void {
    this.#edits.edited(path, before, after);
    this.#measure.changed(path, changes, Date.now());
  }

  opened(path: string): void {
    this.#edits.opened(path);
  }

  closed(path: string): void {
    this.#measure.closed(path, Date.now());
  }

  /** What came of suggestions so far, in all folders of this person. */
  days(): CompletionDays {
    this.#measure.look(Date.now());
    this.#ledger.write();
    return [...readTally(tallyFile(process.env))];
  }

  /** Somebody closed the suggestion that was shown. */
  rejected(path: string, prefix: string): void {
    const id = this.#measure.rejected(path);
    if (id !== null) this.#completer?.rejected(id, { path, prefix });
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#measure.look(Date.now());
    this.#ledger.write();
    this.#sources.close();
    const open = await this.#opened?.catch(() => null);
    await open?.close();
  }

  /** What is open for what a person chose; `null` where that is no model. */
  #open(): Promise<Open | null> {
    const now = performance.now();
    if (this.#opened && now - this.#checkedAt < chosenMs) return this.#opened;
    this.#checkedAt = now;
    const last = this.#opened;
    const opening = (async () => {
      const before = (await last?.catch(() => null)) ?? null;
      const key = this.#key();
      if (before && before.key === key) return before;
      await before?.close();
      if (key === null) {
        this.#model = null;
        this.#completer = null;
        this.#say({ state: 'off', model: null, why: null });
        return null;
      }
      const open = await this.#openModel(key);
      this.#model = open.model;
      this.#completer = open.completer;
      this.#say({ state: 'ready', model: modelName(open.model), why: null });
      return open;
    })();
    this.#opened = opening;
    opening.catch((cause: unknown) => {
      if (this.#opened === opening) this.#opened = null;
      this.#failed(cause);
    });
    return opening;
  }

  /** Everything that another choice changes, and the day, whose budget begins anew. */
  #key(): string | null {
    const { model, completion } = this.#settings;
    if (!completion.enabled || model === 'off') return null;
    const chosen = model === '' ? configuredModel(process.env, 'completion') : model;
    return chosen === null ? null : JSON.stringify([chosen, completion, today()]);
  }

  async #openModel(key: string): Promise<Open> {
    const { model: named, completion } = this.#settings;
    const { gateway, model } = await openModels(silentHost, { env: process.env, purpose: 'completion', model: named });
    const budget = { usd: completion.dayUsd, tokens: null, requests: completion.dayRequests };
    const { token } = gateway.grant({ subject: `completion ${today()}`, budget, model });
    const isLocal = knownProviders.some(({ name, local }) => local && name === model.provider) || loopback.test(model.provider);
    const completer = new Completer({
      model: model.id,
      endpoint: endpointFor(model.provider, model.id, completion.endpoint),
      fetch: (request) => gateway.fetch(request),
      token,
      isLocal,
      repository: basename(this.#workspace.dir),
      index: this.#sources.index,
      shown: this.#sources.shown,
      edits: this.#edits,
      facts: (path) => (this.#workspace.latest ? blueprintFacts(this.#workspace.latest.blueprint, path) : null),
      silence: { sure: completion.sure, ...(completion.inComments ? { insideLength: null } : {}) },
      most: { lines: completion.lines },
      ...(completion.pause === null ? {} : { pause: completion.pause }),
    });
    // Without the lists of what may not be shown nothing is.
    await this.#sources.ready();
    return {
      key,
      model,
      gateway,
      completer,
      close: async () => {
        completer.close();
        await gateway.close();
      },
    };
  }

  #failed(cause: unknown): void {
    this.#failedAt = performance.now();
    const why = cause instanceof GroundworkError ? [cause.message, cause.fix].filter(Boolean).join(' ') : String(cause);
    this.#say({ state: 'failed', model: this.#model ? modelName(this.#model) : null, why });
  }

  #say(state: CompletionState): void {
    const said = JSON.stringify(state);
    if (said === this.#state) return;
    this.#state = said;
    this.#tell(state);
  }
}

const loopback = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/;
const today = (): string => new Date().toISOString().slice(0, 10);
