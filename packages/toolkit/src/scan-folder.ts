import type { Blueprint } from '@groundwork/blueprint';
import { GroundworkError, type Host } from '@groundwork/host';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

export interface ScanOptions {
  readonly host: Host;
}

export interface ScanResult {
  readonly blueprint: Blueprint;
  /** How many files the tree has. */
  readonly files: number;
  /** Wall time, in milliseconds. */
  readonly ms: number;
}

/** Reads a folder and the decisions in its `groundwork.yaml` into a blueprint. Executes nothing of it. */
export async function scanFolder(dir: string, _options: ScanOptions): Promise<ScanResult> {
  const started = performance.now();
  const root = resolve(dir);
  const info = await stat(root).catch((cause: unknown) => {
    throw new GroundworkError({ code: 'tree.not_found', message: 'There is no such folder', where: root, exit: 3, cause });
  });
  if (!info.isDirectory()) throw new GroundworkError({ code: 'tree.not_a_folder', message: 'This is a file, not a folder', where: root, exit: 3 });
  // Placeholder until packages/scan lands: an empty blueprint.
  const blueprint: Blueprint = { version: 1, name: basename(root), services: [], resources: [], questions: [], notes: [] };
  return { blueprint, files: 0, ms: performance.now() - started };
}
