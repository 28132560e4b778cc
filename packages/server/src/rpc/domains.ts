import type { Handlers, RequestName } from '@groundwork/protocol';
import type { WindowContext } from './context.ts';

type Prefix = RequestName extends `${infer Word}/${string}` ? Word : never;
type NamesOf<Word extends Prefix> = Extract<RequestName, `${Word}/${string}`>;

/** Makes the handlers of one window. What windows share is kept with `perWorkspace`. */
export type DomainHandlers<Word extends Prefix> = (context: WindowContext) => Handlers<NamesOf<Word>>;

/**
 * Who answers requests of which name: one line a domain, loaded with its first request. What is not here yet is answered with
 * `method not found`.
 */
export const domains: { readonly [Word in Prefix]?: () => Promise<DomainHandlers<Word>> } = {
  debug: async () => (await import('../debug/handlers.ts')).debugHandlers,
  languages: async () => (await import('../languages/handlers.ts')).languagesHandlers,
  churn: async () => (await import('../churn/handlers.ts')).churnHandlers,
  clouds: async () => (await import('../clouds/handlers.ts')).cloudsHandlers,
  environment: async () => (await import('../environment/handlers.ts')).environmentHandlers,
  questions: async () => (await import('../environment/handlers.ts')).questionsHandlers,
  secrets: async () => (await import('../environment/handlers.ts')).secretsHandlers,
  logs: async () => (await import('../environment/logs.ts')).logsHandlers,
  resources: async () => (await import('../resources/handlers.ts')).resourcesHandlers,
  session: async () => (await import('../session/handlers.ts')).sessionHandlers,
  files: async () => (await import('../files/handlers.ts')).filesHandlers,
  git: async () => (await import('../git/handlers.ts')).gitHandlers,
  search: async () => (await import('../search/handlers.ts')).searchHandlers,
  tickets: async () => (await import('../tickets/handlers.ts')).ticketsHandlers,
  terminals: async () => (await import('../terminals/handlers.ts')).terminalsHandlers,
  user: async () => (await import('../user/handlers.ts')).userHandlers,
};

/** Domains that tell things without being asked: loaded as soon as a window said hello. */
export const spokenFirst: readonly Prefix[] = ['environment', 'files'];
