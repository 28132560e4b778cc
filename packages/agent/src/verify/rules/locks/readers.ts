import type { LockReader } from './locked.ts';
import { nodeReaders } from './node.ts';
import { otherReaders } from './others.ts';
import { pythonReaders } from './python.ts';

/** A path is read by one of them at most. */
export const lockReaders: readonly LockReader[] = [...nodeReaders, ...pythonReaders, ...otherReaders];

/** Locks that nobody can review. */
export const unreadable = /(^|\/)bun\.lockb$/;
