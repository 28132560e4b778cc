import type { DeployedService } from '@groundwork/provision';

/** What a container of Cloud Run gets. */
export interface Size {
  /** Whole vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly gpu: string | null;
}

/**
 * vCPU with the memory each takes, in MiB, for the second generation:
 * https://cloud.google.com/run/docs/configuring/services/memory-limits. Less than one vCPU would answer one request at a time.
 */
const machines: readonly { readonly cpu: number; readonly least: number; readonly most: number }[] = [
  { cpu: 1, least: 512, most: 4096 },
  { cpu: 2, least: 512, most: 8192 },
  { cpu: 4, least: 2048, most: 16_384 },
  { cpu: 6, least: 4096, most: 24_576 },
  { cpu: 8, least: 4096, most: 32_768 },
];

/** The least a container has beside a GPU: https://cloud.google.com/run/docs/configuring/services/gpu */
const accelerators: Readonly<Record<string, { readonly cpu: number; readonly memory: number }>> = {
  'nvidia-l4': { cpu: 4, memory: 16_384 },
  'nvidia-rtx-pro-6000': { cpu: 20, memory: 81_920 },
};

/** The smallest machine that is enough, or why there is none. */
export function sizeFor({ cpu, memory, gpu }: Pick<DeployedService, 'cpu' | 'memory' | 'gpu'>): Size | { readonly why: string } {
  if (gpu) {
    const type = gpu.type ?? 'nvidia-l4';
    const least = accelerators[type];
    if (!least) return { why: `Cloud Run has no ${type}: use one of ${Object.keys(accelerators).join(', ')}` };
    if (gpu.count > 1) return { why: `a container of Cloud Run has one GPU, not ${gpu.count}` };
    if (least.cpu > 8) return { cpu: Math.max(least.cpu, cpu), memory: Math.max(least.memory, memory), gpu: type };
    const fits = machines.find((each) => each.cpu >= Math.max(least.cpu, cpu) && each.most >= Math.max(least.memory, memory));
    return fits ? { cpu: fits.cpu, memory: Math.max(least.memory, memory, fits.least), gpu: type } : tooLarge(cpu, memory);
  }
  const fits = machines.find((each) => each.cpu >= cpu && each.most >= memory);
  return fits ? { cpu: fits.cpu, memory: Math.max(memory, fits.least), gpu: null } : tooLarge(cpu, memory);
}

const tooLarge = (cpu: number, memory: number) => ({ why: `Cloud Run goes up to 8 vCPU and 32 GiB, not ${cpu} vCPU and ${memory} MiB` });
