import { knownProviders, readTotals, type Model, type Usage } from '@groundwork/gateway';
import { z } from 'zod';
import { budgetsOf, type ModelBudgets } from './budgets.ts';
import { keyPlace, type KeyFrom } from './providers.ts';
import { modelFiles, readSettings, type Env } from './settings.ts';

export interface ModelListing {
  /** For tickets. */
  readonly use: Model | null;
  /** `null`: the same. */
  readonly completion: Model | null;
  readonly providers: readonly ProviderListed[];
  readonly budgets: ModelBudgets;
  readonly today: Usage;
}

export interface ProviderListed {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly local: boolean;
  readonly key: KeyFrom | null;
  /** On this machine: whether it answered. `null` for others, which are not asked. */
  readonly running: boolean | null;
  /** Those it said it has. */
  readonly models: readonly string[];
}

/** What is chosen and what could be. Only this machine is asked; nothing that is found is used before it is chosen. */
export async function listModels(env: Env, signal: AbortSignal): Promise<ModelListing> {
  const files = modelFiles(env);
  const settings = readSettings(files);
  const all = [...knownProviders, ...settings.providers.map(({ name, url }) => ({ name, title: name, baseUrl: url, local: false }))];
  const providers = await Promise.all(
    all.map(async ({ name, title, baseUrl, local }): Promise<ProviderListed> => {
      const models = local ? await modelsAt(baseUrl, signal) : null;
      return {
        name,
        title,
        url: baseUrl,
        local,
        key: keyPlace(name, files, env),
        running: local ? models !== null : null,
        models: models ?? [],
      };
    }),
  );
  return {
    use: settings.use,
    completion: settings.completion,
    providers,
    budgets: budgetsOf(settings),
    today: readTotals(files.ledger).today,
  };
}

const listed = z.object({ data: z.array(z.object({ id: z.string() })).nullable() });

/** `null` where nothing listens that speaks as OpenAI does. */
async function modelsAt(baseUrl: string, signal: AbortSignal): Promise<readonly string[] | null> {
  try {
    const response = await fetch(`${baseUrl}/models`, { redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(700)]) });
    if (!response.ok) return null;
    return (listed.parse(await response.json()).data ?? []).map(({ id }) => id);
  } catch {
    return null;
  }
}
