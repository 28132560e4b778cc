import type { Jail } from '../jail/jail.ts';

const patienceMs = 60_000;
const mostDiff = 60_000;

export interface Changes {
  readonly files: readonly { readonly path: string; readonly added: number; readonly deleted: number }[];
  /** Its beginning, where it is long. */
  readonly diff: string;
}

/** With an index of its own, so that the agent's stays as it is. `$1` is the base. */
const script = `
set -e
export GIT_INDEX_FILE=/tmp/groundwork-index
rm -f "$GIT_INDEX_FILE"
git read-tree "$1"
git add --all
git diff --cached --numstat -z --no-renames "$1"
printf '\\0\\n'
git diff --cached --no-ext-diff --no-textconv "$1" | head -c ${mostDiff}
`;

/**
 * What was changed so far, for who looks on. git runs in the jail, where what an agent may have written into its configuration leads
 * nowhere; `null` where the agent broke its repository. What is verified is read by ourselves.
 */
export async function readChanges(jail: Jail, base: string, signal: AbortSignal): Promise<Changes | null> {
  const { exit, output } = await jail.run({ command: ['sh', '-c', script, 'changes', base] }, { timeoutMs: patienceMs, signal });
  const end = output.indexOf('\0\n');
  if (exit !== 0 || end === -1) return null;
  const files = output
    .slice(0, end)
    .split('\0')
    .flatMap((row) => {
      const [added = '', deleted = '', path = ''] = row.split('\t');
      return path === '' ? [] : [{ path, added: Number(added) || 0, deleted: Number(deleted) || 0 }];
    });
  return { files, diff: output.slice(end + 2) };
}
