import { knownProviders, type Model, type Provider } from '@groundwork/gateway';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { readKeys, type Env, type ModelFiles, type ModelSettings } from './settings.ts';

const free = { input: 0, output: 0 };

/** The provider of a chosen model. Its key is read when a request leaves: what was given with `gw model key`, else the usual variable. */
export function providerOf(model: Model, settings: ModelSettings, files: ModelFiles, env: Env): Provider {
  const known = knownProviders.find(({ name }) => name === model.provider);
  const own = settings.providers.find(({ name }) => name === model.provider);
  const said = settings.prices.find(({ provider, id }) => provider === model.provider && id === model.id)?.price;
  if (known !== undefined) {
    const price = said ?? (known.local ? free : undefined);
    return {
      name: known.name,
      wires: known.wires,
      baseUrl: known.baseUrl,
      key: async () => {
        const key = keyOf(known.name, files, env);
        if (key === null && !known.local) throw noKey(known.name, known.keyVariables);
        return key;
      },
      ...(price === undefined ? {} : { price }),
      ...(known.priceList === undefined ? {} : { priceList: known.priceList }),
      ...(known.tellsUsage === undefined ? {} : { tellsUsage: known.tellsUsage }),
    };
  }
  if (own === undefined) throw gone(model.provider);
  return {
    name: own.name,
    wires: own.wires,
    baseUrl: own.url,
    key: async () => keyOf(own.name, files, env),
    ...(said === undefined ? {} : { price: said }),
  };
}

export type KeyFrom = { readonly from: 'given' } | { readonly from: 'environment'; readonly variable: string };

/** Where the key of a provider is, without it. */
export function keyPlace(provider: string, files: ModelFiles, env: Env): KeyFrom | null {
  if (readKeys(files)[provider] !== undefined) return { from: 'given' };
  const variables = knownProviders.find(({ name }) => name === provider)?.keyVariables ?? [];
  const variable = variables.find((name) => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? null : { from: 'environment', variable };
}

function keyOf(provider: string, files: ModelFiles, env: Env): string | null {
  const place = keyPlace(provider, files, env);
  if (place === null) return null;
  return (place.from === 'given' ? readKeys(files)[provider] : env[place.variable]) ?? null;
}

/** As a command can say it before anything is asked. */
export const noKey = (provider: string, variables: readonly string[]) =>
  new GroundworkError({
    code: 'models.no_key',
    message: `There is no key for ${provider}.`,
    fix: `gw model key ${provider}${variables.length > 0 ? `, or set ${variables[0]}` : ''}`,
    exit: exitCodes.notPossibleHere,
  });

const gone = (provider: string) =>
  new GroundworkError({
    code: 'models.unknown',
    message: `There is no provider ${provider} any more.`,
    fix: 'gw model use MODEL',
    exit: exitCodes.usage,
  });
