import { askSharper, sharpen } from '@groundwork/agent';
import type { Usage } from '@groundwork/gateway';
import type { Host } from '@groundwork/host';
import { nameOf } from '../models/choose.ts';
import { openModels } from '../models/open-models.ts';
import { openRepository, type ProposedTicket, type TicketSource } from './propose.ts';

export interface SharpenOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** As `gw model use` takes it; `null` is the one that is used. */
  readonly model: string | null;
}

export interface SharpenedTicket extends ProposedTicket {
  /** What of the model's answer was not taken, and why. */
  readonly left: readonly string[];
}

export interface SharpProposals {
  readonly model: string;
  readonly usage: Usage;
  /** Why the plain proposal is all there is; `null` where the model's answer could be read. */
  readonly failed: string | null;
  readonly proposeWith: (answers: Readonly<Record<string, string>>) => SharpenedTicket;
}

/**
 * The same, sharpened by a model that is asked once: what it says is taken where it holds against the repository, and the plain proposal
 * stands where not. Executes nothing. Throws `models.none`, `models.no_key` (exit 3) before anything is asked.
 */
export async function openSharpProposals(dir: string, source: TicketSource, { host, env, model }: SharpenOptions): Promise<SharpProposals> {
  const models = await openModels(host, { env, ...(model === null ? {} : { model }) });
  try {
    const { plain, written, known } = await openRepository(dir, source, host);
    const asked = await askSharper({
      ...models,
      text: source.text,
      plain: plain({}),
      known: { ...known, answers: {} },
      signal: host.signal,
    });
    const { answer, failed, usage } = asked;
    const proposeWith = (answers: Readonly<Record<string, string>>): SharpenedTicket => {
      if (answer === null) return { ...written(plain(answers)), left: [] };
      const sharpened = sharpen(plain(answers), answer, { ...known, answers });
      return { ...written(sharpened), left: sharpened.left };
    };
    return { model: nameOf(models.model), usage, failed, proposeWith };
  } finally {
    await models.gateway.close();
  }
}
