import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeClustersCommand, ECSClient, ListServicesCommand, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { EC2Client, DescribeVpcsCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';

/**
 * Everything of an environment, asked of each service of AWS by itself: an emulator may say that a stack is complete and have made
 * nothing. Random ends of names are cut off, so that two equal environments read the same.
 */
export async function nativeOf(endpoint: string, environment: string): Promise<string[]> {
  const options = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const prefix = `harbour-${environment}`;
  const found: string[] = [];
  const add = (kind: string, names: readonly (string | undefined)[]): void => {
    for (const name of names) if (name?.includes(prefix)) found.push(`${kind} ${withoutRandom(name)}`);
  };
  const { Stacks = [] } = await new CloudFormationClient(options).send(new DescribeStacksCommand({}));
  add(
    'stack',
    Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
      ({ StackName, StackStatus }) => `${StackName} ${StackStatus?.replace('CREATE', 'UPDATE')}`,
    ),
  );
  const { logGroups = [] } = await new CloudWatchLogsClient(options).send(new DescribeLogGroupsCommand({}));
  add(
    'log group',
    logGroups.map(({ logGroupName }) => logGroupName),
  );
  const { projects = [] } = await new CodeBuildClient(options).send(new ListProjectsCommand({}));
  add('build project', projects);
  const { repositories = [] } = await new ECRClient(options).send(new DescribeRepositoriesCommand({}));
  add(
    'repository',
    repositories.map(({ repositoryName }) => repositoryName),
  );
  const ecs = new ECSClient(options);
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: [prefix] }));
  for (const { clusterName = '', status } of clusters) {
    if (status !== 'ACTIVE') continue;
    add('cluster', [clusterName]);
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster: clusterName }));
    add(
      'service',
      serviceArns.map((arn) => `${prefix} ${arn.split('/').at(-1) ?? ''}`),
    );
  }
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
  add(
    'task definition',
    taskDefinitionArns.map((arn) => arn.split('/').at(-1)?.replace(/:\d+$/, '')),
  );
  const { Buckets = [] } = await new S3Client({ ...options, forcePathStyle: true }).send(new ListBucketsCommand({}));
  add(
    'bucket',
    Buckets.map(({ Name }) => Name),
  );
  const { SecretList = [] } = await new SecretsManagerClient(options).send(new ListSecretsCommand({}));
  add(
    'secret',
    SecretList.map(({ Name, Tags = [] }) =>
      Tags.some(({ Key, Value }) => Key === 'groundwork:environment' && Value === environment) ? `${prefix} ${Name}` : undefined,
    ),
  );
  const ec2 = new EC2Client(options);
  const tagged = { Filters: [{ Name: 'tag:groundwork:environment', Values: [environment] }] };
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand(tagged));
  add(
    'network',
    Vpcs.map(() => prefix),
  );
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(tagged));
  add(
    'subnet',
    Subnets.map(({ CidrBlock }) => `${prefix} ${CidrBlock}`),
  );
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(tagged));
  add(
    'security group',
    SecurityGroups.map(({ GroupName }) => GroupName),
  );
  const { LoadBalancers = [] } = await new ElasticLoadBalancingV2Client(options).send(new DescribeLoadBalancersCommand({}));
  add(
    'load balancer',
    LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName),
  );
  const { Roles = [] } = await new IAMClient(options).send(new ListRolesCommand({}));
  add(
    'role',
    Roles.map(({ RoleName }) => RoleName),
  );
  const { DBInstances = [] } = await new RDSClient(options).send(new DescribeDBInstancesCommand({}));
  add(
    'database',
    DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
  );
  const { Schedules = [] } = await new SchedulerClient(options).send(new ListSchedulesCommand({}));
  add(
    'schedule',
    Schedules.map(({ Name }) => Name),
  );
  return found.toSorted();
}

/** What CloudFormation puts behind a name so that it is the only one. */
const withoutRandom = (name: string): string => name.replace(/-(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{8,}(?=$|\s)/g, '').replace(/\d{6,}.*$/, '');
