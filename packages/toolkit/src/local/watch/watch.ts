import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import {
  environmentFolder,
  holderOf,
  planEnvironment,
  readSecrets,
  releaseLock,
  takeLock,
  type EnvironmentFolder,
  type EnvironmentState,
} from '@groundwork/provision';
import { changeEnvironment, currentState, isCurrent } from '@groundwork/target-local';
import { statSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRescan } from '../../open-scan.ts';
import { localEnvironment } from '../folder.ts';
import { affectedBy } from './affected.ts';
import { createCircles } from './circles.ts';
import { differences } from './differences.ts';
import { watchFiles, type WatchedFiles } from './files.ts';
import { reloadsItself } from './reloads-itself.ts';

/** Something changed, and this is what will be done about it. */
export interface Reaction {
  /** Changed files, relative to the folder. */
  readonly files: readonly string[];
  /** Services that start anew. */
  readonly restart: readonly string[];
  /** What the code asks for now and did not before, or the other way round: one phrase each. */
  readonly differences: readonly string[];
}

export interface WatchOptions {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  /** What is up; `null` where that is not known: somebody else brought it up, or watched it until they were killed. */
  readonly blueprint: Blueprint | null;
  /** What a person wrote while it came up: files there were when it was read that changed since, which is in milliseconds since 1970. */
  readonly missed?: { readonly since: number; readonly had: (path: string) => boolean };
  /** Reads the folder again, for who does so anyway. */
  readonly rescan?: () => Promise<Blueprint>;
  readonly host: Host;
  readonly reacts: (reaction: Reaction) => void;
  /** It was done: everything came up again, or not. */
  readonly settled: (state: EnvironmentState) => void;
  /** It could not be begun; what ran before goes on. */
  readonly failed: (error: GroundworkError) => void;
}

/**
 * Keeps an environment that was brought up with `watched` as the files of its folder and the values a person gave say, until
 * `host.signal` is aborted or it is not up any more. What cannot be done now is tried again with the next change. One process does so
 * at a time: throws `watch.elsewhere`.
 */
export async function watchFolder(options: WatchOptions): Promise<void> {
  const folder = environmentFolder(options.dir, localEnvironment);
  const seen = lastSeen(folder);
  if (!takeLock(folder.watchLock)) throw elsewhere(folder);
  const { missed = null, blueprint } = options;
  const files = watchFiles(options.dir, {
    since: blueprint === null ? seen : (missed?.since ?? null),
    // What an install or a start wrote is not what a person did.
    counts: (path) => blueprint === null || (missed !== null && missed.had(path) && !isLock(path)),
  });
  const values = watchValues(folder, () => files.wake());
  try {
    await watching(options, { folder, files });
  } finally {
    values.close();
    files.close();
    releaseLock(folder.watchLock);
  }
}

/** Installs write down what they chose. */
const isLock = (path: string): boolean => /(?:^|[/.-])lock(?:b|file)?(?:\.\w+)?$|-lock\.\w+$|(?:^|\/)go\.sum$/i.test(path);

/** Whether somebody keeps the environment of a folder, by its real path, as its files say. */
export function isWatched(dir: string): boolean {
  return holderOf(environmentFolder(dir, localEnvironment).watchLock) !== null;
}

async function watching(
  { dir, blueprint: first, rescan: given, host, reacts, settled, failed }: WatchOptions,
  { folder, files }: { readonly folder: EnvironmentFolder; readonly files: WatchedFiles },
): Promise<void> {
  const circles = createCircles((file) => {
    const message = `${file} changes whenever a service starts: that is not watched any more`;
    host.notify({ type: 'note', level: 'warning', code: 'watch.circle', message });
  });
  const rescan = given ?? createRescan(dir, host);
  let blueprint = first;
  let values = '';
  // What changed before anybody watched is looked for first.
  files.wake();
  for (;;) {
    const batch = await files.next(host.signal);
    // What changes from here on, while this batch is worked on, was not seen: whoever watches next looks at it.
    const taken = new Date();
    if (batch === null || !isUp(dir)) return;
    try {
      const next = await rescan();
      const plan = planEnvironment(next, { environment: localEnvironment, target: 'local' });
      const now = JSON.stringify(readSecrets(folder).given);
      const stale = values !== now && !isCurrent({ dir, blueprint: blueprint ?? next, plan });
      values = now;
      const reaction = reactionTo(circles.without(batch), { dir, before: blueprint ?? next, next, stale });
      blueprint ??= next;
      if (!reaction) continue;
      reacts(reaction);
      settled(await changeEnvironment({ dir, blueprint: next, plan, host, restart: reaction.restart, release: reaction.release }));
      blueprint = next;
      circles.done(batch);
    } catch (cause) {
      if (!(cause instanceof GroundworkError) || !isUp(dir)) throw cause;
      failed(cause);
    } finally {
      seenUntil(folder.watchSeen, taken);
    }
  }
}

/** Until when changes were seen: by who watched last, or when it was brought up. */
function lastSeen({ watchSeen, launch }: EnvironmentFolder): number {
  const times = [watchSeen, launch].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(...times);
}

function seenUntil(file: string, time: Date): void {
  try {
    writeFileSync(file, '', { mode: 0o600 });
    utimesSync(file, time, time);
  } catch {
    // It was taken away with everything else: `reset`.
  }
}

/** Says when the file with the values that a person gave was written. */
function watchValues({ root, secrets }: EnvironmentFolder, changed: () => void): { close(): void } {
  const watcher = watch(root, { persistent: false }, (_event, name) => {
    if (name === basename(secrets)) changed();
  });
  return watcher.on('error', () => {});
}

function elsewhere(folder: EnvironmentFolder): GroundworkError {
  const holder = holderOf(folder.watchLock);
  return new GroundworkError({
    code: 'watch.elsewhere',
    message: `Its files are watched already${holder ? ` (process ${holder.pid})` : ''}`,
    where: folder.watchLock,
    exit: exitCodes.tryAgain,
  });
}

const isUp = (dir: string): boolean => (currentState(dir, localEnvironment)?.supervisor ?? null) !== null;

function reactionTo(
  batch: ReadonlySet<string>,
  { dir, before, next, stale }: { readonly dir: string; readonly before: Blueprint; readonly next: Blueprint; readonly stale: boolean },
): (Reaction & { readonly release: boolean }) | null {
  const down = new Set(currentState(dir, localEnvironment)?.services.flatMap(({ name, state }) => (state === 'failed' ? [name] : [])));
  const { restart, reinstall, release, files } = affectedBy(batch, next.services, {
    reloadsItself: (service) => reloadsItself(service, dir),
    isDown: ({ name }) => down.has(name),
  });
  const found = differences(before, next);
  const changes = stale && found.length === 0 ? ['what it runs with has changed'] : found;
  const services = [...new Set([...restart, ...reinstall])];
  if (services.length === 0 && changes.length === 0) return null;
  return { files: files.length > 0 ? files : [...batch], restart: services, differences: changes, release };
}
