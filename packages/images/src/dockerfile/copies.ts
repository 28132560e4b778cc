import { below, folderOf } from '../files.ts';

/** One COPY for each folder, so that files lie in the container as they do in the repository. */
export function copies(paths: readonly string[], { scope, root, folder }: { scope: string; root: string; folder: string }): string[] {
  const byFolder = Map.groupBy([...new Set(paths)].sort(), folderOf);
  return [...byFolder].map(([from, files]) => {
    const inside = below(from, scope);
    const to = inside === '.' ? root : `${root}/${inside}`;
    return copyLine(files, to === folder ? './' : `${to}/`);
  });
}

/** A COPY of paths that may hold blanks. Characters that it would take for a pattern stand for themselves. */
export function copyLine(sources: readonly string[], target: string, options: readonly string[] = []): string {
  const words = [...sources.map((path) => path.replaceAll(/[[?]/g, (char) => (char === '[' ? '[[]' : '[?]'))), target];
  const plain = words.every((word) => /^[^\s"'\\$#]+$/.test(word));
  return ['COPY', ...options, plain ? words.join(' ') : JSON.stringify(words)].join(' ');
}
