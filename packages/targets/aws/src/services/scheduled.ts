import type { DeployedService } from '@groundwork/provision';
import { arn, attribute, ref } from '../cloudformation/value.ts';
import { logical, prefixOf } from '../names.ts';
import { allow, assumedBy } from '../permissions/statements.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { scheduleExpression } from './schedule.ts';
import { capacityFor, networkOf } from './placement.ts';

/** A task that EventBridge Scheduler starts, under a role that may start this one task and nothing else. */
export function drawSchedule(deployed: DeployedService, canvas: Canvas): string[] {
  const { id, name, service } = deployed;
  const { services, deployment } = canvas;
  const upper = logical(id);
  const expression = scheduleExpression(service.schedule ?? '');
  if (expression === null) {
    canvas.note(`${name}: EventBridge has no words for the schedule ${service.schedule ?? ''}; it is run with \`gw run ${name}\``);
    return [];
  }
  const roleOf = (kind: 'Execution' | 'Task') => canvas.across(`${upper}${kind}RoleArn`, attribute(`${upper}${kind}Role`, 'Arn'));
  const role = services.add(`${upper}ScheduleRole`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('scheduler.amazonaws.com'),
      Description: `Starts ${id} when it is time`,
      Policies: [
        {
          PolicyName: 'start',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow(['ecs:RunTask'], [arn('ecs', [`task-definition/${prefixOf(deployment)}-${id}:*`])]),
              allow(['iam:PassRole'], [roleOf('Execution'), roleOf('Task')], {
                StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
              }),
            ],
          },
        },
      ],
      Tags: tagsOf(deployment),
    },
  });
  const schedule = services.add(`${upper}Schedule`, {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      Description: `${name}: ${service.schedule ?? ''}`.slice(0, 512),
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
      Target: {
        Arn: canvas.across('ClusterArn', attribute('Cluster', 'Arn')),
        EcsParameters: {
          ...capacityFor(deployed, canvas),
          NetworkConfiguration: networkOf(deployed, canvas),
          TaskCount: 1,
          TaskDefinitionArn: ref(`${upper}Task`),
        },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 },
        RoleArn: attribute(role, 'Arn'),
      },
    },
  });
  return [role, schedule];
}
