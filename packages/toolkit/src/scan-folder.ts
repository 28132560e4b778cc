import type { Blueprint } from '@groundwork/blueprint';
import { silentHost, type Host } from '@groundwork/host';
import { openFolder, scan, Scanner, type Tree } from '@groundwork/scan';
import { readDecisions } from './decisions/read.ts';

export interface ScanOptions {
  readonly host: Host;
}

export interface ScanResult {
  readonly blueprint: Blueprint;
  /** How many files the folder has, generated and vendored ones left out. */
  readonly files: number;
  /** Wall time, in milliseconds. */
  readonly ms: number;
}

/**
 * Reads a folder and the decisions in its `groundwork.yaml` into a blueprint. Executes nothing of it.
 * Throws `tree.*` when the folder cannot be read and `decisions.*` when `groundwork.yaml` is wrong.
 */
export async function scanFolder(dir: string, { host }: ScanOptions): Promise<ScanResult> {
  const started = performance.now();
  const tree = counting(openFolder(dir));
  const decisions = readDecisions(tree);
  const blueprint = await scan(tree, { decisions, host });
  return { blueprint, files: tree.count(), ms: performance.now() - started };
}

/** Reads a folder again and again, of which only what changed is read anew. Same errors as `scanFolder`. */
export function createRescan(dir: string, host: Host): () => Promise<Blueprint> {
  const tree = openFolder(dir);
  const scanner = new Scanner(tree);
  return () => scanner.scan({ decisions: readDecisions(tree), host: { ...silentHost, signal: host.signal } });
}

/** The same tree, remembering how many files it listed: walking a large one twice only to count would be felt. */
function counting(tree: Tree): Tree & { count(): number } {
  let listed = 0;
  return {
    name: tree.name,
    get skipped() {
      return tree.skipped;
    },
    read: (path) => tree.read(path),
    version: (path) => tree.version(path),
    count: () => listed,
    files: async (signal) => {
      const files = await tree.files(signal);
      listed = files.length;
      return files;
    },
  };
}
