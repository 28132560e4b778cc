import { attribute, joined, ref, type Value } from '../cloudformation/value.ts';
import { clusterName, logical, prefixOf } from '../names.ts';
import { assumedBy } from '../permissions/statements.ts';
import type { Canvas } from '../render/canvas.ts';
import { subnetsOf } from '../render/network.ts';
import { tagsOf } from '../render/tags.ts';
import { identifierOf } from '@groundwork/provision';
import { capacityOf, machinesOf } from './machines.ts';

/** Amazon's own image for ECS with the drivers, the newest of the day. */
const image = '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id}}';

/**
 * Machines with GPUs, which Fargate has not: none while nothing asks for one, as many as tasks do, gone again when they end. Their tasks
 * get no public address, so that they go out through the gateway.
 */
export function drawCapacity(canvas: Canvas): void {
  const { foundations, deployment, items } = canvas;
  const kinds = [...machinesOf(deployment).values()];
  if (kinds.length === 0) return;
  const prefix = prefixOf(deployment);
  const native: string[] = [];
  native.push(
    foundations.add('MachinesRole', {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: assumedBy('ec2.amazonaws.com', { account: false }),
        Description: 'Machines join the cluster',
        ManagedPolicyArns: [joined(['arn:', ref('AWS::Partition'), ':iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role'])],
        Tags: tagsOf(deployment),
      },
    }),
    foundations.add('MachinesProfile', { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('MachinesRole')] } }),
    foundations.add('MachinesGroup', {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: `Machines of ${prefix}: nobody reaches them`,
        SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', Description: 'ECS and registries', IpProtocol: '-1' }],
        Tags: tagsOf(deployment, 'machines'),
        VpcId: ref('Vpc'),
      },
    }),
  );
  for (const { machine, most } of kinds) {
    const name = identifierOf(machine.type.replace('.', '-'));
    const id = logical(name);
    native.push(
      foundations.add(`${id}Template`, {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 100, VolumeType: 'gp3' } }],
            IamInstanceProfile: { Arn: attribute('MachinesProfile', 'Arn') },
            ImageId: image,
            InstanceType: machine.type,
            MetadataOptions: { HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1, HttpTokens: 'required' },
            Monitoring: { Enabled: false },
            SecurityGroupIds: [attribute('MachinesGroup', 'GroupId')],
            UserData: { 'Fn::Base64': joinCluster(clusterName(deployment)) },
          },
          TagSpecifications: [{ ResourceType: 'launch-template', Tags: tagsOf(deployment) }],
        },
      }),
      foundations.add(`${id}Machines`, {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          LaunchTemplate: { LaunchTemplateId: ref(`${id}Template`), Version: attribute(`${id}Template`, 'LatestVersionNumber') },
          MaxSize: String(most),
          MinSize: '0',
          Tags: machineTags(canvas),
          VPCZoneIdentifier: subnetsOf('Gateway'),
        },
        DependsOn: ['GatewayRoute'],
      }),
      foundations.add(`${id}Provider`, {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: {
          AutoScalingGroupProvider: {
            AutoScalingGroupArn: ref(`${id}Machines`),
            ManagedDraining: 'ENABLED',
            ManagedScaling: { InstanceWarmupPeriod: 180, Status: 'ENABLED', TargetCapacity: 100 },
            ManagedTerminationProtection: 'DISABLED',
          },
          // A name may not begin with `aws`, `ecs` or `fargate`, and a project's may.
          Name: `gw-${prefix}-${name}`,
          Tags: tagsOf(deployment),
        },
      }),
    );
    foundations.output(capacityOf(machine), ref(`${id}Provider`));
  }
  native.push(
    foundations.add('Capacity', {
      Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
      Properties: {
        CapacityProviders: [
          'FARGATE',
          'FARGATE_SPOT',
          ...kinds.map(({ machine }): Value => ref(`${logical(identifierOf(machine.type.replace('.', '-')))}Provider`)),
        ],
        Cluster: ref('Cluster'),
        DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      },
    }),
  );
  for (const zone of [1, 2]) foundations.output(`GatewaySubnet${zone}Id`, ref(`GatewaySubnet${zone}`));
  items.push({
    id: 'network:machines',
    kind: 'network',
    name: 'machines',
    title: `EC2 with GPUs while something runs on them: ${kinds.map(({ machine }) => machine.type).join(', ')}`,
    native,
    permissions: [],
    quantities: [{ price: 'aws.ebs.gp3', label: '100 GB for each machine while it runs', amount: null }],
    stateful: false,
    evidence: [],
  });
}

/** What a machine does first: says which cluster it is of, and keeps its own role from the tasks on it. */
const joinCluster = (cluster: string): string =>
  [
    '#!/bin/bash',
    `echo ECS_CLUSTER=${cluster} >> /etc/ecs/ecs.config`,
    'echo ECS_ENABLE_GPU_SUPPORT=true >> /etc/ecs/ecs.config',
    'echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config',
    '',
  ].join('\n');

/** The group's own list of tags says of each whether its machines get it too. */
const machineTags = ({ deployment }: Canvas): Value => [
  { Key: 'AmazonECSManaged', PropagateAtLaunch: true, Value: '' },
  { Key: 'Name', PropagateAtLaunch: true, Value: `${prefixOf(deployment)} machine` },
  { Key: 'groundwork:environment', PropagateAtLaunch: true, Value: deployment.environment },
  { Key: 'groundwork:project', PropagateAtLaunch: true, Value: deployment.name },
];
