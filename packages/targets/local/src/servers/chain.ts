import { existsSync } from 'node:fs';
import { serverMissing, type Packages } from './missing.ts';
import type { FoundServer, ServerRequest } from './provider.ts';

/** One way to have a server, `null` where this machine does not have it that way. Starts and fetches nothing. */
export type Candidate = (request: ServerRequest) => FoundServer | null | Promise<FoundServer | null>;

/**
 * The way whose data is already there, since another server cannot read it; else the first there is, in order. Throws
 * `server.missing` (exit 3) with the one command that gets one.
 */
export async function firstOf(candidates: readonly Candidate[], request: ServerRequest, packages: Packages): Promise<FoundServer> {
  let first: FoundServer | null = null;
  for (const candidate of candidates) {
    const found = await candidate(request);
    if (found && hasData(found)) return found;
    first ??= found;
  }
  if (first) return first;
  throw serverMissing(request.name, request.type, packages);
}

const hasData = ({ server }: FoundServer): boolean => 'data' in server && existsSync(server.data);
