import { readFileSync, rmSync } from 'node:fs';
import type { RemedyContext } from './remedy.ts';

/** When a repository was last known to work. */
export interface Age {
  readonly date: Date;
  /** How that is known: `when it was last changed`. */
  readonly why: string;
}

const dayMs = 24 * 3600_000;

/** What is younger than this is no reason to install anything else. */
export const isYoung = ({ date }: Age): boolean => Date.now() - date.getTime() < 14 * dayMs;

/** The end of what counts as that time, for registries. */
export const dayAfter = ({ date }: Age): string => new Date(date.getTime() + dayMs).toISOString();

/** When the service was last changed, as far as git knows. `beside` names a file that may be written next to. */
export async function commitAge({ cwd, run }: Pick<RemedyContext, 'cwd' | 'run'>, beside: string): Promise<Age | null> {
  const file = `${beside}.commit`;
  const told = await run({ argv: ['git', '-C', cwd, 'log', '-1', '--no-show-signature', '--format=%cI', `--output=${file}`, '--', '.'] });
  const date = new Date(told ? (readText(file)?.trim() ?? '') : '');
  rmSync(file, { force: true });
  return Number.isNaN(date.getTime()) ? null : { date, why: 'when it was last changed' };
}

export function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
