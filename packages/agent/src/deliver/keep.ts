import { renameSync, writeFileSync } from 'node:fs';
import type { Objects } from '../git/objects.ts';

/** Keeps a verified tree as a pack of what the base does not have, so that it can be delivered whenever a person wants it. */
export async function keepChange(
  objects: Objects,
  { tree, base }: { readonly tree: string; readonly base: string },
  file: string,
): Promise<void> {
  const listed = await objects.run(['rev-list', '--objects', '--no-object-names', tree, `^${base}`]);
  const pack = await objects.run(['pack-objects', '--stdout', '--quiet'], listed);
  writeFileSync(`${file}.new`, pack, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
