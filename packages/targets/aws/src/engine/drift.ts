import {
  DescribeStackDriftDetectionStatusCommand,
  DetectStackDriftCommand,
  paginateDescribeStackResourceDrifts,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { deployFailed, type Drift, type Drifted } from '@groundwork/provision';
import { foundationsStack, servicesStack } from '../names.ts';
import { asked } from './errors.ts';
import { pause, type Session } from './session.ts';
import { describeStack, isRest, isWorking, physicalIds } from './stacks/describe.ts';

const secret = /password|authtoken|secretstring/i;

/** What somebody changed beside the stacks, as CloudFormation finds it. */
export async function drift(session: Session): Promise<Drift> {
  const drifted: Drifted[] = [];
  const unchecked: string[] = [];
  for (const name of [foundationsStack(session.context), servicesStack(session.context)]) {
    const stack = await describeStack(session, name);
    if (stack === null || isRest(stack) || isWorking(stack)) continue;
    const checked = new Set<string>();
    for (const each of await detect(session, name)) {
      const { LogicalResourceId: native = '', StackResourceDriftStatus: status } = each;
      if (status === 'NOT_CHECKED') continue;
      checked.add(native);
      if (status === 'DELETED') drifted.push({ native, drift: 'deleted', differences: [] });
      else if (status === 'MODIFIED') drifted.push({ native, drift: 'changed', differences: differencesOf(each) });
    }
    unchecked.push(...[...(await physicalIds(session, name)).keys()].filter((native) => !checked.has(native)));
  }
  return { drifted, unchecked: unchecked.sort() };
}

async function detect(session: Session, StackName: string): Promise<StackResourceDrift[]> {
  const { cloudformation } = session.clients;
  return asked(`drift of ${StackName}`, async () => {
    const { StackDriftDetectionId } = await cloudformation.send(new DetectStackDriftCommand({ StackName }));
    for (;;) {
      const { DetectionStatus: status, DetectionStatusReason: reason } = await cloudformation.send(
        new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
      );
      // What cannot be checked fails the whole detection, and what could be checked is known all the same.
      if (status === 'DETECTION_COMPLETE' || (status === 'DETECTION_FAILED' && /partially|unsupported|not supported/i.test(reason ?? '')))
        break;
      if (status === 'DETECTION_FAILED')
        throw deployFailed(`CloudFormation could not look: ${reason ?? 'it does not say why'}`, 'Run it again', { where: StackName });
      await pause(session);
    }
    const found: StackResourceDrift[] = [];
    for await (const { StackResourceDrifts = [] } of paginateDescribeStackResourceDrifts({ client: cloudformation }, { StackName }))
      found.push(...StackResourceDrifts);
    return found;
  });
}

function differencesOf({ PropertyDifferences: differences = [] }: StackResourceDrift): string[] {
  return differences.map(({ PropertyPath: path = '', ExpectedValue: expected = '', ActualValue: actual = '' }) =>
    secret.test(path) ? `${path} (not shown)` : `${path.replace(/^\//, '').replaceAll('/', '.')} ${expected} → ${actual}`,
  );
}
