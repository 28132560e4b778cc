import { DescribeTasksCommand, RunTaskCommand, StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { deployFailed, type LogLine } from '@groundwork/provision';
import { containerName } from '../../services/task.ts';
import { asked, failureFor } from '../errors.ts';
import { pause, type Session } from '../session.ts';
import { streamLines } from './logs.ts';

export interface TaskRun {
  readonly service: string;
  readonly taskDefinition: string;
  readonly cluster: string;
  /** Machines it runs on, `null` for Fargate. */
  readonly capacity: string | null;
  readonly subnets: readonly string[];
  readonly group: string;
  readonly logGroup: string;
  /** Instead of the definition's own. */
  readonly command: string | null;
  onLine(line: LogLine): void;
}

export interface TaskEnd {
  /** `null` where its container never started. */
  readonly exit: number | null;
  readonly reason: string | null;
}

/** Runs one task to its end; what a person stops is stopped there too. Throws `target.*`. */
export async function runTask(session: Session, run: TaskRun): Promise<TaskEnd> {
  const { clients } = session;
  const { cluster, taskDefinition, command, service } = run;
  const { tasks = [], failures = [] } = await asked(`RunTask ${service}`, () =>
    clients.ecs.send(
      new RunTaskCommand({
        cluster,
        taskDefinition,
        count: 1,
        ...(run.capacity === null
          ? { launchType: 'FARGATE' }
          : { capacityProviderStrategy: [{ capacityProvider: run.capacity, weight: 1 }] }),
        startedBy: 'groundwork',
        propagateTags: 'TASK_DEFINITION',
        networkConfiguration: {
          awsvpcConfiguration: {
            assignPublicIp: run.capacity === null ? 'ENABLED' : 'DISABLED',
            subnets: [...run.subnets],
            securityGroups: [run.group],
          },
        },
        ...(command === null ? {} : { overrides: { containerOverrides: [{ name: containerName, command: ['sh', '-c', command] }] } }),
      }),
    ),
  );
  const [task] = tasks;
  if (task?.taskArn === undefined) throw failureFor(failures[0]?.reason ?? 'AWS started nothing', `RunTask ${service}`);
  const { taskArn } = task;
  const lines = streamLines(session, {
    service,
    logGroup: run.logGroup,
    stream: `task/${containerName}/${taskArn.split('/').at(-1) ?? ''}`,
  });
  try {
    for (;;) {
      const now = await describeTask(session, cluster, taskArn);
      for (const line of await lines()) run.onLine(line);
      if (now.lastStatus === 'STOPPED') {
        for (const line of await lines()) run.onLine(line);
        return endOf(now);
      }
      await pause(session);
    }
  } catch (cause) {
    if (session.context.host.signal.aborted)
      await asked(`StopTask ${service}`, () =>
        clients.ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason: 'stopped by a person' })),
      );
    throw cause;
  }
}

async function describeTask({ clients }: Session, cluster: string, taskArn: string): Promise<Task> {
  const { tasks: [task] = [] } = await asked('DescribeTasks', () =>
    clients.ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] })),
  );
  if (!task) throw deployFailed('The task is gone, and AWS does not say how it ended', 'Run it again', { where: taskArn });
  return task;
}

export function endOf({ containers = [], stoppedReason }: Task): TaskEnd {
  const app = containers.find(({ name }) => name === containerName);
  const reasons = [...containers.flatMap(({ reason }) => reason ?? []), ...(stoppedReason === undefined ? [] : [stoppedReason])];
  return { exit: app?.exitCode ?? null, reason: reasons.join('; ') || null };
}
