import { podSchema, type Pod } from './live.ts';
import { labelsIn, type Scope } from './scope.ts';

/** Why something does not come up, and whether waiting longer could help. */
export interface Trouble {
  readonly message: string;
  readonly fix: string;
  readonly lasting: boolean;
}

/** Pods of one service or server. */
export async function podsOf(scope: Scope, id: string): Promise<Pod[]> {
  const found = await scope.cluster.list('Pod', labelsIn(scope, id));
  return found.map((pod) => podSchema.parse(pod)).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Pods of one revision of a Deployment, or all where the revision is not known. */
export const newest = (pods: readonly Pod[]): Pod[] =>
  pods.toSorted((left, right) => (right.metadata.creationTimestamp ?? '').localeCompare(left.metadata.creationTimestamp ?? ''));

/** The gravest trouble among pods; `null` where they only are not there yet. */
export function troubleOf(pods: readonly Pod[]): Trouble | null {
  const found = pods.flatMap((pod) => troubleIn(pod) ?? []);
  return found.find(({ lasting }) => lasting) ?? found[0] ?? null;
}

function troubleIn({ metadata, status }: Pod): Trouble | null {
  const { name } = metadata;
  for (const container of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
    const { waiting, terminated } = container.state ?? {};
    if (waiting?.reason === 'ImagePullBackOff' || waiting?.reason === 'ErrImagePull' || waiting?.reason === 'InvalidImageName')
      return {
        message: `${name} cannot pull ${container.image ?? 'its image'} (${waiting.reason}${waiting.message === undefined ? '' : `: ${waiting.message}`})`,
        fix: 'See that the registry has the image and that the cluster may pull it: docker login here, then deploy again',
        lasting: waiting.reason !== 'ErrImagePull',
      };
    if (waiting?.reason === 'CrashLoopBackOff')
      return {
        message: `${name} ends again and again (CrashLoopBackOff, ${container.restartCount ?? 0} times)`,
        fix: 'Its log says why: gw logs',
        lasting: (container.restartCount ?? 0) >= 3,
      };
    if (
      waiting?.reason === 'CreateContainerConfigError' ||
      waiting?.reason === 'CreateContainerError' ||
      waiting?.reason === 'RunContainerError'
    )
      return {
        message: `${name} cannot be started (${waiting.reason}: ${waiting.message ?? ''})`,
        fix: /secret|key/i.test(waiting.message ?? '')
          ? 'A secret has no value: gw secrets set NAME'
          : 'What it says has to be mended; kubectl describe pod shows more',
        lasting: true,
      };
    if (terminated && terminated.exitCode !== 0)
      return {
        message: `${name} ended with ${terminated.exitCode}${terminated.reason === undefined ? '' : ` (${terminated.reason})`}`,
        fix: terminated.reason === 'OOMKilled' ? 'Give it more memory in groundwork.yaml' : 'Its log says why: gw logs',
        lasting: false,
      };
  }
  const unscheduled = status?.conditions?.find(
    ({ type, status: is, reason }) => type === 'PodScheduled' && is === 'False' && reason === 'Unschedulable',
  );
  if (unscheduled)
    return {
      message: `No node takes ${name}: ${unscheduled.message ?? 'Unschedulable'}`,
      fix: 'Add nodes that fit (processor, memory, GPU), or ask for less in groundwork.yaml',
      lasting: false,
    };
  return null;
}
