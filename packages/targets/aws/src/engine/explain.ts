import { DescribeServicesCommand, DescribeTasksCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { logGroupOf } from '../services/logs.ts';
import { asked } from './errors.ts';
import { whyNoEndpoint } from './endpoints.ts';
import type { Session } from './session.ts';
import type { Explain } from './stacks/apply.ts';
import type { DeployedTemplate } from './stacks/template.ts';
import { readLogs } from './tasks/logs.ts';
import { endOf } from './tasks/run.ts';

/** Why a service did not become well: how its last task ended, what it said, and what ECS says of it. */
export function whyNotWell(session: Session, template: DeployedTemplate): Explain {
  return async (failures) => {
    const { services } = template.Metadata.groundwork;
    const endpoint = failures.find(({ type }) => type === 'AWS::SageMaker::Endpoint');
    if (endpoint) return whyNoEndpoint(session, services, endpoint);
    const failed = failures.find(({ type }) => type === 'AWS::ECS::Service');
    if (!failed) return null;
    const [name, about] = Object.entries(services).find(([, { logical }]) => failed.logicalId === `${logical}Service`) ?? [];
    if (name === undefined || about === undefined) return null;
    const cluster = session.prefix;
    const stopped = await stoppedTask(session, cluster, `${session.prefix}-${about.id}`);
    const words: string[] = [];
    const sources = [{ service: name, logGroup: logGroupOf(about.id, session.prefix) }];
    for await (const { text } of readLogs(session, { sources, lines: 5, follow: false })) words.push(text);
    const parts = [
      stopped === null ? await lastMessage(session, cluster, failed.physicalId) : stopped,
      words.length === 0 ? null : `Its last words: ${words.join(' | ')}`,
    ];
    return parts.filter((part) => part !== null).join('. ') || null;
  };
}

async function stoppedTask({ clients }: Session, cluster: string, family: string): Promise<string | null> {
  return asked(`tasks of ${family}`, async () => {
    const { taskArns = [] } = await clients.ecs.send(new ListTasksCommand({ cluster, family, desiredStatus: 'STOPPED', maxResults: 10 }));
    const [last] = taskArns;
    if (last === undefined) return null;
    const { tasks: [task] = [] } = await clients.ecs.send(new DescribeTasksCommand({ cluster, tasks: [last] }));
    if (!task) return null;
    const { exit, reason } = endOf(task);
    return `Its last copy ended${exit === null ? '' : ` with ${exit}`}${reason === null ? '' : `: ${reason}`}`;
  });
}

async function lastMessage({ clients }: Session, cluster: string, service: string): Promise<string | null> {
  if (service === '') return null;
  return asked(`service ${service}`, async () => {
    const { services: [found] = [] } = await clients.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    return found?.events?.[0]?.message ?? null;
  });
}
