import type { DeployedResource, ServerImage } from '@groundwork/provision';
import { attribute, ref, secretFrom, type Value } from '../../cloudformation/value.ts';
import { logical, prefixOf } from '../../names.ts';
import { mayMount } from '../../permissions/files.ts';
import { assumedBy } from '../../permissions/statements.ts';
import type { Canvas } from '../../render/canvas.ts';
import { subnetsOf } from '../../render/network.ts';
import { tagsOf } from '../../render/tags.ts';
import { logsTo } from '../../services/logs.ts';
import { drawExecutionRole } from '../../services/roles.ts';
import { fargateSize } from '../../services/sizes.ts';
import type { Mount, SecretPlace } from '../served.ts';

export interface ServerTask {
  readonly resource: DeployedResource;
  readonly canvas: Canvas;
  readonly image: ServerImage;
  /** With its tag. */
  readonly source: string;
  readonly group: string;
  readonly environment: { readonly plain: Readonly<Record<string, string>>; readonly secret: Readonly<Record<string, SecretPlace>> };
  readonly mount: Mount | null;
  readonly command: readonly string[] | null;
}

/** The task of a server, the one copy of it that runs, and the name it is found under. Gives their logical ids. */
export function drawServerTask({ resource, canvas, image, source, group, environment, mount, command }: ServerTask): string[] {
  const { foundations, deployment } = canvas;
  const { id } = resource;
  const upper = logical(id);
  const size = fargateSize({ cpu: 0.25, memory: image.memory }) ?? { cpu: 1, memory: 2048 };
  const secrets = Object.entries(environment.secret);
  const executionRole = drawExecutionRole({ id, repository: null, secrets: secrets.map(([, place]) => place) }, canvas);
  const taskRole = mount ? drawFilesRole(resource, mount, canvas) : null;
  const task = foundations.add(`${upper}Task`, {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      ContainerDefinitions: [
        {
          ...(command ? { Command: [...command] } : {}),
          ...(image.command ? { EntryPoint: [...image.command] } : {}),
          Environment: Object.entries(environment.plain).map(([Name, text]) => ({ Name, Value: text })),
          Essential: true,
          ...(typeof image.ready === 'object' && 'program' in image.ready
            ? { HealthCheck: { Command: ['CMD', ...image.ready.program], Interval: 15, Retries: 5, StartPeriod: 120, Timeout: 10 } }
            : {}),
          Image: mirrored(source),
          LinuxParameters: { InitProcessEnabled: true },
          LogConfiguration: logsTo(id, canvas),
          ...(mount ? { MountPoints: [{ ContainerPath: mount.path, SourceVolume: mount.name }] } : {}),
          Name: 'server',
          PortMappings: [image.port, ...Object.values(image.ports ?? {})].map((port) => ({ ContainerPort: port, Protocol: 'tcp' })),
          ...(secrets.length === 0
            ? {}
            : { Secrets: secrets.map(([Name, { arn: from, key }]) => ({ Name, ValueFrom: secretFrom(from, key) })) }),
          StopTimeout: 120,
          // The account its files belong to, so that its start does not try to give them to another.
          User: image.user ?? String(image.account),
        },
      ],
      Cpu: String(size.cpu * 1024),
      ExecutionRoleArn: attribute(executionRole, 'Arn'),
      Family: `${prefixOf(deployment)}-${id}`,
      Memory: String(size.memory),
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
      Tags: tagsOf(deployment),
      ...(taskRole ? { TaskRoleArn: attribute(taskRole, 'Arn') } : {}),
      ...(mount ? { Volumes: [volumeOf(mount)] } : {}),
    },
  });
  const found = foundations.add(`${upper}Name`, {
    Type: 'AWS::ServiceDiscovery::Service',
    Properties: {
      DnsConfig: { DnsRecords: [{ TTL: 10, Type: 'A' }], NamespaceId: attribute('Namespace', 'Id'), RoutingPolicy: 'MULTIVALUE' },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
      Name: id,
      Tags: tagsOf(deployment),
    },
  });
  const service = foundations.add(`${upper}Service`, {
    Type: 'AWS::ECS::Service',
    Properties: {
      Cluster: ref('Cluster'),
      // Two of them would write the same files: the old one goes before the new one comes.
      DeploymentConfiguration: {
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MaximumPercent: 100,
        MinimumHealthyPercent: 0,
      },
      DesiredCount: 1,
      EnableECSManagedTags: true,
      EnableExecuteCommand: false,
      LaunchType: 'FARGATE',
      NetworkConfiguration: {
        AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', SecurityGroups: [attribute(group, 'GroupId')], Subnets: subnetsOf('Public') },
      },
      PropagateTags: 'SERVICE',
      ServiceRegistries: [{ RegistryArn: attribute(found, 'Arn') }],
      Tags: tagsOf(deployment),
      TaskDefinition: ref(task),
    },
    DependsOn: ['PublicRoute', ...(mount ? ['FilesIn1', 'FilesIn2'] : [])],
  });
  return [executionRole, ...(taskRole ? [taskRole] : []), task, found, service];
}

export const volumeOf = ({ name, fileSystem, accessPoint }: Mount): Value => ({
  EFSVolumeConfiguration: {
    AuthorizationConfig: { AccessPointId: accessPoint, IAM: 'ENABLED' },
    FilesystemId: fileSystem,
    TransitEncryption: 'ENABLED',
  },
  Name: name,
});

function drawFilesRole({ id }: DeployedResource, mount: Mount, canvas: Canvas): string {
  return canvas.foundations.add(`${logical(id)}TaskRole`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('ecs-tasks.amazonaws.com'),
      Description: `Files of ${id}`,
      Policies: [{ PolicyName: 'files', PolicyDocument: { Version: '2012-10-17', Statement: [mayMount(mount)] } }],
      Tags: tagsOf(canvas.deployment),
    },
  });
}

/** Docker's own images without its limits on how often one pulls: Amazon keeps a copy. */
const mirrored = (source: string): string => source.replace(/^docker\.io\/library\//, 'public.ecr.aws/docker/library/');
