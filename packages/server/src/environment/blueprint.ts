import type { Blueprint } from '@groundwork/blueprint';
import type { GroundworkError } from '@groundwork/host';
import { perWorkspace } from '../rpc/workspace.ts';
import { scanOf } from './scan.ts';

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

export const blueprintOf = perWorkspace((workspace): WorkspaceBlueprint => {
  let paths: ReadonlySet<string> = new Set();
  let wrong: GroundworkError | null = null;
  let last: Blueprint | null = null;
  let reading: Promise<Blueprint> | null = null;
  const read = async (): Promise<Blueprint> => {
    try {
      const scan = scanOf(workspace).now;
      const reading = await scan.read(null);
      paths = scan.paths;
      wrong = reading.wrong;
      last = reading.blueprint;
      return last;
    } finally {
      reading = null;
    }
  };
  return {
    get last() {
      return last;
    },
    get paths() {
      return paths;
    },
    get wrong() {
      return wrong;
    },
    // Everybody who asks while it is read gets the same.
    read: () => (reading ??= read()),
  };
});
