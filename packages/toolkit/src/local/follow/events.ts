import type { ProgressEvent } from '@groundwork/host';
import { environmentFolder, isRunning } from '@groundwork/provision';
import { createEventReader, sizeOf } from '@groundwork/target-local';
import { localEnvironment } from '../folder.ts';
import { createStateReader } from './state.ts';

/** What brings a folder up says of itself, whoever asked for it: this process, a terminal, or one that was killed since. */
export interface FollowedEvents {
  /** What was said since the last call. The first call gives what is under way. What can end no more has failed. */
  next(): ProgressEvent[];
}

type Started = Extract<ProgressEvent, { type: 'started' }>;

/** Follows the progress of a folder, by its real path, through every start. */
export function followEvents(dir: string): FollowedEvents {
  const folder = environmentFolder(dir, localEnvironment);
  const readState = createStateReader(folder);
  const open = new Map<string, Started>();
  let read = createEventReader(folder.events);
  let run: string | null = null;
  let size = 0;
  let begunAnew = false;
  let first = true;

  const note = (events: readonly ProgressEvent[]): void => {
    for (const event of events) {
      if (event.type === 'started') open.set(event.task, event);
      else if (event.type === 'finished') open.delete(event.task);
    }
  };
  const lost = (): ProgressEvent[] => {
    const failed = [...open.keys()].map((task) => ({ type: 'finished' as const, task, outcome: 'failed' as const, ms: 0 }));
    open.clear();
    return failed;
  };
  return {
    next: () => {
      const state = readState();
      const now = sizeOf(folder.events);
      // The file is emptied a while before its first event, and before the new run has a name.
      if (now < size) begunAnew = true;
      size = now;
      if (!first && state && state.run !== run && !begunAnew) read = createEventReader(folder.events);
      if (state && state.run !== run) begunAnew = false;
      run = state?.run ?? run;
      const said = read();
      note(said);
      const alive = isRunning(state?.supervisor ?? null);
      const told = first ? [...open.values()] : said;
      if (first && !alive) open.clear();
      first = false;
      return alive ? told : [...told, ...lost()];
    },
  };
}
