/** Files that services write themselves while they start: restarting for them would never end. */
export interface Circles {
  /** A batch without the files that were found to go round in circles. */
  without(batch: ReadonlySet<string>): ReadonlySet<string>;
  /** Services were started anew because of a batch, and have come up or failed. */
  done(batch: ReadonlySet<string>): void;
}

/** Sooner after a start than a person sees that it started. */
const soonMs = 1_500;
/** As often as this in a row is no chance. */
const most = 3;

export function createCircles(found: (file: string) => void, now: () => number = Date.now): Circles {
  const rows = new Map<string, number>();
  const ignored = new Set<string>();
  let last = { at: Number.NEGATIVE_INFINITY, files: new Set<string>() as ReadonlySet<string> };
  return {
    without: (batch) => {
      const soon = now() - last.at < soonMs;
      for (const file of batch) {
        rows.set(file, soon && last.files.has(file) ? (rows.get(file) ?? 0) + 1 : 0);
        if ((rows.get(file) ?? 0) < most || ignored.has(file)) continue;
        ignored.add(file);
        found(file);
      }
      return new Set([...batch].filter((file) => !ignored.has(file)));
    },
    done: (batch) => {
      last = { at: now(), files: batch };
    },
  };
}
