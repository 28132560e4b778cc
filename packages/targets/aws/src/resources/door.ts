import type { DeployedResource } from '@groundwork/provision';
import { attribute, ref, type Properties } from '../cloudformation/value.ts';
import { logical, prefixOf } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';

/** Name of the security group of a service. */
export const groupOf = (id: string): string => `${logical(id)}Group`;

/** The security group of a server: it lets in the groups of its users, at its ports, and nobody else. */
export function drawDoor(
  { id, name, users }: Pick<DeployedResource, 'id' | 'name' | 'users'>,
  ports: readonly number[],
  canvas: Canvas,
): string {
  const { deployment, foundations } = canvas;
  const groups = deployment.services.filter((service) => users.includes(service.name)).map((service) => groupOf(service.id));
  return foundations.add(`${logical(id)}Group`, {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `Who reaches ${plain(name)} of ${prefixOf(deployment)}`,
      SecurityGroupEgress: nothingOut,
      SecurityGroupIngress: groups.flatMap((group) => ports.map((port) => letIn(group, port))),
      Tags: tagsOf(deployment, id),
      VpcId: ref('Vpc'),
    },
  });
}

export const letIn = (group: string, port: number): Properties => ({
  Description: `From ${group}`,
  FromPort: port,
  IpProtocol: 'tcp',
  SourceSecurityGroupId: attribute(group, 'GroupId'),
  ToPort: port,
});

/** What AWS takes as a description of a group or rule. */
export const plain = (text: string): string => text.replace(/[^\w .-]/g, ' ').slice(0, 100);

/** A database answers and asks nobody. CloudFormation would open everything where no rule is given. */
const nothingOut = [{ CidrIp: '127.0.0.1/32', Description: 'Nowhere', IpProtocol: '-1' }];
