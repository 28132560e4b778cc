import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { timed, type Timed } from './timed.ts';

/** One run of the command line as it is installed, over every file. */
export interface Ours extends Timed {
  /** Processor time of our process alone, without git's. */
  readonly own: number;
  /** The most memory our process had, in MB. */
  readonly memory: number;
}

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'apps/cli/bin/groundwork.js');

/** Says what is missing when the command line was not built. */
export function built(): string | null {
  return existsSync(join(root, 'apps/cli/dist/main.js')) ? null : 'The command line is measured as people have it: npm run build';
}

/** `cache`: where what was read is kept, `null` for nowhere. */
export async function ours(
  repository: string,
  { cache = null, shards = 1 }: { cache?: string | null; shards?: number } = {},
): Promise<Ours> {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-bench-usage-'));
  const usage = join(folder, 'usage.json');
  try {
    const flags = ['churn', '--all', '--json', '--shards', String(shards), ...(cache === null ? ['--fresh'] : [])];
    const preload = ['--import', pathToFileURL(join(import.meta.dirname, 'usage.mjs')).href];
    const run = await timed([process.execPath, ...preload, program, ...flags, repository], {
      keep: true,
      env: { GROUNDWORK_BENCH_USAGE: usage, ...(cache === null ? {} : { XDG_CACHE_HOME: cache }) },
    });
    // Written by `usage.mjs`.
    const needed: Pick<Ours, 'own' | 'memory'> = JSON.parse(readFileSync(usage, 'utf8'));
    return { ...run, ...needed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
