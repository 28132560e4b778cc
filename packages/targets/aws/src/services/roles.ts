import type { DeployedService, Permission } from '@groundwork/provision';
import { attribute, joined, type Value } from '../cloudformation/value.ts';
import { logical, prefixOf } from '../names.ts';
import { logGroupOf } from './logs.ts';
import { mayMount } from '../permissions/files.ts';
import { allow, allowedFor, assumedBy } from '../permissions/statements.ts';
import { invocations } from './endpoints/calls.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import type { Mount, SecretPlace, Served } from '../resources/served.ts';

export interface RoleNeeds {
  readonly id: string;
  /** Logical id of the repository its image is in, `null` for a public one. */
  readonly repository: string | null;
  readonly secrets: readonly SecretPlace[];
}

/** The role of the agent that starts a container: pulls its image, reads its secrets, writes its log, and nothing else. */
export function drawExecutionRole({ id, repository, secrets }: RoleNeeds, canvas: Canvas): string {
  const { foundations, deployment } = canvas;
  const read = distinct(secrets.map(readable));
  return foundations.add(`${logical(id)}ExecutionRole`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('ecs-tasks.amazonaws.com'),
      Description: `Starts ${id}`,
      Policies: [
        {
          PolicyName: 'start',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [joined([attribute(`${logical(id)}Logs`, 'Arn')])]),
              ...(repository === null
                ? []
                : [
                    // A token for the registry is for the whole of it: ECR knows no smaller one.
                    allow(['ecr:GetAuthorizationToken'], ['*']),
                    allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], [attribute(repository, 'Arn')]),
                  ]),
              ...(read.length === 0 ? [] : [allow(['secretsmanager:GetSecretValue'], read)]),
            ],
          },
        },
      ],
      Tags: tagsOf(deployment),
    },
  });
}

/** A secret named by its name alone has six characters of AWS' behind it in its ARN. */
function readable({ arn: secretArn }: SecretPlace): Value {
  const isWhole = typeof secretArn === 'object' && 'Ref' in secretArn;
  return isWhole ? secretArn : joined([secretArn, '-??????']);
}

const distinct = (values: readonly Value[]): Value[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

/** The role of the code: what its calls need on the resources it uses. */
export function drawTaskRole(
  deployed: DeployedService,
  canvas: Canvas,
  { served, mounts }: { readonly served: Readonly<Record<string, Served>>; readonly mounts: readonly Mount[] },
): { role: string; permissions: readonly Permission[] } {
  const { statements, permissions } = allowedFor(deployed, served);
  const calls = invocations(deployed, canvas.deployment);
  const all = [
    ...statements,
    ...calls.statements,
    ...[...deployed.grants.flatMap(({ resource }) => served[resource]?.mount ?? []), ...mounts].map(mayMount),
  ];
  const role = canvas.foundations.add(`${logical(deployed.id)}TaskRole`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('ecs-tasks.amazonaws.com'),
      Description: `What ${deployed.id} may do`,
      ...(all.length === 0 ? {} : { Policies: [{ PolicyName: 'code', PolicyDocument: { Version: '2012-10-17', Statement: all } }] }),
      Tags: tagsOf(canvas.deployment),
    },
  });
  return { role, permissions: [...permissions, ...calls.permissions] };
}

export function drawLogs(id: string, canvas: Canvas): string {
  return canvas.foundations.add(`${logical(id)}Logs`, {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: logGroupOf(id, prefixOf(canvas.deployment)), RetentionInDays: 30, Tags: tagsOf(canvas.deployment) },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
}
