import { limits } from './limits.ts';
import type { Tree } from './tree.ts';

/** A tree held in memory: path to text. */
export function memoryTree(name: string, files: Readonly<Record<string, string>>): Tree {
  const paths = Object.keys(files).sort();
  return {
    name,
    files: async () => paths.map((path) => ({ path, size: files[path]?.length ?? 0 })),
    read: (path) => {
      const text = files[path];
      return text === undefined || text.length > limits.fileSize ? null : { text, version: text };
    },
    version: (path) => files[path] ?? null,
    skipped: [],
  };
}
