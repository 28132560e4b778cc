import { serverMissing, type Packages } from './missing.ts';
import type { FoundServer, ServerRequest } from './provider.ts';

/** One way to have a server, `null` where this machine does not have it that way. Starts and fetches nothing. */
export type Candidate = (request: ServerRequest) => FoundServer | null | Promise<FoundServer | null>;

/** The first way there is, in order. Throws `server.missing` (exit 3) with the one command that gets one. */
export async function firstOf(candidates: readonly Candidate[], request: ServerRequest, packages: Packages): Promise<FoundServer> {
  for (const candidate of candidates) {
    const found = await candidate(request);
    if (found) return found;
  }
  throw serverMissing(request.name, request.type, packages);
}
