import { attachProvenance, readProvenance, type CommitProvenance } from '@groundwork/agent';
import type { Host } from '@groundwork/host';
import { realFolder } from '../local/folder.ts';

export interface ProvenanceAsked {
  /** As `git rev-list` takes them. */
  readonly revisions: string;
  /** Attaches what was found to commits that do not have it. */
  readonly attach: boolean;
  readonly host: Host;
}

/** Which lines of commits go back to receipts of this repository. */
export async function provenanceOf(dir: string, { revisions, attach, host }: ProvenanceAsked): Promise<readonly CommitProvenance[]> {
  const options = { repository: realFolder(dir), revisions: [revisions], signal: host.signal };
  if (attach) await attachProvenance(options);
  return readProvenance(options);
}
