import { GroundworkError } from '@groundwork/host';

/** An answer of the double. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Kept {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  location: string | null;
  tags: Record<string, string>;
  /** What the template said of it, evaluated. */
  body: Record<string, unknown>;
  /** How many times it was put: revisions of an app. */
  generation: number;
}

export interface StackState {
  state: string;
  managed: string[];
  template: unknown;
  error: unknown;
  at: string;
}

/** Everything the double of Azure knows. One clock: it goes on by one with every request, and what takes its time is due at a tick. */
export class Store {
  clock = 0;
  readonly groups = new Map<string, { location: string; tags: Record<string, string>; state: string }>();
  readonly resources = new Map<string, Kept>();
  readonly stacks = new Map<string, StackState>();
  readonly deployments = new Map<string, string>();
  readonly specs = new Map<string, unknown>();
  readonly secrets = new Map<string, { value: string; enabled: boolean; tags: Record<string, string> }>();
  readonly deletedVaults = new Map<
    string,
    { body: Kept; secrets: [string, { value: string; enabled: boolean; tags: Record<string, string> }][] }
  >();
  readonly providers = new Map<string, string>();
  readonly leases = new Map<string, { id: string; until: number; holder: string }>();
  readonly executions = new Map<string, { job: string; fails: boolean; due: number }>();
  readonly operations = new Map<string, { due: number; action: () => void; outcome: { status: string; error?: unknown } | null }>();
  readonly lines: { at: string; app: string; group: string; text: string }[] = [];
  readonly uploads = new Map<string, Uint8Array>();
  /** Names of resources that cannot be made, with what Azure says of them. */
  readonly refused = new Map<string, { code: string; message: string }>();
  readonly everything: { method: string; path: string; body: string }[] = [];
  #next = 0;

  id(): string {
    this.#next += 1;
    return `op${this.#next}`;
  }

  /** Begins something that is over some requests later, whoever looks. */
  begin(action: () => void, ticks = 2): string {
    const id = this.id();
    this.operations.set(id, { due: this.clock + ticks, action, outcome: null });
    return id;
  }

  tick(): void {
    this.clock += 1;
    for (const operation of this.operations.values()) {
      if (operation.outcome !== null || operation.due > this.clock) continue;
      try {
        operation.action();
        operation.outcome = { status: 'Succeeded' };
      } catch (cause) {
        operation.outcome = { status: 'Failed', error: errorBody(cause) };
      }
    }
  }

  /** Whether something accepted is not over. */
  get busy(): boolean {
    return [...this.operations.values()].some(({ outcome }) => outcome === null);
  }

  find(id: string): Kept | undefined {
    return this.resources.get(id.toLowerCase());
  }

  put(kept: Omit<Kept, 'generation'>): void {
    const before = this.find(kept.id);
    const same = before && JSON.stringify(before.body) === JSON.stringify(kept.body);
    this.resources.set(kept.id.toLowerCase(), { ...kept, generation: same ? before.generation : (before?.generation ?? 0) + 1 });
  }

  /** Removes a resource with everything inside of it; a vault stays among the deleted ones. */
  remove(id: string): void {
    const own = id.toLowerCase();
    for (const [key, kept] of this.resources) {
      if (key !== own && !key.startsWith(`${own}/`)) continue;
      this.resources.delete(key);
      if (kept.type.toLowerCase() !== 'microsoft.keyvault/vaults') continue;
      const secrets = [...this.secrets].filter(([secret]) => secret.startsWith(`${key}/`));
      for (const [secret] of secrets) this.secrets.delete(secret);
      this.deletedVaults.set(kept.name, { body: kept, secrets });
    }
  }
}

/** A refusal of the double, in the form of Azure's. */
export class Refusal extends GroundworkError {
  readonly status: number;
  readonly azure: string;

  constructor(status: number, code: string, message: string) {
    super({ code: 'azure.refused', message });
    this.status = status;
    this.azure = code;
  }
}

export function errorBody(cause: unknown): { code: string; message: string } {
  if (cause instanceof Refusal) return { code: cause.azure, message: cause.message };
  if (cause instanceof GroundworkError) return { code: 'InvalidTemplate', message: cause.message };
  return { code: 'InternalServerError', message: String(cause) };
}
