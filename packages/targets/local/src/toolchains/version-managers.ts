import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folders of the versions of a tool that mise and asdf keep; they call some tools differently. */
export function managedVersions({ mise, asdf = mise }: { readonly mise: string; readonly asdf?: string }): string[] {
  const share = process.env['XDG_DATA_HOME'] || join(homedir(), '.local/share');
  return globSync([
    join(process.env['MISE_DATA_DIR'] ?? join(share, 'mise'), 'installs', mise, '*'),
    join(process.env['ASDF_DATA_DIR'] ?? join(homedir(), '.asdf'), 'installs', asdf, '*'),
  ]);
}
