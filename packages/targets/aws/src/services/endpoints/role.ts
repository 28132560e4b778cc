import type { DeployedService, Permission } from '@groundwork/provision';
import { arn, attribute } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import { allow, allowedFor, assumedBy } from '../../permissions/statements.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import type { Served } from '../../resources/served.ts';
import { repositoryOf } from '../repositories.ts';
import { invocations } from './calls.ts';
import { alarmName, isInNetwork } from './names.ts';

/**
 * SageMaker has one role for what starts a container and for its code: it pulls its image, writes its log, looks at the alarm of its
 * releases, and does what the code was seen to do.
 */
export function drawEndpointRole(
  deployed: DeployedService,
  canvas: Canvas,
  served: Readonly<Record<string, Served>>,
): { readonly role: string; readonly permissions: readonly Permission[] } {
  const { foundations, deployment } = canvas;
  const { statements, permissions } = allowedFor(deployed, served);
  const calls = invocations(deployed, deployment);
  const role = foundations.add(`${logical(deployed.id)}EndpointRole`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: assumedBy('sagemaker.amazonaws.com'),
      Description: `Starts ${deployed.id}, and what it may do`,
      Policies: [
        {
          PolicyName: 'endpoint',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow(
                ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
                [attribute(`${logical(deployed.id)}Logs`, 'Arn')],
              ),
              // A token for the registry is for the whole of it: ECR knows no smaller one.
              allow(['ecr:GetAuthorizationToken'], ['*']),
              allow(
                ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
                [attribute(repositoryOf(deployed.image), 'Arn')],
              ),
              allow(['cloudwatch:DescribeAlarms'], [arn('cloudwatch', [`alarm:${alarmName(deployed, deployment)}`])]),
              ...(isInNetwork(deployed, deployment) ? interfaces() : []),
              ...statements,
              ...calls.statements,
            ],
          },
        },
      ],
      Tags: tagsOf(deployment),
    },
  });
  return { role, permissions: [...permissions, ...calls.permissions] };
}

/**
 * SageMaker puts its instances into the network with the role of the model. Which interfaces these are nobody knows before:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms
 */
const interfaces = () => [
  allow(
    [
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterfacePermission',
    ],
    [arn('ec2', ['network-interface/*']), arn('ec2', ['subnet/*']), arn('ec2', ['security-group/*'])],
  ),
  allow(
    ['ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
    ['*'],
  ),
];
