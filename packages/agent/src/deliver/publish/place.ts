import { parseRemote } from '@groundwork/forge';
import { PersonRepository } from '../../git/person.ts';
import type { Remote } from '../../git/remotes.ts';
import { destinationOf, readOrigins } from './destination.ts';

/** Where a change would go, for a person to say yes to. */
export interface PublishPlace {
  readonly remote: string;
  /** Address of the project it is pushed to, without what logs in; the remote's name where it is on no server. */
  readonly to: string;
  /** The same, of the project the request goes into. */
  readonly into: string;
  /** Branch it goes into; `null` is the one its forge names. */
  readonly base: string | null;
}

/** Looks it up in the repository alone: nothing is asked over the network. Throws `deliver.no_remote` and `deliver.base_not_pushed`. */
export async function publishPlace(repository: string, commit: string, signal: AbortSignal): Promise<PublishPlace> {
  const person = await PersonRepository.open(repository, signal);
  const { push, into, base } = destinationOf(await readOrigins(person, commit), { remote: null, base: null }, commit);
  return { remote: push.name, to: addressOf(push, push.pushUrl), into: addressOf(into, into.url), base };
}

function addressOf({ name }: Remote, url: string): string {
  const address = parseRemote(url);
  return address === null ? name : `${address.origin}/${address.project}`;
}
