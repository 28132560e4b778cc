import type { Blueprint } from '@groundwork/blueprint';
import type { EnvironmentStatus } from '@groundwork/protocol';
import { statusWith } from '@groundwork/toolkit';

/** What runs of a folder now, as a window is told. */
export function statusOf(dir: string, blueprint: Blueprint, underway: EnvironmentStatus['underway']): EnvironmentStatus {
  const { services, resources, questions, ...rest } = statusWith(dir, blueprint);
  return {
    ...rest,
    underway,
    services: services.map(({ name, kind, state, url, pid, port, exit, reason }) => ({ name, kind, state, url, pid, port, exit, reason })),
    resources: [...resources],
    questions: [...questions],
  };
}
