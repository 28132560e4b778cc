import type { Blueprint } from '@groundwork/blueprint';
import type { EnvironmentStatus } from '@groundwork/protocol';
import { statusWith, type Reason } from '@groundwork/toolkit';

/** What runs of a folder now, as a window is told. Last words of what died may hold a key: `mask` hides it. */
export function statusOf(
  dir: string,
  blueprint: Blueprint,
  { underway, mask }: { readonly underway: EnvironmentStatus['underway']; readonly mask: (text: string) => string },
): EnvironmentStatus {
  const { services, resources, questions, ...rest } = statusWith(dir, blueprint);
  const masked = (reason: Reason | null): Reason | null => reason && { ...reason, message: mask(reason.message) };
  return {
    ...rest,
    underway,
    services: services.map(({ name, kind, state, url, pid, port, exit, reason }) => ({
      name,
      kind,
      state,
      url,
      pid,
      port,
      exit,
      reason: masked(reason),
    })),
    resources: resources.map((resource) => ({ ...resource, reason: masked(resource.reason) })),
    questions: [...questions],
  };
}
