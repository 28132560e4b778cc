import { isSpaceByte, isWordByte } from '../read/lines.ts';

const longest = 200;

/**
 * Which words stand in place of which, as a number that is the same for the same substitution; 0 when the lines have nothing in common
 * around it. One substitution a line.
 */
export function substitution(bytes: Uint8Array, oldAt: number, oldEnd: number, newAt: number, newEnd: number): number {
  const most = Math.min(oldEnd - oldAt, newEnd - newAt);
  let before = 0;
  while (before < most && bytes[oldAt + before] === bytes[newAt + before]) before++;
  let after = 0;
  while (after < most - before && bytes[oldEnd - 1 - after] === bytes[newEnd - 1 - after]) after++;
  // Whole words: `color` to `colour` is not an added `u`.
  while (before > 0 && isWordByte(bytes[oldAt + before - 1])) before--;
  while (after > 0 && isWordByte(bytes[oldEnd - after])) after--;
  const [oldFrom, oldTo, newFrom, newTo] = [oldAt + before, oldEnd - after, newAt + before, newEnd - after];
  if (oldTo <= oldFrom || newTo <= newFrom || oldTo - oldFrom > longest || newTo - newFrom > longest) return 0;
  if (isBlank(bytes, oldAt, oldFrom) && isBlank(bytes, oldTo, oldEnd)) return 0;
  const high = hash(bytes, newFrom, newTo, hash(bytes, oldFrom, oldTo, 0x811c9dc5));
  const low = hash(bytes, oldFrom, oldTo, hash(bytes, newFrom, newTo, 0x01234567));
  return 1 + (high >>> 0) * 2 ** 20 + (low >>> 12);
}

function isBlank(bytes: Uint8Array, at: number, end: number): boolean {
  for (let index = at; index < end; index++) if (!isSpaceByte(bytes[index])) return false;
  return true;
}

function hash(bytes: Uint8Array, at: number, end: number, seed: number): number {
  let value = Math.imul(seed ^ (end - at), 0x01000193);
  for (let index = at; index < end; index++) value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x85ebca6b);
}
