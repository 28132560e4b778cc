import type { DeployedService, Deployment } from '@groundwork/provision';
import { identifierOf } from '@groundwork/provision';
import { logical } from '../names.ts';

/** A kind of machine with GPUs, in EC2's word for it. */
export interface Machine {
  readonly type: string;
  /** MiB; what its system and the agent take is not a task's. */
  readonly memory: number;
  readonly gpus: number;
}

/** Sizes of https://aws.amazon.com/ec2/instance-types/, read 2026-11-26 in the specification tables of AWS' documentation. */
const machines: readonly Machine[] = [
  { type: 'g4dn.xlarge', memory: 16_384, gpus: 1 },
  { type: 'g4dn.12xlarge', memory: 196_608, gpus: 4 },
  { type: 'g5.xlarge', memory: 16_384, gpus: 1 },
  { type: 'g5.12xlarge', memory: 196_608, gpus: 4 },
  { type: 'g6.xlarge', memory: 16_384, gpus: 1 },
  { type: 'g6.12xlarge', memory: 196_608, gpus: 4 },
];

/** What people call a GPU, and the family that has it. */
const families: Readonly<Record<string, string>> = { t4: 'g4dn', a10g: 'g5', l4: 'g6' };

/** The machine for a service: the one that was named, else the smallest with enough GPUs. A T4 where nobody said which. */
export function machineFor({ type, count }: NonNullable<DeployedService['gpu']>): Machine {
  const word = type?.toLowerCase() ?? 't4';
  const named = machines.find((machine) => machine.type === word);
  if (named) return named;
  // Another one of EC2's: nothing is known of its memory, and little of it is asked for.
  if (word.includes('.')) return { type: word, memory: 8192, gpus: count };
  const family = families[word] ?? word;
  return (
    machines.find((machine) => machine.type.startsWith(`${family}.`) && machine.gpus >= count) ?? {
      type: 'g4dn.12xlarge',
      memory: 196_608,
      gpus: 4,
    }
  );
}

/** Every kind of machine of a deployment, with how many of them its services may take at most. */
export function machinesOf({ services }: Deployment): ReadonlyMap<string, { readonly machine: Machine; readonly most: number }> {
  const found = new Map<string, { machine: Machine; most: number }>();
  for (const { gpu, replicas, settings } of services) {
    // SageMaker has machines of its own.
    if (!gpu || settings.endpoint !== undefined) continue;
    const machine = machineFor(gpu);
    const before = found.get(machine.type)?.most ?? 0;
    // While a new release comes up, the old one still runs.
    found.set(machine.type, { machine, most: before + Math.max(1, replicas.max) * 2 });
  }
  return found;
}

/** Output that names the capacity of a kind of machine. */
export const capacityOf = (machine: Machine): string => `${logical(identifierOf(machine.type.replace('.', '-')))}Capacity`;
