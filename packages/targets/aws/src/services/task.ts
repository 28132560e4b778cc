import type { DeployedService } from '@groundwork/provision';
import { attribute, ref, type Properties, type Value } from '../cloudformation/value.ts';
import { logical, prefixOf } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import type { Mount } from '../resources/served.ts';
import { fromPlace, type ContainerEnvironment } from './environment.ts';
import { logsTo } from './logs.ts';
import { machineFor } from './machines.ts';
import type { FargateSize } from './sizes.ts';

/** The container that runs the person's code, in every task definition. */
export const containerName = 'app';

export interface TaskOptions {
  readonly logicalId: string;
  readonly family: string;
  /** For `sh -c`; `null` leaves it to the image. */
  readonly command: string | null;
  readonly environment: ContainerEnvironment;
  readonly size: FargateSize;
  readonly mounts: readonly Mount[];
}

/** Parameter of the services' stack that holds an image by digest. */
export const imageParameter = (image: string): string => `${logical(image)}Image`;

/** A task definition of the services' stack. */
export function drawTask(deployed: DeployedService, canvas: Canvas, options: TaskOptions): string {
  const { id, port, gpu } = deployed;
  const machine = gpu ? machineFor(gpu) : null;
  const { environment, size, mounts, command } = options;
  const volumes: Value[] = mounts.map(({ name, fileSystem, accessPoint }) => ({
    EFSVolumeConfiguration: {
      AuthorizationConfig: { AccessPointId: canvas.across(`${logical(name)}AccessPoint`, accessPoint), IAM: 'ENABLED' },
      FilesystemId: canvas.across('FilesId', fileSystem),
      TransitEncryption: 'ENABLED',
    },
    Name: name,
  }));
  const mounted: Value[] = mounts.map(({ name, path }) => ({ ContainerPath: path, SourceVolume: name }));
  const writer = environment.files.length > 0 ? secretWriter(deployed, canvas, environment) : null;
  if (writer) {
    volumes.push({ Name: secretsVolume });
    mounted.push({ ContainerPath: secretsFolder, ReadOnly: true, SourceVolume: secretsVolume });
  }
  const app: Properties = {
    ...(command === null ? {} : { Command: ['sh', '-c', command] }),
    ...(writer ? { DependsOn: [{ Condition: 'SUCCESS', ContainerName: secretsVolume }] } : {}),
    Environment: environment.plain.map(({ name, value }) => ({ Name: name, Value: value })),
    Essential: true,
    Image: ref(imageParameter(deployed.image)),
    // Reaps what the code leaves behind, and passes signals on.
    LinuxParameters: { InitProcessEnabled: true },
    LogConfiguration: logsTo(deployed.id, canvas),
    // What is asked for on a machine of its own; what the machine needs itself is left to it.
    ...(machine ? { MemoryReservation: Math.min(deployed.memory, Math.floor(machine.memory * 0.85)) } : {}),
    ...(mounted.length === 0 ? {} : { MountPoints: mounted }),
    Name: containerName,
    ...(port === null ? {} : { PortMappings: [{ ContainerPort: port, Protocol: 'tcp' }] }),
    ...(gpu ? { ResourceRequirements: [{ Type: 'GPU', Value: String(gpu.count) }] } : {}),
    ...(environment.secret.length === 0
      ? {}
      : { Secrets: environment.secret.map(({ name, place }) => ({ Name: name, ValueFrom: secretAcross(place, canvas) })) }),
    StopTimeout: 60,
  };
  return canvas.services.add(options.logicalId, {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      ContainerDefinitions: writer ? [app, writer] : [app],
      ...(machine ? {} : { Cpu: String(size.cpu * 1024), Memory: String(size.memory) }),
      ExecutionRoleArn: canvas.across(`${logical(id)}ExecutionRoleArn`, attribute(`${logical(id)}ExecutionRole`, 'Arn')),
      Family: `${prefixOf(canvas.deployment)}-${options.family}`,
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: [machine ? 'EC2' : 'FARGATE'],
      RuntimePlatform: { CpuArchitecture: ref('Architecture'), OperatingSystemFamily: 'LINUX' },
      Tags: tagsOf(canvas.deployment),
      TaskRoleArn: canvas.across(`${logical(id)}TaskRoleArn`, attribute(`${logical(id)}TaskRole`, 'Arn')),
      ...(volumes.length === 0 ? {} : { Volumes: volumes }),
    },
  });
}

function secretAcross(place: { arn: Value; key: string | null }, canvas: Canvas): Value {
  const { arn, key } = place;
  const known = typeof arn === 'object' && 'Ref' in arn && typeof arn['Ref'] === 'string' ? canvas.across(`${arn['Ref']}Arn`, arn) : arn;
  return fromPlace({ arn: known, key });
}

const secretsVolume = 'secret-files';
const secretsFolder = '/run/secrets';

/** ECS hands secrets out as variables alone: where the code reads one from a file, a container of its own writes it there first. */
function secretWriter({ id }: DeployedService, canvas: Canvas, { files }: ContainerEnvironment): Value {
  const commands = files.map(({ path }, at) => `printf %s "$SECRET_${at}" > ${secretsFolder}/${fileName(path)}`);
  return {
    Command: ['sh', '-c', [...commands, `chmod 0444 ${secretsFolder}/*`].join(' && ')],
    Essential: false,
    Image: 'public.ecr.aws/docker/library/busybox:1.37.0',
    LogConfiguration: logsTo(id, canvas),
    MountPoints: [{ ContainerPath: secretsFolder, SourceVolume: secretsVolume }],
    Name: secretsVolume,
    Secrets: files.map(({ place }, at) => ({ Name: `SECRET_${at}`, ValueFrom: secretAcross(place, canvas) })),
  };
}

/** Names of variables are letters, digits and `_`; nothing else reaches the shell. */
const fileName = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\W/g, '_');
