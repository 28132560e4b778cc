export interface Installed {
  readonly program: string;
  /** `3.12.4`. */
  readonly version: string;
}

export interface Choice<T extends Installed> {
  readonly chosen: T;
  /** It is another version than the one asked for. */
  readonly other: boolean;
}

/** The one asked for, else the next newer one, else the newest older one. The given order decides among equals. */
export function chooseVersion<T extends Installed>(installed: readonly T[], wanted: string | null): Choice<T> | null {
  const [first] = installed;
  if (!first) return null;
  const [major, minor, patch] = numbersOf(wanted ?? '');
  if (major === undefined) return { chosen: first, other: false };
  const asked = installed.filter(({ version }) => fits(numbersOf(version), [major, minor, patch]));
  const sameMinor = installed.filter(({ version }) => fits(numbersOf(version), [major, minor]));
  const [exact] = asked.length > 0 ? asked : sameMinor;
  if (exact) return { chosen: exact, other: false };
  const ordered = newestFirst(installed).toReversed();
  const newer = ordered.find(({ version }) => compare(numbersOf(version), [major, minor ?? 0]) > 0);
  return { chosen: newer ?? ordered.at(-1) ?? first, other: true };
}

/** Whether a version is the other one or newer: `1.26.8` is at least `1.26`. */
export function isAtLeast(version: string, other: string): boolean {
  return compare(numbersOf(version), numbersOf(other)) >= 0;
}

export function newestFirst<T extends Installed>(installed: readonly T[]): T[] {
  return installed.toSorted((a, b) => compare(numbersOf(b.version), numbersOf(a.version)));
}

function fits(version: readonly number[], wanted: readonly (number | undefined)[]): boolean {
  return wanted.every((part, index) => part === undefined || version[index] === part);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(text: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').filter(Boolean).map(Number);
}
