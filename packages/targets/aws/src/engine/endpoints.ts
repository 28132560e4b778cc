import { DescribeEndpointCommand, type DescribeEndpointCommandOutput } from '@aws-sdk/client-sagemaker';
import type { Observed } from '@groundwork/provision';
import { asked, isRefusal } from './errors.ts';
import type { Session } from './session.ts';
import type { DeployedTemplate } from './stacks/template.ts';
import { readLogs } from './tasks/logs.ts';

type Services = DeployedTemplate['Metadata']['groundwork']['services'];
type Seen = Observed['services'][number];

/** Endpoints of SageMaker as it sees them, by the name of the service. */
export async function observedEndpoints(
  session: Session,
  services: Services,
  physical: ReadonlyMap<string, { readonly id: string }>,
): Promise<ReadonlyMap<string, Seen>> {
  const found = new Map<string, Seen>();
  for (const [name, { logical, logGroup }] of Object.entries(services)) {
    const id = physical.get(`${logical}Endpoint`)?.id;
    if (logGroup === undefined) continue;
    found.set(name, seenOf(session, name, id === undefined ? null : await describe(session, nameOf(id))));
  }
  return found;
}

function seenOf({ region }: Session, name: string, endpoint: DescribeEndpointCommandOutput | null): Seen {
  if (endpoint === null) return { name, state: 'stopped', url: null, ready: 0, wanted: 0, reason: null };
  const { EndpointName = '', EndpointStatus, FailureReason, ProductionVariants: [variant] = [] } = endpoint;
  return {
    name,
    state: stateOf(EndpointStatus),
    url: `https://runtime.sagemaker.${region}.amazonaws.com/endpoints/${EndpointName}/invocations`,
    ready: variant?.CurrentInstanceCount ?? 0,
    wanted: variant?.DesiredInstanceCount ?? 0,
    reason: FailureReason ?? null,
  };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html */
function stateOf(status: DescribeEndpointCommandOutput['EndpointStatus']): Seen['state'] {
  if (status === 'InService') return 'ready';
  if (status === 'OutOfService' || status === 'Deleting') return 'stopped';
  return status === 'Failed' || status === 'UpdateRollbackFailed' ? 'failed' : 'starting';
}

/** CloudFormation names an endpoint by its ARN. */
const nameOf = (id: string): string => id.split('/').at(-1) ?? id;

async function describe({ clients }: Session, EndpointName: string): Promise<DescribeEndpointCommandOutput | null> {
  return asked(`endpoint ${EndpointName}`, async () => {
    try {
      return await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName }));
    } catch (cause) {
      // SageMaker has no word of its own for what is not there.
      if (isRefusal(cause, /^ValidationException$/)) return null;
      throw cause;
    }
  });
}

/** Why an endpoint did not come into service: what SageMaker says of it, and what its container said last. */
export async function whyNoEndpoint(
  session: Session,
  services: Services,
  failed: { readonly logicalId: string; readonly physicalId: string },
): Promise<string | null> {
  const [name, about] = Object.entries(services).find(([, { logical }]) => failed.logicalId === `${logical}Endpoint`) ?? [];
  if (name === undefined || about?.logGroup === undefined) return null;
  const endpoint = failed.physicalId === '' ? null : await describe(session, nameOf(failed.physicalId));
  const words: string[] = [];
  const sources = [{ service: name, logGroup: about.logGroup }];
  for await (const { text } of readLogs(session, { sources, lines: 5, follow: false })) words.push(text);
  return (
    [endpoint?.FailureReason, words.length === 0 ? undefined : `Its last words: ${words.join(' | ')}`]
      .filter((part) => part !== undefined)
      .join('. ') || null
  );
}
