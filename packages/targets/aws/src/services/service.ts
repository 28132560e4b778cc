import { identifierOf, type DeployedService, type Item } from '@groundwork/provision';
import { posix } from 'node:path';
import { attribute, ref, type Properties } from '../cloudformation/value.ts';
import { logical, prefixOf } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { groupOf, letIn } from '../resources/door.ts';
import { drawFolder } from '../resources/files.ts';
import type { Mount, Served } from '../resources/served.ts';
import { callersOf, isCalled, isPublic, publicAddresses } from './addresses.ts';
import { drawAlarm } from './alarms.ts';
import { drawEndpoint } from './endpoints/endpoint.ts';
import { isEndpoint } from './endpoints/names.ts';
import { environmentFor, type EnvironmentOptions } from './environment.ts';
import { drawListener } from './listener.ts';
import { machineFor } from './machines.ts';
import { capacityFor, networkOf } from './placement.ts';
import { repositoryOf } from './repositories.ts';
import { drawExecutionRole, drawLogs, drawTaskRole } from './roles.ts';
import { drawScaling } from './scaling.ts';
import { drawSchedule } from './scheduled.ts';
import { fargateSize, type FargateSize } from './sizes.ts';
import { drawTask } from './task.ts';

const architecture = 'x86';

/** Everything of one service: its roles, log and group in the foundations; its tasks and what runs them in the stack of services. */
export function drawService(deployed: DeployedService, options: EnvironmentOptions): void {
  const { canvas, served } = options;
  if (isEndpoint(deployed)) {
    drawEndpoint(deployed, options, drawGroup({ ...deployed, port: null }, options));
    return;
  }
  const { items } = canvas;
  const { id, mode, name, image } = deployed;
  const upper = logical(id);
  const size = fargateSize(deployed);
  if (size === null && deployed.gpu === null) {
    canvas.note(`${name}: no size of Fargate has ${deployed.cpu} vCPU with ${deployed.memory} MiB; it gets the largest`);
  }
  const environment = environmentFor(deployed, options);
  const native = [...drawGroup(deployed, options), drawLogs(id, canvas)];
  const secrets = [...environment.secret.map(({ place }) => place), ...environment.files.map(({ place }) => place)];
  const executionRole = drawExecutionRole({ id, repository: repositoryOf(image), secrets }, canvas);
  const volumes = drawVolumes(deployed, canvas);
  native.push(...volumes.flatMap((volume) => volume.native));
  const { role, permissions } = drawTaskRole(deployed, canvas, { served, mounts: volumes.map(({ mount }) => mount) });
  const task = (logicalId: string, family: string, command: string | null): string =>
    drawTask(deployed, canvas, {
      logicalId,
      family,
      command,
      environment,
      size: size ?? { cpu: 16, memory: 122_880 },
      mounts: [...mountsOf(deployed, served), ...volumes.map(({ mount }) => mount)],
    });
  native.push(task(`${upper}Task`, id, deployed.command));
  if (deployed.release.length > 0) native.push(task(migrationOf(id), `${id}-release`, deployed.release.join(' && ')));
  if (mode === 'serve' || mode === 'static' || mode === 'work') native.push(...drawRunning(deployed, canvas));
  else if (mode === 'scheduled') native.push(...drawSchedule(deployed, canvas));
  items.push(
    {
      id: `service:${name}`,
      kind: 'service',
      name,
      title: titleOf(deployed, size),
      native,
      permissions: [],
      quantities: quantitiesOf(deployed, size),
      stateful: false,
      evidence: deployed.service.evidence,
    },
    {
      id: `role:${name}`,
      kind: 'role',
      name,
      title: permissions.length === 0 ? 'may call nothing of AWS' : permissions.map(({ action, on }) => `${action} on ${on}`).join(', '),
      native: [role, executionRole],
      permissions,
      quantities: [],
      stateful: false,
      evidence: [],
    },
  );
}

/** Folders of the code that outlive a copy of it, where the image has them. Whatever account the code runs under, they are its own. */
function drawVolumes({ id, name, service }: DeployedService, canvas: Canvas): { mount: Mount; native: readonly string[] }[] {
  return service.volumes.map(({ path }) => {
    const inside = posix.isAbsolute(path) ? path : posix.join('/app', service.path, path);
    return drawFolder({ id: `${id}-${identifierOf(path, 16)}`, users: [name] }, { path: inside, account: 1000 }, canvas);
  });
}

/** Logical id of the task that runs a service's release commands. */
export const migrationOf = (id: string): string => `${logical(id)}ReleaseTask`;

function drawGroup(deployed: DeployedService, { canvas }: EnvironmentOptions): string[] {
  const { foundations, deployment } = canvas;
  const { id, port } = deployed;
  const group = foundations.add(groupOf(id), {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: `Who reaches ${id} of ${prefixOf(deployment)}`,
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', Description: 'Outside services, registries and the rest of AWS', IpProtocol: '-1' }],
      ...(isPublic(deployed) && port !== null ? { SecurityGroupIngress: [letIn('LoadBalancerGroup', port)] } : {}),
      Tags: tagsOf(deployment, id),
      VpcId: ref('Vpc'),
    },
  });
  // Rules of their own, since services may call each other in a circle.
  const rules = (port === null ? [] : callersOf(deployed, deployment)).map((caller) =>
    foundations.add(`${logical(id)}From${logical(caller.id)}`, {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        Description: `From ${caller.id}`,
        FromPort: port ?? 0,
        GroupId: attribute(group, 'GroupId'),
        IpProtocol: 'tcp',
        SourceSecurityGroupId: attribute(groupOf(caller.id), 'GroupId'),
        ToPort: port ?? 0,
      },
    }),
  );
  return [group, ...rules];
}

