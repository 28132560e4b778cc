import { setTimeout as sleep } from 'node:timers/promises';

/** Files of one window that are in memory at once. */
const atOnce = 4;
const lookAgainMs = 20;

/** Runs actions a few at a time, and none while there is no room: who asks for much and takes little waits. */
export function inTurns(hasRoom: () => boolean, signal: AbortSignal): <T>(action: () => Promise<T>) => Promise<T> {
  const turns = Array.from({ length: atOnce }, () => Promise.resolve());
  let next = 0;
  return async (action) => {
    const turn = next;
    next = (next + 1) % atOnce;
    const before = turns[turn] ?? Promise.resolve();
    const mine = before.then(async () => {
      while (!hasRoom() && !signal.aborted) await sleep(lookAgainMs);
      return await action();
    });
    turns[turn] = mine.then(
      () => {},
      () => {},
    );
    return await mine;
  };
}
