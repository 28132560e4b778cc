import { knownProviders, type Model, type Wire } from '@groundwork/gateway';
import { exitCodes, GroundworkError } from '@groundwork/host';
import type { ModelSettings } from './settings.ts';

export interface Chosen {
  readonly model: Model;
  /** Where the model is at an address of the person's own. */
  readonly provider: ModelSettings['providers'][number] | null;
}

/**
 * Reads a model as a person writes it: `anthropic/claude-sonnet-4-5`, `ollama/qwen2.5-coder:7b`, `NAME@http://127.0.0.1:8080/v1`.
 * Throws `models.unknown`.
 */
export function chooseModel(text: string, settings: ModelSettings, speaks: readonly Wire[] = ['openai-chat']): Chosen {
  const at = /^(?<id>.+?)@(?<url>https?:\/\/.+)$/.exec(text.trim());
  if (at?.groups !== undefined) {
    const { id = '', url = '' } = at.groups;
    return atAddress(id, url, speaks);
  }
  const slash = text.indexOf('/');
  const [provider, id] = [text.slice(0, slash).trim(), text.slice(slash + 1).trim()];
  const names = [...knownProviders, ...settings.providers].map(({ name }) => name);
  if (slash > 0 && id !== '' && names.includes(provider)) return { model: { provider, id }, provider: null };
  throw new GroundworkError({
    code: 'models.unknown',
    message: slash > 0 ? `There is no provider ${provider}.` : `${text} is not a model.`,
    where: text,
    fix: `Write PROVIDER/MODEL, the provider one of ${names.join(', ')}; or MODEL@http://HOST:PORT/v1 for one that speaks as OpenAI does.`,
    exit: exitCodes.usage,
  });
}

function atAddress(id: string, text: string, speaks: readonly Wire[]): Chosen {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new GroundworkError({
      code: 'models.address',
      message: `${URL.parse(text)?.host ?? 'That'} is not the address of a model.`,
      fix: 'It is as http://127.0.0.1:8080/v1. A key is given by gw model key.',
      exit: exitCodes.usage,
    });
  const address = url.href.replace(/\/+$/, '');
  const known = knownProviders.find(({ baseUrl }) => baseUrl === address);
  if (known !== undefined) return { model: { provider: known.name, id }, provider: null };
  return { model: { provider: url.host, id }, provider: { name: url.host, url: address, wires: [...speaks] } };
}

export const nameOf = ({ provider, id }: Model): string => `${provider}/${id}`;
