import { expect, it } from 'vitest';
import { fargateSize } from './sizes.ts';

it.each([
  [0.25, 512, 0.25, 512],
  [0.25, 1500, 0.25, 2048],
  [0.5, 512, 0.5, 1024],
  [0.5, 6000, 1, 6144],
  [4, 16_384, 4, 16_384],
  [3, 20_000, 4, 20_480],
  [8, 17_000, 8, 20_480],
])('%f vCPU with %i MiB becomes %f with %i', (cpu, memory, size, given) => {
  expect(fargateSize({ cpu, memory })).toEqual({ cpu: size, memory: given });
});

it('there is no larger one than 16 vCPU with 120 GB', () => {
  expect(fargateSize({ cpu: 17, memory: 1024 })).toBeNull();
  expect(fargateSize({ cpu: 1, memory: 130_000 })).toBeNull();
});
