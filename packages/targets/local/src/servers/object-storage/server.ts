import type { WebSource, WebStart } from '../web/found.ts';

/** A server of storage that speaks Amazon's interface, and how it is started. */
export interface StorageServer {
  readonly source: WebSource;
  readonly start: Omit<WebStart, 'ready' | 'connection'>;
}
