import type { Blueprint } from '@groundwork/blueprint';
import type { Problem } from '@groundwork/language-server/protocol';
import type { Snapshot } from './snapshot.ts';

/** What would fail in a deployment of one service. */
export function findingsOf(service: string, { blueprint, findings }: Snapshot): readonly Problem[] {
  return blueprint ? findings.filter((each) => (each.service ?? ownerOf(each.file, blueprint)) === service) : [];
}

/** The service whose folder holds a file, the innermost where folders lie in each other. */
export function ownerOf(file: string, { services }: Blueprint): string | null {
  const around = services.filter(({ path }) => path === '.' || file.startsWith(`${path}/`));
  const depth = (path: string): number => (path === '.' ? 0 : path.length);
  return around.sort((left, right) => depth(right.path) - depth(left.path))[0]?.name ?? null;
}
