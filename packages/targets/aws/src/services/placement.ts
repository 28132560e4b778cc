import type { DeployedService } from '@groundwork/provision';
import { attribute, ref, type Properties, type Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';
import { groupOf } from '../resources/door.ts';
import { capacityOf, machineFor } from './machines.ts';

/** Where the tasks of a service run. */
export const networkOf = ({ id, gpu }: Pick<DeployedService, 'id' | 'gpu'>, canvas: Canvas): Value => ({
  AwsvpcConfiguration: {
    // Without a NAT gateway this is the way to registries and outside services. Security groups decide who comes in.
    AssignPublicIp: gpu ? 'DISABLED' : 'ENABLED',
    SecurityGroups: [canvas.across(`${groupOf(id)}Id`, attribute(groupOf(id), 'GroupId'))],
    Subnets: [1, 2].map((zone) =>
      canvas.across(`${gpu ? 'Gateway' : 'Public'}Subnet${zone}Id`, ref(`${gpu ? 'Gateway' : 'Public'}Subnet${zone}`)),
    ),
  },
});

/** What the tasks of a service run on. */
export function capacityFor({ gpu }: Pick<DeployedService, 'gpu'>, canvas: Canvas): Properties {
  if (!gpu) return { LaunchType: 'FARGATE' };
  const machine = machineFor(gpu);
  const provider = ref(`${capacityOf(machine).replace(/Capacity$/, '')}Provider`);
  return { CapacityProviderStrategy: [{ CapacityProvider: canvas.across(capacityOf(machine), provider), Weight: 1 }] };
}
