import { GroundworkError } from '@groundwork/host';
import { Account } from './budget/account.ts';
import { budgetSchema, type Budget } from './budget/budget.ts';
import { listen, type Listen } from './door/listen.ts';
import { formAt } from './door/route.ts';
import { GatewayError } from './gateway-error.ts';
import type { Gateway } from './gateway.ts';
import { Grants } from './grant/grants.ts';
import type { Settled } from './ledger/entry.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Provider } from './model/provider.ts';
import { errorResponse } from './pass/response.ts';
import { openPrices } from './price/price.ts';
import { Recorder, type RecordingOptions } from './recording/recorder.ts';
import { serve } from './serve.ts';
import { Signatures } from './translate/signatures.ts';
import { patience, type Patience } from './upstream/ask.ts';

export interface GatewayOptions {
  readonly providers: readonly Provider[];
  /** Where it listens: a socket for jails, a port of loopback (0: any), or nowhere but in this process. */
  readonly listen: Listen | null;
  /** The ledger, a file for each day (`ledger.jsonl` is at `ledger.2026-11-26.jsonl`) that any number of gateways share; `null` keeps it in memory. */
  readonly ledger: string | null;
  /** What the person lets all subjects use in a day. Without bound where left out. */
  readonly day?: Budget;
  readonly patience?: Partial<Patience>;
  /** Keeps a session in a folder, or answers from one without asking any model. */
  readonly recording?: RecordingOptions;
  /** Told of each request once it is counted. */
  readonly settled?: (entry: Settled) => void;
  readonly now?: () => Date;
}

/**
 * Opens a door to models.
 *
 * @example
 * const gateway = await openGateway({ providers, listen: { socket: '/run/ticket/gateway.sock' }, ledger: 'ledger.jsonl' });
 * const { token } = gateway.grant({ subject: 'filter-orders', budget, model: { provider: 'anthropic', id: 'claude-sonnet-4-5' } });
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { providers, now = () => new Date(), settled = () => {} } = options;
  const priceOf = await openPrices();
  const recorder = options.recording === undefined ? null : new Recorder(options.recording);
  const ledger = openLedger(options.ledger, now);
  const account = new Account(ledger, options.day ?? budgetSchema.parse({}), now, settled);
  const grants = new Grants();
  const signatures = new Signatures();
  const closing = new AbortController();
  const underway = new Set<Promise<unknown>>();

  const answer = async (request: Request): Promise<Response> => {
    try {
      return await serve(request, {
        grants,
        account,
        providers,
        priceOf,
        signatures,
        recorder,
        closing: closing.signal,
        patience: { ...patience, ...options.patience },
        underway: (work) => {
          underway.add(work);
          void work.finally(() => underway.delete(work));
        },
      });
    } catch (error) {
      return errorResponse(formAt(new URL(request.url).pathname), error);
    }
  };
  let door;
  try {
    door = options.listen === null ? null : await listen(options.listen, answer);
  } catch (error) {
    ledger.close();
    throw error;
  }
  return {
    address: door?.address ?? null,
    grant(wish) {
      if (!providers.some(({ name }) => name === wish.model.provider))
        throw new GroundworkError({
          code: 'gateway.no_provider',
          message: `There is no provider ${wish.model.provider} of models.`,
          fix: `Those there are: ${providers.map(({ name }) => name).join(', ') || 'none'}.`,
        });
      return grants.grant(wish);
    },
    usage(subject) {
      ledger.refresh();
      return ledger.totals.subject(subject);
    },
    fetch: answer,
    async close() {
      closing.abort(new GatewayError(503, { code: 'gateway.closed', message: 'The gateway was closed.' }));
      await door?.close();
      await Promise.allSettled(underway);
      ledger.close();
    },
  };
}
