/** Which memory, in MiB, Fargate gives to how many vCPU: least, most, step. */
const steps: readonly (readonly [cpu: number, least: number, most: number, step: number])[] = [
  [0.5, 1024, 4096, 1024],
  [1, 2048, 8192, 1024],
  [2, 4096, 16_384, 1024],
  [4, 8192, 30_720, 1024],
  [8, 16_384, 61_440, 4096],
  [16, 32_768, 122_880, 8192],
];

export interface FargateSize {
  /** vCPU */
  readonly cpu: number;
  /** MiB */
  readonly memory: number;
}

/** The smallest size of Fargate that holds what was asked for; `null` where none does. */
export function fargateSize({ cpu, memory }: FargateSize): FargateSize | null {
  if (cpu <= 0.25 && memory <= 2048) return { cpu: 0.25, memory: memory <= 512 ? 512 : memory <= 1024 ? 1024 : 2048 };
  for (const [size, least, most, step] of steps) {
    if (size < cpu || most < memory) continue;
    return { cpu: size, memory: Math.max(least, Math.ceil(memory / step) * step) };
  }
  return null;
}
