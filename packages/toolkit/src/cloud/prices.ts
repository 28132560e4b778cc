import type { CloudTarget } from '@groundwork/blueprint';
import type { Price } from '@groundwork/cost';

/** Prices of one cloud and region: those that came with this release, and what was refreshed since. */
export async function pricesFor(
  _cloud: CloudTarget,
  _region: string,
  _env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Price[]> {
  return [];
}
