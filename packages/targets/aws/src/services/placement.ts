import { attribute, ref, type Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';
import { groupOf } from '../resources/door.ts';

/** Where the tasks of a service run. */
export const networkOf = (id: string, canvas: Canvas): Value => ({
  AwsvpcConfiguration: {
    // There is no NAT gateway: this is the way to registries and outside services. Security groups decide who comes in.
    AssignPublicIp: 'ENABLED',
    SecurityGroups: [canvas.across(`${groupOf(id)}Id`, attribute(groupOf(id), 'GroupId'))],
    Subnets: [1, 2].map((zone) => canvas.across(`PublicSubnet${zone}Id`, ref(`PublicSubnet${zone}`))),
  },
});
