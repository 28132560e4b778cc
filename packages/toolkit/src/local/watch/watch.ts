import type { Blueprint } from '@groundwork/blueprint';
import { GroundworkError, type Host } from '@groundwork/host';
import { planEnvironment, type EnvironmentState } from '@groundwork/provision';
import { changeEnvironment, currentState } from '@groundwork/target-local';
import { createRescan } from '../../open-scan.ts';
import { localEnvironment } from '../folder.ts';
import { affectedBy } from './affected.ts';
import { createCircles } from './circles.ts';
import { differences } from './differences.ts';
import { watchFiles } from './files.ts';
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
  /** What is up. */
  readonly blueprint: Blueprint;
  readonly host: Host;
  readonly reacts: (reaction: Reaction) => void;
  /** It was done: everything came up again, or not. */
  readonly settled: (state: EnvironmentState) => void;
  /** It could not be begun; what ran before goes on. */
  readonly failed: (error: GroundworkError) => void;
}

/**
 * Keeps an environment that was brought up with `watched` as the files of its folder say, until `host.signal` is aborted or it is
 * not up any more. What cannot be done now is tried again with the next change.
 */
export async function watchFolder({ dir, blueprint: first, host, reacts, settled, failed }: WatchOptions): Promise<void> {
  const files = watchFiles(dir);
  const circles = createCircles((file) => {
    const message = `${file} changes whenever a service starts: that is not watched any more`;
    host.notify({ type: 'note', level: 'warning', code: 'watch.circle', message });
  });
  const rescan = createRescan(dir, host);
  let blueprint = first;
  try {
    for (;;) {
      const batch = await files.next(host.signal);
      if (batch === null || !isUp(dir)) return;
      try {
        const next = await rescan();
        const reaction = reactionTo(circles.without(batch), { dir, before: blueprint, next });
        if (!reaction) continue;
        reacts(reaction);
        const plan = planEnvironment(next, { environment: localEnvironment, target: 'local' });
        settled(await changeEnvironment({ dir, blueprint: next, plan, host, restart: reaction.restart, release: reaction.release }));
        blueprint = next;
        circles.done(batch);
      } catch (cause) {
        if (!(cause instanceof GroundworkError) || !isUp(dir)) throw cause;
        failed(cause);
      }
    }
  } finally {
    files.close();
  }
}

const isUp = (dir: string): boolean => (currentState(dir, localEnvironment)?.supervisor ?? null) !== null;

function reactionTo(
  batch: ReadonlySet<string>,
  { dir, before, next }: { readonly dir: string; readonly before: Blueprint; readonly next: Blueprint },
): (Reaction & { readonly release: boolean }) | null {
  const down = new Set(currentState(dir, localEnvironment)?.services.flatMap(({ name, state }) => (state === 'failed' ? [name] : [])));
  const { restart, reinstall, release, files } = affectedBy(batch, next.services, {
    reloadsItself: (service) => reloadsItself(service, dir),
    isDown: ({ name }) => down.has(name),
  });
  const changes = differences(before, next);
  const services = [...new Set([...restart, ...reinstall])];
  if (services.length === 0 && changes.length === 0) return null;
  return { files: files.length > 0 ? files : [...batch], restart: services, differences: changes, release };
}
