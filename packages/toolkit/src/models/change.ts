import { knownProviders, type Budget, type Model, type Price, type Wire } from '@groundwork/gateway';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { chooseModel, nameOf } from './choose.ts';
import { budgetsOf, type ModelBudgets } from './budgets.ts';
import { isLoopback, withProvider } from './open-models.ts';
import { keyPlace, type KeyFrom } from './providers.ts';
import { changeKey, changeSettings, modelFiles, readKeys, readSettings, type Env } from './settings.ts';

export interface UseOptions {
  readonly env: Env;
  /** For completion only. */
  readonly completion?: boolean | undefined;
  readonly price?: Price | undefined;
  /** What a model at an address speaks. */
  readonly wires?: readonly Wire[] | undefined;
}

export interface Used {
  readonly model: Model;
  readonly key: KeyFrom | null;
  /** It needs a key that is not there yet. */
  readonly needsKey: boolean;
  /** It is counted as costing nothing, as it is on this machine and nothing else was said. */
  readonly free: boolean;
}

/** From now on this model is used. */
export async function useModel(text: string, { env, completion = false, price, wires }: UseOptions): Promise<Used> {
  const files = modelFiles(env);
  const { model, provider } = chooseModel(text, readSettings(files), wires);
  const changed = await changeSettings(files, (settings) => {
    const others = settings.prices.filter((one) => nameOf(one) !== nameOf(model));
    const priced = price === undefined ? settings : { ...settings, prices: [...others, { ...model, price }] };
    const provided = provider === null ? priced : withProvider(priced, model, provider);
    return { ...provided, [completion ? 'completion' : 'use']: model };
  });
  const known = knownProviders.find(({ name }) => name === model.provider);
  const said = changed.prices.find((one) => nameOf(one) === nameOf(model))?.price;
  const key = keyPlace(model.provider, files, env);
  return {
    model,
    key,
    needsKey: key === null && known !== undefined && !known.local,
    free: said === undefined ? known?.local === true : said.input === 0 && said.output === 0,
  };
}

/** Keeps a key for a provider, in a file that only its owner reads. `read` asks for it; its value is in no argument and no output. */
export async function setModelKey(
  provider: string,
  { env, read }: { readonly env: Env; readonly read: () => Promise<string> },
): Promise<void> {
  const files = modelFiles(env);
  const url = addressOf(provider, env);
  if (url.startsWith('http:') && !isLoopback(url))
    throw new GroundworkError({
      code: 'models.unencrypted',
      message: `A key for ${provider} would go over the network unencrypted.`,
      where: url,
      fix: 'Use its https address.',
      exit: exitCodes.usage,
    });
  const key = (await read()).trim();
  // Anything else would break the header it goes into.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new GroundworkError({
      code: 'models.key',
      message: key === '' ? 'No key was given.' : 'That is not a key: it has blanks or letters no key has.',
      fix: `gw model key ${provider} < FILE`,
      exit: exitCodes.usage,
    });
  await changeKey(files, provider, key);
}

/** Forgets a key, an own provider and its prices, and that a model of it is used. Gives what was forgotten. */
export async function removeModel(name: string, env: Env): Promise<{ readonly forgotten: readonly string[] }> {
  const files = modelFiles(env);
  const forgotten: string[] = [];
  const matches = (model: Model | null) => model !== null && (model.provider === name || nameOf(model) === name);
  if (readKeys(files)[name] !== undefined) {
    await changeKey(files, name, null);
    forgotten.push('key');
  }
  const before = readSettings(files);
  const uses = [before.use, before.completion].some(matches);
  const known = before.providers.some((provider) => provider.name === name) || before.prices.some(matches);
  if (uses) forgotten.push('use');
  if (known) forgotten.push('settings');
  if (uses || known)
    await changeSettings(files, (settings) => ({
      ...settings,
      use: matches(settings.use) ? null : settings.use,
      completion: matches(settings.completion) ? null : settings.completion,
      providers: settings.providers.filter((provider) => provider.name !== name),
      prices: settings.prices.filter((price) => !matches(price)),
    }));
  if (forgotten.length > 0) return { forgotten };
  throw new GroundworkError({
    code: 'models.not_kept',
    message: `Nothing is kept of ${name}.`,
    fix: 'gw model list',
    exit: exitCodes.usage,
  });
}

/** Changes some bounds of a budget; `null` goes back to what Groundwork takes by itself. Gives both budgets as they are then. */
export async function setModelBudget(of: 'ticket' | 'day', bounds: Partial<Budget> | null, env: Env): Promise<ModelBudgets> {
  const { budgets } = await changeSettings(modelFiles(env), (settings) => ({
    ...settings,
    budgets: { ...settings.budgets, [of]: bounds === null ? null : { ...budgetsOf(settings)[of], ...bounds } },
  }));
  return budgetsOf({ budgets });
}

function addressOf(provider: string, env: Env): string {
  const { providers } = readSettings(modelFiles(env));
  const url = knownProviders.find(({ name }) => name === provider)?.baseUrl ?? providers.find(({ name }) => name === provider)?.url;
  if (url !== undefined) return url;
  throw new GroundworkError({
    code: 'models.unknown',
    message: `There is no provider ${provider}.`,
    fix: `One of ${[...knownProviders, ...providers].map(({ name }) => name).join(', ')}; others come with gw model use MODEL@URL`,
    exit: exitCodes.usage,
  });
}

/** For commands that ask a person. */
export async function askKey(host: Host, provider: string): Promise<string> {
  const key = await host.secret(`Key of ${provider}: `);
  if (key !== null) return key;
  throw new GroundworkError({
    code: 'models.key',
    message: `Nobody is here to type the key of ${provider}.`,
    fix: `gw model key ${provider} < FILE`,
    exit: exitCodes.usage,
  });
}
