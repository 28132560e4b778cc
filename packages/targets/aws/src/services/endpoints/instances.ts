import type { DeployedService } from '@groundwork/provision';
import { machineFor } from '../machines.ts';

/** Sizes without a GPU, the cheapest first: vCPU and MiB, of https://aws.amazon.com/ec2/instance-types/, read 2026-11-26. */
const sizes: readonly (readonly [type: string, cpu: number, memory: number])[] = [
  ['ml.c5.large', 2, 4096],
  ['ml.m5.large', 2, 8192],
  ['ml.c5.xlarge', 4, 8192],
  ['ml.m5.xlarge', 4, 16_384],
  ['ml.c5.2xlarge', 8, 16_384],
  ['ml.m5.2xlarge', 8, 32_768],
  ['ml.c5.4xlarge', 16, 32_768],
  ['ml.m5.4xlarge', 16, 65_536],
  ['ml.m5.12xlarge', 48, 196_608],
];
const largest = 'ml.m5.24xlarge';

/** The instance an endpoint runs on: by its GPU, else the cheapest that has enough. */
export function instanceFor({ gpu, cpu, memory }: Pick<DeployedService, 'gpu' | 'cpu' | 'memory'>): string {
  if (gpu) return `ml.${machineFor({ ...gpu, type: gpu.type?.toLowerCase().replace(/^ml\./, '') ?? null }).type}`;
  return sizes.find(([, cpus, mebibytes]) => cpus >= cpu && mebibytes >= memory)?.[0] ?? largest;
}
