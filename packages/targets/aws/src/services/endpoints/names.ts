import { identifierOf, type DeployedService, type Deployment } from '@groundwork/provision';
import { joined, region, type Value } from '../../cloudformation/value.ts';
import { prefixOf } from '../../names.ts';

/** Whether SageMaker runs it, by a person's choice. */
export const isEndpoint = ({ settings }: DeployedService): boolean => settings.endpoint === 'sagemaker';

/** Whether it needs something that only the network of the environment reaches: a server of ours, or another service by its name. */
export const isInNetwork = ({ grants, service }: DeployedService, { resources }: Deployment): boolean =>
  grants.some(({ resource }) =>
    resources.some(
      ({ name, resource: { type }, settings }) => name === resource && (settings.serving === 'container' || !overApi.has(type)),
    ),
  ) || service.env.some(({ binding }) => binding !== undefined && 'service' in binding);

/** Reached at a public address of AWS' or of others, with a role or a key. */
const overApi: ReadonlySet<string> = new Set(['object_storage', 'sqs', 'sns', 'kinesis', 'dynamodb', 'llm_api', 'smtp', 'pinecone']);

/** SageMaker takes 63 characters: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html */
export const endpointName = ({ id }: DeployedService, deployment: Deployment): string => identifierOf(`${prefixOf(deployment)}-${id}`, 63);

/** SageMaker says what the container says there, and nowhere else. */
export const logGroupOfEndpoint = (deployed: DeployedService, deployment: Deployment): string =>
  `/aws/sagemaker/Endpoints/${endpointName(deployed, deployment)}`;

/** Name of the alarm that puts a release back. */
export const alarmName = (deployed: DeployedService, deployment: Deployment): string => `${endpointName(deployed, deployment)}-errors`;

/** What callers are told. It answers requests alone that are signed by someone who may invoke it. */
export function endpointAddress(callee: DeployedService, deployment: Deployment, property: 'url' | 'host' | 'port'): Value {
  if (property === 'port') return '443';
  const host = joined(['runtime.sagemaker.', region, '.amazonaws.com']);
  return property === 'host' ? host : joined(['https://', host, `/endpoints/${endpointName(callee, deployment)}/invocations`]);
}
