import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '@groundwork/scan';
import { readDecisions } from '../decisions/read.ts';

/**
 * What a project is called in a cloud, whoever deploys it from whichever folder: the name in `groundwork.yaml`, else that of the
 * repository it was cloned from, else that of the folder.
 */
export function projectName(dir: string, folderName: string): string {
  return readDecisions(openFolder(dir)).name ?? originOf(dir) ?? folderName;
}

/** The last part of the address of `origin` in `.git/config`, `null` where there is none. */
function originOf(dir: string): string | null {
  try {
    const config = readFileSync(join(dir, '.git/config'), 'utf8');
    const [, section] = /^\[remote "origin"\]([^[]*)/m.exec(config) ?? [];
    const [, name] = /^\s*url\s*=\s*\S*?([^/:\s]+?)(?:\.git)?\/?\s*$/m.exec(section ?? '') ?? [];
    return name ?? null;
  } catch {
    // No repository, or one that lies elsewhere.
    return null;
  }
}
