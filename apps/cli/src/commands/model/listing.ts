import { modelName, type Model, type ModelListing, type ProviderListed } from '@groundwork/toolkit';
import type { Style } from '../../terminal/style.ts';
import { visible } from '../../terminal/text.ts';

/** At most so many models of a provider are named. */
const mostModels = 8;

/** What a person reads of `gw model list`. */
export function linesOf({ use, completion, providers, budgets, today }: ModelListing, style: Style): readonly string[] {
  const { strong, quiet, command, good, warning } = style;
  const needsKey = ({ provider }: Model) =>
    providers.some(({ name, local, url, key }) => name === provider && !local && key === null && url.startsWith('https:'));
  const chosen =
    use === null
      ? [`No model is used yet: ${command('gw model use PROVIDER/MODEL')}`]
      : [
          `${good('✔')} ${strong(visible(modelName(use)))}`,
          ...(needsKey(use) ? [`  ${warning('!')} it has no key: ${command(`gw model key ${visible(use.provider)}`)}`] : []),
        ];
  const own = completion === null ? [] : [`${good('✔')} ${strong(visible(modelName(completion)))}  ${quiet('for completion')}`];
  const width = Math.max(...providers.map(({ name }) => visible(name).length));
  const row = (provider: ProviderListed) =>
    `  ${visible(provider.name).padEnd(width)}  ${stateOf(provider, style)}${
      provider.models.length === 0 ? '' : `  ${quiet(modelsText(provider.models))}`
    }`;
  const here = providers.filter(({ local }) => local);
  const running = here.filter((provider) => provider.running === true);
  const silent = here.filter((provider) => provider.running !== true);
  const elsewhere = providers.filter(({ local }) => !local);
  const withKey = elsewhere.filter(({ key }) => key !== null);
  const without = elsewhere.filter(({ key }) => key === null);
  const names = (some: readonly ProviderListed[]) => some.map(({ name }) => visible(name)).join(', ');
  return [
    ...chosen,
    ...own,
    '',
    ...running.map(row),
    ...withKey.map(row),
    ...(without.length === 0 ? [] : [`  ${quiet(`without a key: ${names(without)}`)}  ${command('gw model key PROVIDER')}`]),
    ...(silent.length === 0 ? [] : [`  ${quiet(`not running here: ${names(silent)}`)}`]),
    '',
    `  today $${today.usd.toFixed(2)} in ${today.requests} requests${today.unpriced > 0 ? `, ${today.unpriced} of unknown price` : ''}`,
    `  a ticket may spend ${boundsText(budgets.ticket)}, a day ${boundsText(budgets.day)}  ${command('gw model budget ticket|day')}`,
  ];
}

function stateOf({ local, key }: ProviderListed, { good, quiet }: Style): string {
  if (local) return good('running');
  if (key === null) return quiet('no key');
  return key.from === 'given' ? good('key kept') : `key in ${key.variable}`;
}

function modelsText(models: readonly string[]): string {
  const named = models.slice(0, mostModels).map((model) => visible(model));
  return named.join(', ') + (models.length > mostModels ? ` and ${models.length - mostModels} more` : '');
}

export function boundsText({ usd, tokens, requests }: ModelListing['budgets']['day']): string {
  const said = [
    usd === null ? [] : [`$${usd}`],
    tokens === null ? [] : [`${tokens} tokens`],
    requests === null ? [] : [`${requests} requests`],
  ].flat();
  return said.length === 0 ? 'without bound' : said.join(', ');
}
