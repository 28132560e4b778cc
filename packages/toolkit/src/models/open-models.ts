import { knownProviders, openGateway, type Budget, type Gateway, type GatewayOptions, type Model } from '@groundwork/gateway';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { budgetsOf } from './budgets.ts';
import { chooseModel, nameOf } from './choose.ts';
import { keyPlace, noKey, providerOf } from './providers.ts';
import { modelFiles, modelSettingsSchema, readSettings, type Env, type ModelFiles, type ModelSettings } from './settings.ts';

export interface OpenModelsOptions {
  readonly env: Env;
  /** For what: completion may have a model of its own. Tickets where left out. */
  readonly purpose?: 'ticket' | 'completion';
  /** In place of the one that is configured, in the words of `gw model use`. */
  readonly model?: string | undefined;
  readonly listen?: GatewayOptions['listen'];
  readonly settled?: GatewayOptions['settled'];
  /** Keeps the session in a folder, or answers from one without a model and without a key. */
  readonly recording?: GatewayOptions['recording'];
}

export interface OpenModels {
  readonly gateway: Gateway;
  readonly model: Model;
  /** Of one ticket, where it names none itself. */
  readonly budget: Budget;
}

/**
 * Opens the gateway to the model a person chose. All gateways of a person share one ledger, so that the day's budget holds over
 * all of them. Throws `models.none` where none was chosen, and `models.no_key` where it needs a key that is not there.
 */
export async function openModels(host: Host, options: OpenModelsOptions): Promise<OpenModels> {
  const files = modelFiles(options.env);
  const read = readSettings(files);
  const { model, settings } = chosen(read, options);
  const provider = providerOf(model, settings, files, options.env);
  if (options.recording?.mode !== 'replay') requireKey(model, files, options.env);
  host.signal.throwIfAborted();
  const budgets = budgetsOf(settings);
  const gateway = await openGateway({
    providers: [provider],
    listen: options.listen ?? null,
    ledger: files.ledger,
    day: budgets.day,
    ...(options.recording === undefined ? {} : { recording: options.recording }),
    ...(options.settled === undefined ? {} : { settled: options.settled }),
  });
  return { gateway, model, budget: budgets.ticket };
}

/** The model that would be used; `null` where none was chosen. Asks nothing and opens nothing. */
export function configuredModel(env: Env, purpose: 'ticket' | 'completion' = 'ticket'): Model | null {
  const settings = readSettings(modelFiles(env));
  return (purpose === 'completion' ? settings.completion : null) ?? settings.use;
}

function chosen(
  settings: ModelSettings,
  { model, purpose }: OpenModelsOptions,
): { readonly model: Model; readonly settings: ModelSettings } {
  if (model !== undefined && model !== '') {
    const { model: named, provider } = chooseModel(model, settings);
    return { model: named, settings: provider === null ? settings : modelSettingsSchema.parse(withProvider(settings, named, provider)) };
  }
  const used = (purpose === 'completion' ? settings.completion : null) ?? settings.use;
  if (used !== null) return { model: used, settings };
  throw new GroundworkError({
    code: 'models.none',
    message: 'No model was chosen yet.',
    fix: 'gw model list shows what is there, gw model use MODEL takes one',
    exit: exitCodes.notPossibleHere,
  });
}

/** With an own provider, and what is on this machine costing nothing where no price was said. */
export function withProvider(settings: ModelSettings, model: Model, provider: ModelSettings['providers'][number]): ModelSettings {
  const priced = settings.prices.some((one) => nameOf(one) === nameOf(model));
  return {
    ...settings,
    providers: [...settings.providers.filter(({ name }) => name !== provider.name), provider],
    prices: priced || !isLoopback(provider.url) ? settings.prices : [...settings.prices, { ...model, price: { input: 0, output: 0 } }],
  };
}

export const isLoopback = (url: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);

function requireKey({ provider }: Model, files: ModelFiles, env: Env): void {
  const known = knownProviders.find(({ name }) => name === provider);
  if (known !== undefined && !known.local && keyPlace(provider, files, env) === null) throw noKey(provider, known.keyVariables);
}
