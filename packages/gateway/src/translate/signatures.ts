import type { SharedV4ProviderMetadata } from '@ai-sdk/provider';

const most = 10_000;

/**
 * What a provider wants back with a tool call that it made, and that has no place in the wire of the client: the signatures
 * Gemini refuses to go on without. Kept by the call's id for as long as the gateway is open.
 */
export class Signatures {
  readonly #kept = new Map<string, SharedV4ProviderMetadata>();

  of(callId: string): SharedV4ProviderMetadata | undefined {
    return this.#kept.get(callId);
  }

  keep(callId: string, metadata: SharedV4ProviderMetadata | undefined): void {
    if (metadata === undefined) return;
    this.#kept.set(callId, metadata);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
