import { unknown, type Value } from './value.ts';

/** Answers that had to do without one that was still being worked out, since the program started. */
let cuts = 0;

/** Notes that an answer was cut short: whatever is made of it now may be more the next time. */
export function noteCut(): void {
  cuts += 1;
}

/** How often an entry in a circle is looked up before it is taken as it is. */
const mostTries = 3;

/** A look-up that remembers what it found, and is unknown when answering it asks for itself: `options = { ...options, port }`. */
export function endingInCircles(get: (key: string) => Value): (key: string) => Value {
  const asked = new Set<string>();
  const known = new Map<string, Value>();
  const tries = new Map<string, number>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    if (asked.has(key)) {
      noteCut();
      return unknown;
    }
    asked.add(key);
    const cutBefore = cuts;
    const tried = (tries.get(key) ?? 0) + 1;
    tries.set(key, tried);
    try {
      const value = get(key);
      if (cuts === cutBefore || tried >= mostTries) known.set(key, value);
      return value;
    } finally {
      asked.delete(key);
    }
  };
}
