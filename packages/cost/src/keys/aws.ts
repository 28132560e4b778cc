import type { PriceKind, Unit } from './kind.ts';

/**
 * Where AWS's price list has a price: the file of `offer`, the row whose `usageType` is `usage` behind the region's prefix, and
 * whose further columns are `columns`. `times` of the list's units are one of ours.
 */
export interface AwsPlace {
  readonly offer: string;
  readonly usage: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, place: AwsPlace | null = null): PriceKind<AwsPlace> => ({
  key: `aws.${key}`,
  unit,
  what,
  place,
});
const million = 1_000_000;
const thousand = 1000;

/** What AWS charges for what targets make there. Usage types as in the price list's own files. */
export const awsPrices: readonly PriceKind<AwsPlace>[] = [
  of('fargate.vcpu.x86', 'vCPU-hour', 'Fargate, a vCPU', { offer: 'AmazonECS', usage: 'Fargate-vCPU-Hours:perCPU' }),
  of('fargate.vcpu.arm64', 'vCPU-hour', 'Fargate, a vCPU on Graviton', { offer: 'AmazonECS', usage: 'Fargate-ARM-vCPU-Hours:perCPU' }),
  of('fargate.memory.x86', 'GB-hour', 'Fargate, memory', { offer: 'AmazonECS', usage: 'Fargate-GB-Hours' }),
  of('fargate.memory.arm64', 'GB-hour', 'Fargate, memory on Graviton', { offer: 'AmazonECS', usage: 'Fargate-ARM-GB-Hours' }),
  of('fargate.storage', 'GB-hour', 'Fargate, disk beyond the first 20 GB', {
    offer: 'AmazonECS',
    usage: 'Fargate-EphemeralStorage-GB-Hours',
  }),
  of('alb.hour', 'hour', 'application load balancer', {
    offer: 'AWSELB',
    usage: 'LoadBalancerUsage',
    columns: { operation: 'LoadBalancing:Application' },
  }),
  of('alb.lcu', 'LCU-hour', 'its capacity units', {
    offer: 'AWSELB',
    usage: 'LCUUsage',
    columns: { operation: 'LoadBalancing:Application' },
  }),
  of('nlb.hour', 'hour', 'network load balancer', {
    offer: 'AWSELB',
    usage: 'LoadBalancerUsage',
    columns: { operation: 'LoadBalancing:Network' },
  }),
  of('nlb.lcu', 'LCU-hour', 'its capacity units', { offer: 'AWSELB', usage: 'LCUUsage', columns: { operation: 'LoadBalancing:Network' } }),
  of('nat.hour', 'hour', 'NAT gateway', { offer: 'AmazonEC2', usage: 'NatGateway-Hours' }),
  of('nat.data', 'GB', 'what goes through a NAT gateway', { offer: 'AmazonEC2', usage: 'NatGateway-Bytes' }),
  of('ipv4', 'hour', 'public IPv4 address', { offer: 'AmazonVPC', usage: 'PublicIPv4:InUseAddress' }),
  of('dns-zone', 'month', 'Route 53, a zone of names', null),
  of('vpc-endpoint.hour', 'hour', 'interface endpoint in one zone', { offer: 'AmazonVPC', usage: 'VpcEndpoint-Hours' }),
  of('vpc-endpoint.data', 'GB', 'what goes through an interface endpoint', { offer: 'AmazonVPC', usage: 'VpcEndpoint-Bytes' }),
  of('transfer.out', 'GB', 'data to the internet', null),
  of('rds.postgres.{class}', 'hour', 'RDS for PostgreSQL, one zone', rds('PostgreSQL', 'InstanceUsage', 'Single-AZ')),
  of('rds.mysql.{class}', 'hour', 'RDS for MySQL, one zone', rds('MySQL', 'InstanceUsage', 'Single-AZ')),
  of('rds.mariadb.{class}', 'hour', 'RDS for MariaDB, one zone', rds('MariaDB', 'InstanceUsage', 'Single-AZ')),
  of('rds.mssql-express.{class}', 'hour', 'RDS for SQL Server Express, one zone', null),
  of('rds-standby.postgres.{class}', 'hour', 'RDS for PostgreSQL with a standby', rds('PostgreSQL', 'Multi-AZUsage', 'Multi-AZ')),
  of('rds-standby.mysql.{class}', 'hour', 'RDS for MySQL with a standby', rds('MySQL', 'Multi-AZUsage', 'Multi-AZ')),
  of('rds-standby.mariadb.{class}', 'hour', 'RDS for MariaDB with a standby', rds('MariaDB', 'Multi-AZUsage', 'Multi-AZ')),
  of('rds-storage.gp3', 'GB-month', 'RDS storage gp3', null),
  of('rds-storage.gp2', 'GB-month', 'RDS storage gp2', null),
  of('rds-storage-standby.gp3', 'GB-month', 'RDS storage gp3 with a standby', null),
  of('rds-backup', 'GB-month', 'RDS backups beyond the size of the database', null),
  of('aurora.{class}', 'hour', 'Aurora, an instance of fixed size', null),
  of('aurora-serverless.acu', 'ACU-hour', 'Aurora Serverless v2', { offer: 'AmazonRDS', usage: 'Aurora:ServerlessV2Usage' }),
  of('aurora-storage', 'GB-month', 'Aurora storage', { offer: 'AmazonRDS', usage: 'Aurora:StorageUsage' }),
  of('aurora-io', 'million requests', 'Aurora reads and writes', { offer: 'AmazonRDS', usage: 'Aurora:StorageIOUsage', times: million }),
  of('elasticache.redis.{class}', 'hour', 'ElastiCache for Redis, a node', cache('Redis')),
  of('elasticache.valkey.{class}', 'hour', 'ElastiCache for Valkey, a node', cache('Valkey')),
  of('elasticache.memcached.{class}', 'hour', 'ElastiCache for Memcached, a node', cache('Memcached')),
  of('elasticache-serverless.redis.storage', 'GB-hour', 'ElastiCache Serverless for Redis, what it holds', null),
  of('elasticache-serverless.valkey.storage', 'GB-hour', 'ElastiCache Serverless for Valkey, what it holds', null),
  of('s3.storage', 'GB-month', 'S3 Standard, the first 50 TB', { offer: 'AmazonS3', usage: 'TimedStorage-ByteHrs' }),
  of('s3.write', 'thousand requests', 'S3 PUT, COPY, POST, LIST', { offer: 'AmazonS3', usage: 'Requests-Tier1', times: thousand }),
  of('s3.read', 'thousand requests', 'S3 GET and all other', { offer: 'AmazonS3', usage: 'Requests-Tier2', times: thousand }),
  of('cloudfront.out', 'GB', 'CloudFront, data to the internet', null),
  of('cloudfront.request', 'million requests', 'CloudFront, HTTPS requests', null),
  of('sqs.standard', 'million requests', 'SQS, standard queue', null),
  of('sqs.fifo', 'million requests', 'SQS, queue that keeps the order', null),
  of('sns.publish', 'million requests', 'SNS', null),
  of('dynamodb.write', 'million requests', 'DynamoDB on demand, writes of 1 KB', {
    offer: 'AmazonDynamoDB',
    usage: 'WriteRequestUnits',
    times: million,
  }),
  of('dynamodb.read', 'million requests', 'DynamoDB on demand, reads of 4 KB', {
    offer: 'AmazonDynamoDB',
    usage: 'ReadRequestUnits',
    times: million,
  }),
  of('dynamodb.storage', 'GB-month', 'DynamoDB, what it holds', { offer: 'AmazonDynamoDB', usage: 'TimedStorage-ByteHrs' }),
  of('kinesis.stream', 'hour', 'Kinesis on demand, a stream', null),
  of('kinesis.in', 'GB', 'Kinesis on demand, written', null),
  of('kinesis.out', 'GB', 'Kinesis on demand, read', null),
  of('kinesis.shard', 'shard-hour', 'Kinesis provisioned, a shard', null),
  of('secret', 'month', 'Secrets Manager, a secret', { offer: 'AWSSecretsManager', usage: 'AWSSecretsManager-Secrets' }),
  of('secret.read', 'thousand requests', 'Secrets Manager, reads', null),
  of('kms.key', 'month', 'KMS key', null),
  of('logs.in', 'GB', 'CloudWatch Logs, written', null),
  of('logs.storage', 'GB-month', 'CloudWatch Logs, kept', { offer: 'AmazonCloudWatch', usage: 'TimedStorage-ByteHrs' }),
  of('alarm', 'month', 'CloudWatch alarm', null),
  of('efs.storage', 'GB-month', 'EFS Standard', null),
  of('ecr.storage', 'GB-month', 'ECR, images', { offer: 'AmazonECR', usage: 'TimedStorage-ByteHrs' }),
  of('ec2.{class}', 'hour', 'EC2 with Linux', {
    offer: 'AmazonEC2',
    usage: 'BoxUsage:{class}',
    columns: { 'Operating System': 'Linux', Tenancy: 'Shared', 'Pre Installed S/W': 'NA', CapacityStatus: 'Used' },
  }),
  of('ebs.gp3', 'GB-month', 'EBS gp3', { offer: 'AmazonEC2', usage: 'EBS:VolumeUsage.gp3' }),
  of('docdb.{class}', 'hour', 'DocumentDB, an instance', null),
  of('docdb-storage', 'GB-month', 'DocumentDB storage', null),
  of('docdb-io', 'million requests', 'DocumentDB reads and writes', null),
  of('mq.rabbitmq.{class}', 'hour', 'Amazon MQ for RabbitMQ, one broker', null),
  of('mq-storage', 'GB-month', 'Amazon MQ storage', null),
  of('opensearch.{class}', 'hour', 'OpenSearch Service, an instance', null),
  of('opensearch-storage.gp3', 'GB-month', 'OpenSearch Service storage gp3', null),
  of('msk.{class}', 'hour', 'MSK, a broker', null),
  of('msk-storage', 'GB-month', 'MSK storage', null),
  of('msk-serverless.cluster', 'hour', 'MSK Serverless, a cluster', null),
  of('neptune.{class}', 'hour', 'Neptune, an instance', null),
  of('keyspaces.write', 'million requests', 'Keyspaces on demand, writes', null),
  of('keyspaces.read', 'million requests', 'Keyspaces on demand, reads', null),
  of('keyspaces.storage', 'GB-month', 'Keyspaces, what it holds', null),
  of('ses.message', 'thousand messages', 'SES, mail sent', null),
  of('scheduler', 'million requests', 'EventBridge Scheduler', null),
  of('sagemaker.{class}', 'hour', 'SageMaker endpoint, an instance', null),
  of('codebuild.{class}', 'minute', 'CodeBuild', null),
];

function rds(engine: string, usage: string, deployment: string): AwsPlace {
  return { offer: 'AmazonRDS', usage: `${usage}:{class}`, columns: { 'Database Engine': engine, 'Deployment Option': deployment } };
}

function cache(engine: string): AwsPlace {
  return { offer: 'AmazonElastiCache', usage: 'NodeUsage:{class}', columns: { 'Cache Engine': engine } };
}
