import type { ForgePlace } from '../place/place.ts';
import { tokenFor, type Token } from '../token/token.ts';

export interface ForgeOptions {
  /** Of the person: tokens and proxies are told there. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** A project that can be asked, with the person's token where there is one. */
export interface Forge extends ForgeOptions {
  readonly place: ForgePlace;
  readonly token: Token | null;
}

export async function openForge(place: ForgePlace, { env, signal }: ForgeOptions): Promise<Forge> {
  return { place, env, signal, token: await tokenFor(place, env, signal) };
}

/** What is asked for, in words for errors. */
export interface Subject {
  /** `the issue`, `its deployments`. */
  readonly name: string;
  /** What a token has to be allowed to do: `read issues`, `open pull requests`. */
  readonly right: string;
  /** Where a person would look at it. */
  readonly url: string;
}
