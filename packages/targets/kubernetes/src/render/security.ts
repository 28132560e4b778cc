import type { Json, JsonObject } from '../manifest/manifest.ts';

/** The account images of services run as: no account of a machine has so high a number. */
export const serviceAccount = 10_001;

/** What the restricted profile of the Pod Security Standards asks of a pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const podSecurity = (account: number): JsonObject => ({
  fsGroup: account,
  fsGroupChangePolicy: 'OnRootMismatch',
  runAsGroup: account,
  runAsNonRoot: true,
  runAsUser: account,
  seccompProfile: { type: 'RuntimeDefault' },
});

/** The same for its container; `writes` for images that change their own files when they start. */
export const containerSecurity = (writes = false): JsonObject => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: !writes,
  runAsNonRoot: true,
});

export interface Needs {
  /** vCPU */
  readonly cpu: number;
  /** MiB */
  readonly memory: number;
  readonly gpu?: { readonly type: string | null; readonly count: number } | null;
}

/** Memory is a limit as much as a request: what goes beyond it would be ended anyway, somewhere else. A processor may be borrowed. */
export function resourcesOf({ cpu, memory, gpu }: Needs): JsonObject {
  const accelerator = gpu ? { 'nvidia.com/gpu': String(gpu.count) } : {};
  return {
    limits: { cpu: milli(Math.max(1, cpu * 2)), 'ephemeral-storage': '4Gi', memory: `${memory}Mi`, ...accelerator },
    requests: { cpu: milli(cpu), 'ephemeral-storage': '256Mi', memory: `${memory}Mi`, ...accelerator },
  };
}

const milli = (cpu: number): string => `${Math.round(cpu * 1000)}m`;

/**
 * Nodes with a GPU keep others off by a taint. A type is a product as NVIDIA's GPU feature discovery labels nodes, or a label of the
 * cluster's own: `cloud.google.com/gke-accelerator=nvidia-l4`.
 */
export function gpuPlacement(gpu: Needs['gpu']): JsonObject {
  if (!gpu) return {};
  const tolerations: Json = [{ effect: 'NoSchedule', key: 'nvidia.com/gpu', operator: 'Exists' }];
  if (gpu.type === null) return { tolerations };
  const at = gpu.type.indexOf('=');
  const nodeSelector = at === -1 ? { 'nvidia.com/gpu.product': gpu.type } : { [gpu.type.slice(0, at)]: gpu.type.slice(at + 1) };
  return { nodeSelector, tolerations };
}
