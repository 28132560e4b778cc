import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Note } from '../repository/note.ts';
import { failedOutcomes, recordedDeploymentSchema, type Deployment, type RecordedDeployment } from './deployment.ts';

/** Beside what Groundwork keeps of an environment: one deployment a line, in the order in which they ended. */
export const recordedFile = 'deployments.jsonl';

/** What Groundwork recorded of its own deployments from this folder, to one environment. A torn last line is one that was never ended. */
export function recordedDeployments(
  folder: string,
  environment: string | null,
): { readonly environment: string | null; readonly deployments: readonly Deployment[]; readonly notes: readonly Note[] } {
  const root = join(folder, '.groundwork');
  const found = existsSync(root) ? readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  let broken = 0;
  const all = found.flatMap(({ name }) => {
    const file = join(root, name, recordedFile);
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap((line): RecordedDeployment[] => {
        const read = recordedDeploymentSchema.safeParse(parsed(line));
        if (!read.success) broken++;
        return read.success ? [read.data] : [];
      });
  });
  const counts = new Map<string, number>();
  for (const { environment: name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts.entries()].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0] ?? [null];
  const chosen = environment ?? (counts.has('production') ? 'production' : most);
  const own = all.filter(({ environment: name }) => name === chosen).toSorted((a, b) => a.at.localeCompare(b.at));
  const deployments = own.map(({ id, at, revision, outcome }, index): Deployment => {
    const before = own[index - 1];
    return {
      id,
      at: Date.parse(at) / 1000,
      revision,
      outcome,
      rework: before !== undefined && failedOutcomes.has(before.outcome),
      why: null,
    };
  });
  const message = `${broken} lines of ${recordedFile} could not be read`;
  return { environment: chosen, deployments, notes: broken === 0 ? [] : [{ code: 'delivery.unreadable', message }] };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
