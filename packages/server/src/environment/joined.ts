/** Something that is done once for everybody who asks for it meanwhile. */
export interface Joined<A, T> {
  ask(what: A, who?: Asking): Promise<T>;
  /** Stops it for everybody, and waits until that is done. */
  stop(): Promise<void>;
  /** Waits until it is over, however it ends. */
  settled(): Promise<void>;
}

export interface Asking {
  /** Nobody of those who asked wants it any more when the last one says so: it stops. */
  readonly cancelled: AbortSignal;
  /** Who went without a word does not count, and stops nothing. */
  readonly gone: AbortSignal;
}

interface Running<T> {
  readonly stop: AbortController;
  readonly done: Promise<T>;
  readonly asked: Set<Asking>;
  /** Somebody wants it no longer. */
  refused: boolean;
}

export function createJoined<A, T>(action: (what: A, stop: AbortSignal) => Promise<T>): Joined<A, T> {
  let now: Running<T> | null = null;

  const begin = (what: A): Running<T> => {
    const stop = new AbortController();
    const running: Running<T> = {
      stop,
      asked: new Set(),
      refused: false,
      done: action(what, stop.signal).finally(() => {
        if (now === running) now = null;
      }),
    };
    now = running;
    return running;
  };
  const settled = async (): Promise<void> => {
    await now?.done.catch(() => {});
  };
  return {
    settled,
    stop: async () => {
      now?.stop.abort();
      await settled();
    },
    ask: (what, who) => {
      const running = now ?? begin(what);
      if (who) join(running, who);
      return running.done;
    },
  };
}

function join(running: Running<unknown>, who: Asking): void {
  const { asked, stop } = running;
  asked.add(who);
  const leave = (): void => {
    asked.delete(who);
    if (running.refused && asked.size === 0) stop.abort();
  };
  who.gone.addEventListener('abort', leave, { once: true });
  who.cancelled.addEventListener(
    'abort',
    () => {
      // A window that goes takes back nothing.
      if (!who.gone.aborted) running.refused = true;
      leave();
    },
    { once: true },
  );
}
