import type { Blueprint, Decisions } from '@groundwork/blueprint';
import { GroundworkError, silentHost, type Host } from '@groundwork/host';
import { openFolder, overlay, Scanner, type Reading, type Tree } from '@groundwork/scan';
import { readDecisions } from './decisions/read.ts';
import { observed } from './scan-folder.ts';

/** What a folder says now. */
export interface FolderReading {
  readonly blueprint: Blueprint;
  /** What the scanner made it from. */
  readonly reading: Reading;
  /** Those of `groundwork.yaml`; where it is wrong, the last that were right. */
  readonly decisions: Decisions;
  /** What is wrong with `groundwork.yaml`. */
  readonly wrong: GroundworkError | null;
}

/** A folder that is read again and again, of which only what changed is read anew. */
export interface OpenScan {
  readonly tree: Tree;
  /** Files that the last reading that looked at everything saw. */
  readonly paths: ReadonlySet<string>;
  /** Whether it saw one there. */
  has(path: string): boolean;
  /**
   * `changed` are the paths whose content changed; `null` looks at all of them, which is needed when one was added or removed.
   * One reading at a time. After one that was aborted the same paths have to be named again.
   */
  read(changed: ReadonlySet<string> | null, signal: AbortSignal): Promise<FolderReading>;
}

/** One that others can begin from. */
export interface ForkableScan extends OpenScan {
  /** Another one of the same folder with buffers laid over it. Its first reading has to name their paths. */
  fork(buffers: ReadonlyMap<string, string | null>): ForkableScan;
}

/** What a scan knew when another one began from it. */
interface Known {
  readonly scanner: Scanner;
  readonly listed: ReadonlySet<string>;
  readonly decisions: Decisions;
  readonly last: { readonly reading: Reading; readonly seen: Blueprint } | null;
}

/** Opens a folder for reading again and again. Buffers are laid over what is on disk: path to text, `null` for a deleted file. Throws `tree.*`. */
export function openScan(dir: string, buffers: ReadonlyMap<string, string | null> = new Map()): ForkableScan {
  return continueScan(dir, buffers, null);
}

function continueScan(dir: string, buffers: ReadonlyMap<string, string | null>, known: Known | null): ForkableScan {
  const tree = overlay(openFolder(dir), buffers);
  let listed: ReadonlySet<string> = known?.listed ?? new Set();
  const listing: Tree = {
    name: tree.name,
    get skipped() {
      return tree.skipped;
    },
    read: (path) => tree.read(path),
    version: (path) => tree.version(path),
    files: async (signal) => {
      const files = await tree.files(signal);
      listed = new Set(files.map(({ path }) => path));
      return files;
    },
  };
  const scanner = known?.scanner.fork(listing) ?? new Scanner(listing);
  let decisions: Decisions = known?.decisions ?? {};
  let last = known?.last ?? null;
  return {
    fork: (over) => continueScan(dir, over, { scanner, listed, decisions, last }),
    tree,
    get paths() {
      return listed;
    },
    has: (path) => listed.has(path),
    read: async (changed, signal) => {
      let wrong: GroundworkError | null = null;
      try {
        decisions = readDecisions(tree);
      } catch (cause) {
        if (!(cause instanceof GroundworkError)) throw cause;
        wrong = cause;
      }
      const reading = await scanner.read({ decisions, host: { ...silentHost, signal }, operations: false }, changed);
      const seen = observed(reading.blueprint, dir, tree, decisions);
      last = last?.reading === reading && isSame(last.seen, seen) ? last : { reading, seen };
      return { blueprint: last.seen, reading, decisions, wrong };
    },
  };
}

/** Reads a folder again and again. Same errors as `scanFolder`. */
export function createRescan(dir: string, host: Host): () => Promise<Blueprint> {
  const folder = openScan(dir);
  return async () => {
    const { blueprint, wrong } = await folder.read(null, host.signal);
    if (wrong) throw wrong;
    return blueprint;
  };
}

const isSame = (a: Blueprint, b: Blueprint): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