/** What keeps copies running: replaced one after the other, and put back by itself when new ones do not become well. */
function drawRunning(deployed: DeployedService, canvas: Canvas): string[] {
  const { services, deployment } = canvas;
  const { id, name, port, replicas } = deployed;
  const upper = logical(id);
  const native: string[] = [];
  const address = publicAddresses(deployment).get(name);
  const target = address ? drawListener(deployed, address, canvas) : [];
  native.push(...target);
  const registry = isCalled(deployed, deployment) && port !== null ? drawName(deployed, canvas) : null;
  if (registry) native.push(registry);
  const scaled = replicas.max > replicas.min;
  const properties: Properties = {
    Cluster: canvas.across('ClusterName', ref('Cluster')),
    DeploymentConfiguration: {
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MaximumPercent: 200,
      MinimumHealthyPercent: 100,
    },
    // As many as the load asks for are left alone.
    ...(scaled ? {} : { DesiredCount: replicas.min }),
    EnableECSManagedTags: true,
    EnableExecuteCommand: false,
    ...(address ? { HealthCheckGracePeriodSeconds: 180 } : {}),
    ...capacityFor(deployed, canvas),
    ...(address ? { LoadBalancers: [{ ContainerName: 'app', ContainerPort: port ?? 0, TargetGroupArn: ref(`${upper}Targets`) }] } : {}),
    NetworkConfiguration: networkOf(deployed, canvas),
    PropagateTags: 'SERVICE',
    ...(registry ? { ServiceRegistries: [{ RegistryArn: attribute(registry, 'Arn') }] } : {}),
    Tags: tagsOf(deployment),
    TaskDefinition: ref(`${upper}Task`),
  };
  native.push(
    services.add(`${upper}Service`, {
      Type: 'AWS::ECS::Service',
      Properties: properties,
      ...(target.length > 0 ? { DependsOn: target.filter((each) => each.endsWith('Listener') || each.endsWith('Rule')) } : {}),
    }),
  );
  if (scaled) native.push(...drawScaling(deployed, canvas));
  if (address) native.push(drawAlarm(deployed, canvas));
  return native;
}

function drawName({ id }: DeployedService, canvas: Canvas): string {
  return canvas.services.add(`${logical(id)}Name`, {
    Type: 'AWS::ServiceDiscovery::Service',
    Properties: {
      DnsConfig: {
        DnsRecords: [{ TTL: 10, Type: 'A' }],
        NamespaceId: canvas.across('NamespaceId', attribute('Namespace', 'Id')),
        RoutingPolicy: 'MULTIVALUE',
      },
      HealthCheckCustomConfig: { FailureThreshold: 1 },
      Name: id,
      Tags: tagsOf(canvas.deployment),
    },
  });
}

const mountsOf = ({ grants }: DeployedService, served: Readonly<Record<string, Served>>): Mount[] =>
  grants.flatMap(({ resource }) => served[resource]?.mount ?? []);

function titleOf({ mode, replicas, service, gpu }: DeployedService, size: FargateSize | null): string {
  const { cpu, memory } = size ?? { cpu: 16, memory: 122_880 };
  const each = gpu ? `EC2 ${machineFor(gpu).type}, ${gpu.count} GPU` : `Fargate ${cpu} vCPU ${memory / 1024} GB`;
  if (mode === 'scheduled') return `${each}, ${service.schedule ?? 'on a schedule'}`;
  if (mode === 'once') return `${each}, when it is run`;
  return `${each} ×${replicas.max > replicas.min ? `${replicas.min} to ${replicas.max}` : replicas.min}`;
}

function quantitiesOf({ mode, replicas, gpu }: DeployedService, size: FargateSize | null): Item['quantities'] {
  const { cpu, memory } = size ?? { cpu: 16, memory: 122_880 };
  const always = mode !== 'scheduled' && mode !== 'once';
  const hours = always ? 730 * replicas.min : null;
  if (gpu) {
    const { type } = machineFor(gpu);
    return [
      { price: `aws.ec2.${type}`, label: type, amount: hours },
      { price: 'aws.logs.in', label: 'logs', amount: null },
    ];
  }
  return [
    { price: `aws.fargate.vcpu.${architecture}`, label: `${cpu} vCPU`, amount: hours === null ? null : hours * cpu },
    { price: `aws.fargate.memory.${architecture}`, label: `${memory / 1024} GB`, amount: hours === null ? null : (hours * memory) / 1024 },
    { price: 'aws.ipv4', label: 'public address', amount: hours },
    { price: 'aws.logs.in', label: 'logs', amount: null },
  ];
}
