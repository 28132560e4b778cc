import type { Blueprint } from '@groundwork/blueprint';
import type { GroundworkError } from '@groundwork/host';
import { openScan, type OpenScan } from '@groundwork/toolkit';
import { perWorkspace } from '../rpc/workspace.ts';

/** What the workspace needs, as it lies on the disk. */
export interface WorkspaceBlueprint {
  /** As it was read last. */
  readonly last: Blueprint | null;
  /** Files that were there when it was read last. */
  readonly paths: ReadonlySet<string>;
  /** What was wrong with `groundwork.yaml` then; the last that was right counts. */
  readonly wrong: GroundworkError | null;
  /** Reads it again; what did not change is not read anew. */
  read(): Promise<Blueprint>;
}

/** What was read of the files is as large as they are; whoever asks later waits for all of them once. */
const keptMs = 60_000;

export const blueprintOf = perWorkspace(({ dir, host }): WorkspaceBlueprint => {
  let folder: OpenScan | null = null;
  let forgetting: NodeJS.Timeout | null = null;
  let wrong: GroundworkError | null = null;
  let last: Blueprint | null = null;
  let reading: Promise<Blueprint> | null = null;
  const read = async (): Promise<Blueprint> => {
    try {
      folder ??= openScan(dir);
      const reading = await folder.read(null, host.signal);
      wrong = reading.wrong;
      last = reading.blueprint;
      return last;
    } finally {
      reading = null;
      if (forgetting) clearTimeout(forgetting);
      forgetting = setTimeout(() => (folder = null), keptMs).unref();
    }
  };
  return {
    get last() {
      return last;
    },
    get paths() {
      return folder?.paths ?? new Set();
    },
    get wrong() {
      return wrong;
    },
    // Everybody who asks while it is read gets the same.
    read: () => (reading ??= read()),
  };
});
