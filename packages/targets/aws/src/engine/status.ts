import { DescribeServicesCommand, type Service } from '@aws-sdk/client-ecs';
import type { Observed } from '@groundwork/provision';
import { clusterName, foundationsStack, servicesStack } from '../names.ts';
import { observedEndpoints } from './endpoints.ts';
import { asked } from './errors.ts';
import type { Session } from './session.ts';
import { describeStack, isRest, isWorking, outputsOf, physicalIds, templateOf } from './stacks/describe.ts';
import type { DeployedTemplate } from './stacks/template.ts';

/** What of an environment is there, as CloudFormation and ECS see it. */
export async function status(session: Session): Promise<Observed> {
  const [foundations, services] = await Promise.all(
    [foundationsStack(session.context), servicesStack(session.context)].map((name) => describeStack(session, name)),
  );
  const base = foundations ?? null;
  const top = services ?? null;
  const below = base === null || base.StackStatus === 'REVIEW_IN_PROGRESS' ? null : await templateOf(session, base.StackName ?? '');
  const above = top === null || top.StackStatus === 'REVIEW_IN_PROGRESS' ? null : await templateOf(session, top.StackName ?? '');
  const resources = Object.entries(below?.Metadata.groundwork.resources ?? {});
  const servers = below === null || base === null ? new Map<string, Service>() : await serversOf(session);
  const present = resources.filter(([, { native }]) => native.some((each) => each in (below?.Resources ?? {})));
  return {
    phase: phaseOf(),
    services: above === null || top === null ? [] : await observed(session, above, outputsOf(base)),
    resources: present.map(([name, { title, native }]) => ({ name, state: stateOf(native), server: title })),
    released: (top?.LastUpdatedTime ?? top?.CreationTime)?.toISOString() ?? null,
    reason:
      [base, top].flatMap((stack) =>
        stack && /FAILED|ROLLBACK/.test(stack.StackStatus ?? '') ? (stack.StackStatusReason ?? []) : [],
      )[0] ?? null,
    stateful: present.filter(([, { stateful }]) => stateful).map(([name]) => name),
  };

  /** Servers in containers are as well as ECS says; the others are AWS' own to keep. */
  function stateOf(native: readonly string[]): Observed['resources'][number]['state'] {
    if (base && isWorking(base)) return 'starting';
    const server = native.map((each) => servers.get(each)).find((each) => each !== undefined);
    if (server === undefined || (server.runningCount ?? 0) >= (server.desiredCount ?? 0)) return 'ready';
    return server.deployments?.some(({ rolloutState }) => rolloutState === 'FAILED') === true ? 'failed' : 'starting';
  }

  function phaseOf(): Observed['phase'] {
    const both = [base, top].filter((stack) => stack !== null);
    if (both.length === 0) return 'absent';
    if (both.some(isWorking)) return 'working';
    if (both.some((stack) => isRest(stack) || stack.StackStatus === 'UPDATE_ROLLBACK_FAILED')) return 'half';
    if (both.some(({ StackStatus = 'UPDATE_COMPLETE' }) => StackStatus === 'UPDATE_FAILED')) return 'failed';
    // The network without services: a deployment that was cut off, or what was kept of one that was destroyed.
    return top === null ? 'half' : 'deployed';
  }
}

async function observed(
  session: Session,
  template: DeployedTemplate,
  outputs: Readonly<Record<string, string>>,
): Promise<Observed['services']> {
  const { services } = template.Metadata.groundwork;
  const physical = await physicalIds(session, servicesStack(session.context));
  const arns = Object.values(services).flatMap(({ logical }) => physical.get(`${logical}Service`)?.id ?? []);
  const found = await describeServices(session, arns);
  const endpoints = await observedEndpoints(session, services, physical);
  return Object.entries(services).map(([name, { logical, mode }]): Observed['services'][number] => {
    const endpoint = endpoints.get(name);
    if (endpoint) return endpoint;
    const url = outputs[`${logical}Url`] ?? null;
    const id = physical.get(`${logical}Service`)?.id;
    if (id === undefined) return { name, state: mode === 'scheduled' ? 'scheduled' : 'done', url: null, ready: 0, wanted: 0, reason: null };
    const service = found.find(({ serviceArn, serviceName }) => serviceArn === id || serviceName === id);
    const wanted = service?.desiredCount ?? 0;
    const ready = service?.runningCount ?? 0;
    const failing = service?.deployments?.find(({ rolloutState }) => rolloutState === 'FAILED');
    return {
      name,
      state:
        service === undefined || service.status === 'INACTIVE' ? 'stopped' : failing ? 'failed' : ready >= wanted ? 'ready' : 'starting',
      url,
      ready,
      wanted,
      reason: failing?.rolloutStateReason ?? (ready < wanted ? (service?.events?.[0]?.message ?? null) : null),
    };
  });
}

/** Servers in containers, by the logical id of their service. */
async function serversOf(session: Session): Promise<Map<string, Service>> {
  const physical = [...(await physicalIds(session, foundationsStack(session.context)))].filter(
    ([, { type }]) => type === 'AWS::ECS::Service',
  );
  const found = await describeServices(
    session,
    physical.map(([, { id }]) => id),
  );
  return new Map(
    physical.flatMap(([logicalId, { id }]) => {
      const service = found.find(({ serviceArn, serviceName }) => serviceArn === id || serviceName === id);
      return service ? [[logicalId, service] as const] : [];
    }),
  );
}

async function describeServices({ clients, context }: Session, arns: readonly string[]): Promise<Service[]> {
  const found: Service[] = [];
  // Ten is what one request takes.
  for (let at = 0; at < arns.length; at += 10) {
    const services = arns.slice(at, at + 10);
    const page = await asked('DescribeServices', () =>
      clients.ecs.send(new DescribeServicesCommand({ cluster: clusterName(context), services })),
    );
    found.push(...(page.services ?? []));
  }
  return found;
}
