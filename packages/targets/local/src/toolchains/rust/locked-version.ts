import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of a crate that the nearest Cargo.lock names. */
export function lockedVersion(folders: readonly string[], crate: string): string | null {
  for (const folder of folders) {
    try {
      const text = readFileSync(join(folder, 'Cargo.lock'), 'utf8');
      return text.split(`\nname = "${crate}"\n`)[1]?.match(/^version = "([^"]+)"/)?.[1] ?? null;
    } catch {
      continue;
    }
  }
  return null;
}
