import { unsupported, type DeployedService } from '@groundwork/provision';
import { attribute, ref, type Value } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { groupOf } from '../../resources/door.ts';
import { environmentFor, type ContainerEnvironment, type EnvironmentOptions } from '../environment.ts';
import { imageParameter } from '../task.ts';
import { instanceFor } from './instances.ts';
import { alarmName, endpointName, isInNetwork, logGroupOfEndpoint } from './names.ts';
import { drawEndpointRole } from './role.ts';
import { drawEndpointScaling, variant } from './scaling.ts';

/** Where SageMaker talks to a container: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
const port = 8080;

/** A service that SageMaker runs: a model that is its image, how many of which instance, and the endpoint that answers. */
export function drawEndpoint(deployed: DeployedService, options: EnvironmentOptions, group: readonly string[]): void {
  const { canvas, served } = options;
  const { deployment, items } = canvas;
  const { name, id } = deployed;
  const environment = environmentFor({ ...deployed, port }, options);
  refuseWhatItLacks(deployed, environment, options);
  const logs = canvas.foundations.add(`${logical(id)}Logs`, {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: logGroupOfEndpoint(deployed, deployment), RetentionInDays: 30, Tags: tagsOf(deployment) },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  const { role, permissions } = drawEndpointRole(deployed, canvas, served);
  const instance = instanceFor(deployed);
  const running = drawRunning(deployed, canvas, { instance, environment, role });
  const { min, max } = deployed.replicas;
  const copies = Math.max(1, min);
  if (min < 1) canvas.note(`${name}: an endpoint of SageMaker has one instance at least`);
  canvas.note(
    `${name} is an endpoint of SageMaker: its code has to answer GET /ping and POST /invocations at port ${port}, and calls have to be signed (AWS SDK, \`InvokeEndpoint\`)`,
  );
  items.push(
    {
      id: `service:${name}`,
      kind: 'service',
      name,
      title: `SageMaker endpoint ${instance} ×${max > copies ? `${copies} to ${max}` : copies}`,
      native: [...group, logs, ...running],
      permissions: [],
      quantities: [
        { price: `aws.sagemaker.${instance}`, label: instance, amount: 730 * copies },
        { price: 'aws.logs.in', label: 'logs', amount: null },
      ],
      stateful: false,
      evidence: deployed.service.evidence,
    },
    {
      id: `role:${name}`,
      kind: 'role',
      name,
      title: permissions.length === 0 ? 'may call nothing of AWS' : permissions.map(({ action, on }) => `${action} on ${on}`).join(', '),
      native: [role],
      permissions,
      quantities: [],
      stateful: false,
      evidence: [],
    },
  );
}

interface Running {
  readonly instance: string;
  readonly environment: ContainerEnvironment;
  readonly role: string;
}

/** Neither the model nor the configuration has a name: another image makes new ones, and the endpoint goes over to them. */
function drawRunning(deployed: DeployedService, canvas: Canvas, { instance, environment, role }: Running): string[] {
  const { services, deployment } = canvas;
  const { id, replicas } = deployed;
  const upper = logical(id);
  const scaled = replicas.max > Math.max(1, replicas.min);
  const variables = [...environment.plain, { name: 'SAGEMAKER_BIND_TO_PORT', value: String(port) }];
  const model = services.add(`${upper}Model`, {
    Type: 'AWS::SageMaker::Model',
    Properties: {
      ExecutionRoleArn: canvas.across(`${upper}EndpointRoleArn`, attribute(role, 'Arn')),
      PrimaryContainer: {
        Environment: Object.fromEntries(variables.map(({ name, value }): [string, Value] => [name, value])),
        Image: ref(imageParameter(deployed.image)),
      },
      Tags: tagsOf(deployment),
      ...(isInNetwork(deployed, deployment)
        ? {
            VpcConfig: {
              SecurityGroupIds: [canvas.across(`${groupOf(id)}Id`, attribute(groupOf(id), 'GroupId'))],
              // Its interfaces get no public address: the way out is the gateway.
              Subnets: [1, 2].map((zone) => canvas.across(`GatewaySubnet${zone}Id`, ref(`GatewaySubnet${zone}`))),
            },
          }
        : {}),
    },
  });
  // No key of our own: instances with a disk of their own encrypt it in hardware and take none. Nothing said to the model is kept.
  const config = services.add(`${upper}EndpointConfig`, {
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: {
      ProductionVariants: [
        {
          ContainerStartupHealthCheckTimeoutInSeconds: 900,
          InitialInstanceCount: Math.max(1, replicas.min),
          InitialVariantWeight: 1,
          InstanceType: instance,
          ModelName: attribute(model, 'ModelName'),
          VariantName: variant,
        },
      ],
      Tags: tagsOf(deployment),
    },
  });
  const alarm = drawErrors(deployed, canvas);
  const endpoint = services.add(`${upper}Endpoint`, {
    Type: 'AWS::SageMaker::Endpoint',
    Properties: {
      DeploymentConfig: {
        AutoRollbackConfiguration: { Alarms: [{ AlarmName: ref(alarm) }] },
        BlueGreenUpdatePolicy: {
          MaximumExecutionTimeoutInSeconds: 3600,
          TerminationWaitInSeconds: 120,
          TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 300 },
        },
      },
      EndpointConfigName: attribute(config, 'EndpointConfigName'),
      EndpointName: endpointName(deployed, deployment),
      // As many as the load asks for are left alone.
      ...(scaled ? { RetainAllVariantProperties: true } : {}),
      Tags: tagsOf(deployment),
    },
  });
  return [model, config, alarm, endpoint, ...(scaled ? drawEndpointScaling(deployed, canvas) : [])];
}

