import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { LaunchedTask } from '../launch/schema.ts';
import type { Node } from './graph.ts';

/**
 * Tasks of one folder wait for each other: two package managers in one folder get in each other's way. Others run at the same
 * time, as many as there are cores.
 */
export function inTurns(nodes: readonly { readonly node: Node; readonly folder: string }[], atOnce = availableParallelism()): Node[] {
  const turns = new Map<string, Promise<unknown>>();
  const free = slots(atOnce);
  return nodes.map(({ node, folder }) => ({
    ...node,
    run: () => {
      const mine = (turns.get(folder) ?? Promise.resolve()).then(() => free(() => node.run()));
      turns.set(
        folder,
        mine.catch(() => false),
      );
      return mine;
    },
  }));
}

/** The folder a task works in: a command may begin by going to another one than that of its service. */
export function folderOfTask({ cwd, commands }: Pick<LaunchedTask, 'cwd' | 'commands'>): string {
  const elsewhere = commands.flatMap((command) => ('shell' in command ? (/^cd (\S+) &&/.exec(command.shell)?.[1] ?? []) : []));
  return resolve(cwd, elsewhere[0] ?? '.');
}

/** Runs what it is given, no more at the same time than there are slots. */
function slots(count: number): <T>(action: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (action) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      return await action();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
