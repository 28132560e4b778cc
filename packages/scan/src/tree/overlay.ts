import type { Tree } from './tree.ts';

/** Unsaved editor buffers laid over a tree: path to text, `null` for a file that was deleted. */
export function overlay(base: Tree, buffers: ReadonlyMap<string, string | null>): Tree {
  return {
    name: base.name,
    files: async (signal) => {
      const kept = (await base.files(signal)).filter((file) => buffers.get(file.path) !== null);
      const known = new Set(kept.map((file) => file.path));
      const added = [...buffers].flatMap(([path, text]) => (text === null || known.has(path) ? [] : [{ path, size: text.length }]));
      return [...kept, ...added].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    },
    read: (path) => {
      const text = buffers.get(path);
      if (text === undefined) return base.read(path);
      return text === null ? null : { text, version: `buffer:${text}` };
    },
    version: (path) => {
      const text = buffers.get(path);
      if (text === null) return null;
      return text === undefined ? base.version(path) : `buffer:${text}`;
    },
    get skipped() {
      return base.skipped;
    },
  };
}