/** Puts a release back whose code answers with errors. */
function drawErrors(deployed: DeployedService, canvas: Canvas): string {
  const { deployment } = canvas;
  return canvas.services.add(`${logical(deployed.id)}Errors`, {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: `${deployed.name} answers with errors`,
      AlarmName: alarmName(deployed, deployment),
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [
        { Name: 'EndpointName', Value: endpointName(deployed, deployment) },
        { Name: 'VariantName', Value: variant },
      ],
      EvaluationPeriods: 2,
      MetricName: 'Invocation5XXErrors',
      Namespace: 'AWS/SageMaker',
      Period: 60,
      // An average of it is the part of requests that failed.
      Statistic: 'Average',
      Tags: tagsOf(deployment),
      Threshold: 0.1,
      TreatMissingData: 'notBreaching',
    },
  });
}

/** What tasks have and SageMaker does not: said instead of leaving out what the code needs. */
function refuseWhatItLacks(
  deployed: DeployedService,
  { secret, files }: ContainerEnvironment,
  { canvas, served }: EnvironmentOptions,
): void {
  const { name, mode, release, service, grants, settings, port: own } = deployed;
  const hidden = [...secret.map((each) => each.name), ...files.map(({ path }) => path)];
  const why =
    mode !== 'serve'
      ? 'it does not listen'
      : hidden.length > 0
        ? `SageMaker hands no secret to a container, and ${hidden.join(', ')} ${hidden.length === 1 ? 'is one' : 'are secrets'}`
        : release.length > 0
          ? 'SageMaker runs no commands before a release'
          : service.volumes.length > 0 || grants.some(({ resource }) => served[resource]?.mount !== undefined)
            ? 'SageMaker mounts no folder that outlives a copy'
            : own !== port && !service.env.some((each) => each.name === 'PORT') && !(deployed.command ?? '').includes('$PORT')
              ? `SageMaker talks to port ${port}, and the code listens at ${own ?? 'none'} whatever it is told`
              : null;
  if (why === null || settings.endpoint === undefined) return;
  throw unsupported(`${name} cannot be an endpoint of SageMaker: ${why}`, `Leave \`endpoint\` of ${name} out: it runs as a task then`, {
    where: `environment ${canvas.deployment.environment}`,
  });
}
