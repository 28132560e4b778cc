import type { Service } from '@groundwork/blueprint';
import type { RunMode } from '../plan/step.ts';

export interface Size {
  /** vCPU */
  readonly cpu: number;
  /** MiB */
  readonly memory: number;
  readonly why: string;
}

/** What a copy of a service gets where nobody said: enough to start, small enough to be cheap, with the reason. */
export function sizeOf(service: Service, mode: RunMode): Size {
  if (mode === 'static') return { cpu: 0.25, memory: 512, why: 'static files' };
  if (service.gpu === 'required') return { cpu: 4, memory: 16_384, why: 'a GPU is fed by several processors' };
  if (service.kind === 'training') return { cpu: 4, memory: 16_384, why: 'a training' };
  if (service.kind === 'inference') return { cpu: 1, memory: 4096, why: 'a model is held in memory' };
  if (service.language === 'java' || service.language === 'dotnet') return { cpu: 1, memory: 2048, why: `usual for ${service.language}` };
  if (service.language === 'go' || service.language === 'rust') return { cpu: 0.25, memory: 512, why: `usual for ${service.language}` };
  return { cpu: 0.5, memory: 1024, why: `usual for ${service.language}` };
}
