import { PersonRepository } from './person.ts';

export interface Remote {
  readonly name: string;
  /** Where git fetches from. */
  readonly url: string;
  /** Where it pushes. */
  readonly pushUrl: string;
}

/** As the person's settings have them, `insteadOf` included. Nothing is asked over the network. */
export async function remotesOf(person: PersonRepository): Promise<readonly Remote[]> {
  const first = async (args: readonly string[]): Promise<string | null> =>
    (await person.settings(['remote', 'get-url', ...args]))?.split('\n')[0] || null;
  const remotes: Remote[] = [];
  for (const name of ((await person.settings(['remote'])) ?? '').split('\n').filter(Boolean)) {
    const url = await first([name]);
    if (url !== null) remotes.push({ name, url, pushUrl: (await first(['--push', name])) ?? url });
  }
  return remotes;
}

export const readRemotes = async (folder: string, signal: AbortSignal): Promise<readonly Remote[]> =>
  remotesOf(await PersonRepository.open(folder, signal));
