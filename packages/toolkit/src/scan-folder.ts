import type { Blueprint, Decisions } from '@groundwork/blueprint';
import type { Host } from '@groundwork/host';
import { openFolder, scan, type Tree } from '@groundwork/scan';
import { environmentFolder, readObserved, withObserved } from '@groundwork/provision';
import { resolve } from 'node:path';
import { localEnvironment } from './local/folder.ts';
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
 * Reads a folder and the decisions in its `groundwork.yaml` into a blueprint, with what running it here showed. Executes nothing of it.
 * Throws `tree.*` when the folder cannot be read and `decisions.*` when `groundwork.yaml` is wrong.
 */
export async function scanFolder(dir: string, { host }: ScanOptions): Promise<ScanResult> {
  const started = performance.now();
  const tree = counting(openFolder(dir));
  const decisions = readDecisions(tree);
  const read = await scan(tree, { decisions, host });
  const blueprint = observed(read, dir, tree, decisions);
  return { blueprint, files: tree.count(), ms: performance.now() - started };
}

/** With what running it on this machine showed, where a person did not decide otherwise. */
export function observed(blueprint: Blueprint, dir: string, tree: Tree, { services = {}, resources = {} }: Decisions): Blueprint {
  const mentions = (file: string, name: string): boolean => tree.read(file)?.text.includes(name) ?? false;
  const seen = readObserved(environmentFolder(resolve(dir), localEnvironment));
  if (seen.length === 0) return blueprint;
  const open = seen.filter((each) => each.kind !== 'port' || services[each.service]?.port === undefined);
  const result = withObserved(blueprint, open, mentions);
  const decided = blueprint.resources.filter(({ name }) => resources[name]?.need !== undefined);
  return { ...result, resources: result.resources.map((resource) => decided.find(({ name }) => name === resource.name) ?? resource) };
}

/** The same tree, remembering how many files it listed: walking a large one twice only to count would be felt. */
export function counting(tree: Tree): Tree & { count(): number } {
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
