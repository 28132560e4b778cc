import type { DeployedService } from '@groundwork/provision';

/** As it stands in a Container Apps environment. */
export interface WorkloadProfile {
  readonly name: string;
  readonly workloadProfileType: string;
  readonly minimumCount?: number;
  readonly maximumCount?: number;
  readonly [key: string]: string | number | undefined;
}

/** What one copy gets, and where it runs. */
export interface Size {
  readonly profile: WorkloadProfile;
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
  readonly gpu: { readonly kind: 'T4' | 'A100'; readonly count: 1 } | null;
  readonly title: string;
}

export const consumption: WorkloadProfile = { name: 'Consumption', workloadProfileType: 'Consumption' };

/** Dedicated machines: vCPU and GiB of one (learn.microsoft.com/azure/container-apps/workload-profiles-overview). */
export const machines: readonly (readonly [name: string, cpu: number, memory: number])[] = [
  ['D4', 4, 16],
  ['E4', 4, 32],
  ['D8', 8, 32],
  ['E8', 8, 64],
  ['D16', 16, 64],
  ['E16', 16, 128],
  ['D32', 32, 128],
  ['E32', 32, 256],
];

/** Serverless GPUs: one to a copy. */
const gpus = {
  T4: { type: 'Consumption-GPU-NC8as-T4', cpu: 8, memory: 56 },
  A100: { type: 'Consumption-GPU-NC24-A100', cpu: 24, memory: 220 },
} as const;

/**
 * The size of Container Apps that holds what was asked for: on Consumption a quarter of a vCPU with half a GiB, and multiples of
 * both up to 4 with 8; beyond that the smallest dedicated machine. `null` where no machine is large enough.
 */
export function sizeFor({ cpu, memory, gpu, replicas }: Pick<DeployedService, 'cpu' | 'memory' | 'gpu' | 'replicas'>): Size | null {
  if (gpu) {
    const kind = /a100/i.test(gpu.type ?? '') ? 'A100' : /t4/i.test(gpu.type ?? 't4') ? 'T4' : null;
    if (kind === null || gpu.count > 1) return null;
    const { type, ...machine } = gpus[kind];
    const profile = { name: `gpu-${kind.toLowerCase()}`, workloadProfileType: type };
    return { profile, ...machine, gpu: { kind, count: 1 }, title: `${kind} ${machine.cpu} vCPU ${machine.memory} GiB` };
  }
  const gib = memory / 1024;
  const steps = Math.max(1, Math.ceil(cpu / 0.25), Math.ceil(gib / 0.5));
  if (steps <= 16)
    return { profile: consumption, cpu: steps * 0.25, memory: steps * 0.5, gpu: null, title: titleOf(steps * 0.25, steps * 0.5) };
  const machine = machines.find(([, vcpu, holds]) => vcpu >= cpu && holds >= gib);
  if (!machine) return null;
  const [name] = machine;
  const profile = { name, workloadProfileType: name, minimumCount: replicas.min, maximumCount: Math.max(1, replicas.max) };
  return { profile, cpu, memory: gib, gpu: null, title: `${name} machine, ${titleOf(cpu, gib)}` };
}

const titleOf = (cpu: number, gib: number): string => `${cpu} vCPU ${gib} GiB`;
