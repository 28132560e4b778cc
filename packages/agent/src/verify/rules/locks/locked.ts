import { z } from 'zod';

/** One package as a lock pins it. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  /** Address it is fetched from, `null` where the lock does not say. */
  readonly from: string | null;
  readonly integrity: string | null;
  /** Names it is asked for by, where that is another one than its own. */
  readonly as?: string;
  /** Names of what its version needs, whoever asks for it. */
  readonly asks?: readonly string[];
  /** Names of what it needs besides, by what was chosen of it: extras, features. */
  readonly chosen?: readonly string[];
  /** In what way its address or its files are not those of its name and version: another package may stand in its place. */
  readonly odd?: string | null;
}

/** What a manifest asks for. */
export interface Wanted {
  readonly name: string;
  /** As the manifest words it, `''` where it says none. */
  readonly range: string;
}

export interface LockReader {
  readonly path: RegExp;
  readonly manifest: string;
  /** Of the ecosystem's public registry. */
  readonly hosts: readonly string[];
  read(text: string): readonly Locked[];
  /** What a manifest asks for, beside the lock or below it. */
  wanted(manifest: string): readonly Wanted[];
  /** What a manifest beside the lock asks for and the lock does not have, or has otherwise. */
  missing(lock: string, manifest: string): readonly string[];
  /** Whether the lock says of each package what it needs: one that nobody needs was slipped in then. */
  readonly tellsWhoAsks: boolean;
}

export const record = z.record(z.string(), z.unknown()).catch({});
export const list = z.array(record).catch([]);
export const texts = z.array(z.string()).catch([]);
export const text = z.string().nullable().catch(null);
export const at = (value: unknown, ...keys: readonly string[]): unknown => keys.reduce((each, key) => record.parse(each)[key], value);
export const entries = (value: unknown): readonly (readonly [string, unknown])[] => Object.entries(record.parse(value));
export const names = (value: unknown): readonly string[] => Object.keys(record.parse(value));
