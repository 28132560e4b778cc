import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitStatus } from '@groundwork/protocol';

/** Where a repository is, as seen from the folder that is open. */
export interface Place {
  /** Root of the work tree. */
  readonly top: string;
  /** What belongs to this work tree: HEAD, index. */
  readonly gitDir: string;
  /** What all work trees share: branches, configuration, hooks. */
  readonly commonDir: string;
  /** The open folder inside the work tree, `backend/`; empty for its root. */
  readonly prefix: string;
}

export const placeArguments = [
  'rev-parse',
  '--path-format=absolute',
  '--show-toplevel',
  '--absolute-git-dir',
  '--git-common-dir',
  '--show-prefix',
];

export function parsePlace(output: string): Place | null {
  const [top = '', gitDir = '', commonDir = '', prefix = ''] = output.split('\n');
  return top === '' || gitDir === '' ? null : { top, gitDir, commonDir, prefix };
}

/** What was begun and not ended. */
export function operationOf({ gitDir }: Place): GitStatus['operation'] {
  const has = (name: string): boolean => existsSync(join(gitDir, name));
  if (has('rebase-merge') || has('rebase-apply')) return 'rebase';
  if (has('MERGE_HEAD')) return 'merge';
  if (has('CHERRY_PICK_HEAD')) return 'cherry-pick';
  return has('REVERT_HEAD') ? 'revert' : null;
}

/** The message git has prepared for what is under way. */
export function preparedMessage({ gitDir }: Place): string | null {
  try {
    return readFileSync(join(gitDir, 'MERGE_MSG'), 'utf8')
      .replaceAll(/^#.*\n?/gm, '')
      .trim();
  } catch {
    return null;
  }
}
