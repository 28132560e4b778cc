import type { Item } from '@groundwork/provision';
import { attribute, ref, type Value } from '../cloudformation/value.ts';
import { namespaceOf, prefixOf } from '../names.ts';
import type { Canvas } from './canvas.ts';
import { tagsOf } from './tags.ts';

export interface NetworkNeeds {
  /** Something is in subnets that the internet does not reach: databases, caches. */
  readonly private: boolean;
  /** Tasks on machines of their own, which get no public address and go out through a gateway. */
  readonly gateway: boolean;
}

const zones = [0, 1] as const;

/**
 * A network over two zones. Tasks have public addresses and security groups that let in only what is meant to reach them: a NAT
 * gateway, which would hide them, costs more a month than a small environment. Databases are in subnets without a way out.
 */
export function drawNetwork(canvas: Canvas, needs: NetworkNeeds): void {
  const { foundations, deployment } = canvas;
  const name = prefixOf(deployment);
  const native: string[] = [];
  const add = (id: string, Type: string, Properties: Record<string, Value>, rest: { DependsOn?: string[] } = {}): string => {
    native.push(foundations.add(id, { Type, Properties, ...rest }));
    return id;
  };
  add('Vpc', 'AWS::EC2::VPC', {
    CidrBlock: '10.0.0.0/16',
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
    Tags: tagsOf(deployment, name),
  });
  add('InternetGateway', 'AWS::EC2::InternetGateway', { Tags: tagsOf(deployment, name) });
  add('InternetGatewayAttachment', 'AWS::EC2::VPCGatewayAttachment', { InternetGatewayId: ref('InternetGateway'), VpcId: ref('Vpc') });
  add('PublicRoutes', 'AWS::EC2::RouteTable', { VpcId: ref('Vpc'), Tags: tagsOf(deployment, `${name} public`) });
  add(
    'PublicRoute',
    'AWS::EC2::Route',
    { RouteTableId: ref('PublicRoutes'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('InternetGateway') },
    { DependsOn: ['InternetGatewayAttachment'] },
  );
  for (const zone of zones) subnet('Public', zone, zone * 16);
  if (needs.private || needs.gateway) {
    add('PrivateRoutes', 'AWS::EC2::RouteTable', { VpcId: ref('Vpc'), Tags: tagsOf(deployment, `${name} private`) });
    for (const zone of zones) subnet('Private', zone, 128 + zone * 16);
  }
  if (needs.gateway) {
    add('GatewayRoutes', 'AWS::EC2::RouteTable', { VpcId: ref('Vpc'), Tags: tagsOf(deployment, `${name} behind the gateway`) });
    for (const zone of zones) subnet('Gateway', zone, 64 + zone * 16);
    add('GatewayAddress', 'AWS::EC2::EIP', { Domain: 'vpc', Tags: tagsOf(deployment, name) }, { DependsOn: ['InternetGatewayAttachment'] });
    add('NatGateway', 'AWS::EC2::NatGateway', {
      AllocationId: attribute('GatewayAddress', 'AllocationId'),
      SubnetId: ref('PublicSubnet1'),
      Tags: tagsOf(deployment, name),
    });
    add('GatewayRoute', 'AWS::EC2::Route', {
      RouteTableId: ref('GatewayRoutes'),
      DestinationCidrBlock: '0.0.0.0/0',
      NatGatewayId: ref('NatGateway'),
    });
    canvas.note('A NAT gateway is there because tasks on machines with a GPU get no public address of their own');
  }
  // The group every network is born with lets its members reach each other: nothing is a member, and it is emptied of rules by being unused.
  add('Namespace', 'AWS::ServiceDiscovery::PrivateDnsNamespace', {
    Name: namespaceOf(deployment),
    Vpc: ref('Vpc'),
    Tags: tagsOf(deployment),
  });
  canvas.items.push({
    id: 'network',
    kind: 'network',
    name: 'network',
    title: needs.gateway ? 'VPC over 2 zones, NAT gateway' : 'VPC over 2 zones, no NAT gateway',
    native,
    permissions: [],
    quantities: [
      { price: 'aws.dns-zone', label: 'private DNS zone', amount: 1 },
      ...(needs.gateway ? [{ price: 'aws.nat.hour', label: 'NAT gateway', amount: 730 }] : []),
    ],
    stateful: false,
    evidence: [],
  } satisfies Item);

  function subnet(kind: 'Public' | 'Private' | 'Gateway', zone: number, third: number): void {
    const id = `${kind}Subnet${zone + 1}`;
    add(id, 'AWS::EC2::Subnet', {
      AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
      CidrBlock: `10.0.${third}.0/20`,
      // Tasks ask for their address themselves; whatever else lands here gets none.
      MapPublicIpOnLaunch: false,
      Tags: tagsOf(deployment, `${name} ${kind.toLowerCase()} ${zone + 1}`),
      VpcId: ref('Vpc'),
    });
    add(`${id}Routes`, 'AWS::EC2::SubnetRouteTableAssociation', { RouteTableId: ref(`${kind}Routes`), SubnetId: ref(id) });
  }
}

export const subnetsOf = (kind: 'Public' | 'Private' | 'Gateway'): Value => zones.map((zone) => ref(`${kind}Subnet${zone + 1}`));
