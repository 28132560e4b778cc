import type { PriceKind, Unit } from './kind.ts';

/**
 * Where AWS's price list has a price: the file of `offer`, the row for `usage` (behind the prefix of the region), and its further
 * columns. The list's price times `times` is that of our unit.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
export interface AwsPlace {
  readonly offer: string;
  readonly usage: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, ...places: readonly AwsPlace[]): PriceKind<AwsPlace> => ({
  key: `aws.${key}`,
  unit,
  what,
  places,
});
const at = (offer: string, usage: string, columns?: Readonly<Record<string, string>>): AwsPlace => ({
  offer,
  usage,
  ...(columns ? { columns } : {}),
});
/** A price of one, as that of a thousand or a million. */
const each = (times: number, place: AwsPlace): AwsPlace => ({ ...place, times });
const thousand = 1000;
const million = 1_000_000;

const balancer = (kind: string): Readonly<Record<string, string>> => ({ operation: `LoadBalancing:${kind}` });
const rds = (engine: string, usage: string): AwsPlace =>
  at('AmazonRDS', `${usage}:{class}`, { 'Product Family': 'Database Instance', 'Database Engine': engine });
const rdsStorage = (usage: string): AwsPlace => at('AmazonRDS', `RDS:${usage}`, { 'Database Engine': 'PostgreSQL' });
const cache = (engine: string): AwsPlace => at('AmazonElastiCache', 'NodeUsage:{class}', { 'Cache Engine': engine });
const linux = { 'Operating System': 'Linux', Tenancy: 'Shared', 'Pre Installed S/W': 'NA', CapacityStatus: 'Used' };

/** What AWS charges for what targets make there. Usage types are those of the list's own files. */
export const awsPrices: readonly PriceKind<AwsPlace>[] = [
  of('fargate.vcpu.x86', 'vCPU-hour', 'Fargate, a vCPU', at('AmazonECS', 'Fargate-vCPU-Hours:perCPU')),
  of('fargate.vcpu.arm64', 'vCPU-hour', 'Fargate, a vCPU on Graviton', at('AmazonECS', 'Fargate-ARM-vCPU-Hours:perCPU')),
  of('fargate.memory.x86', 'GB-hour', 'Fargate, memory', at('AmazonECS', 'Fargate-GB-Hours')),
  of('fargate.memory.arm64', 'GB-hour', 'Fargate, memory on Graviton', at('AmazonECS', 'Fargate-ARM-GB-Hours')),
  of('fargate.storage', 'GB-hour', 'Fargate, disk beyond the first 20 GB', at('AmazonECS', 'Fargate-EphemeralStorage-GB-Hours')),
  of('alb.hour', 'hour', 'application load balancer', at('AWSELB', 'LoadBalancerUsage', balancer('Application'))),
  of('alb.lcu', 'LCU-hour', 'its capacity units', at('AWSELB', 'LCUUsage', balancer('Application'))),
  of('nlb.hour', 'hour', 'network load balancer', at('AWSELB', 'LoadBalancerUsage', balancer('Network'))),
  of('nlb.lcu', 'LCU-hour', 'its capacity units', at('AWSELB', 'LCUUsage', balancer('Network'))),
  of('nat.hour', 'hour', 'NAT gateway', at('AmazonEC2', 'NatGateway-Hours')),
  of('nat.data', 'GB', 'what goes through a NAT gateway', at('AmazonEC2', 'NatGateway-Bytes')),
  of('ipv4', 'hour', 'public IPv4 address', at('AmazonVPC', 'PublicIPv4:InUseAddress')),
  of('dns-zone', 'month', 'Route 53, a zone of names'),
  of('vpc-endpoint.hour', 'hour', 'interface endpoint in one zone', at('AmazonVPC', 'VpcEndpoint-Hours')),
  of('vpc-endpoint.data', 'GB', 'what goes through an interface endpoint', at('AmazonVPC', 'VpcEndpoint-Bytes')),
  of('transfer.out', 'GB', 'data to the internet', at('AWSDataTransfer', 'DataTransfer-Out-Bytes', { 'Transfer Type': 'AWS Outbound' })),
  of('rds.postgres.{class}', 'hour', 'RDS for PostgreSQL, one zone', rds('PostgreSQL', 'InstanceUsage')),
  of('rds.mysql.{class}', 'hour', 'RDS for MySQL, one zone', rds('MySQL', 'InstanceUsage')),
  of('rds.mariadb.{class}', 'hour', 'RDS for MariaDB, one zone', rds('MariaDB', 'InstanceUsage')),
  of('rds.mssql-express.{class}', 'hour', 'RDS for SQL Server Express, one zone', {
    ...rds('SQL Server', 'InstanceUsage'),
    columns: { 'Product Family': 'Database Instance', 'Database Edition': 'Express', 'License Model': 'License included' },
  }),
  of('rds-standby.postgres.{class}', 'hour', 'RDS for PostgreSQL with a standby', rds('PostgreSQL', 'Multi-AZUsage')),
  of('rds-standby.mysql.{class}', 'hour', 'RDS for MySQL with a standby', rds('MySQL', 'Multi-AZUsage')),
  of('rds-standby.mariadb.{class}', 'hour', 'RDS for MariaDB with a standby', rds('MariaDB', 'Multi-AZUsage')),
  of('rds-storage.gp3', 'GB-month', 'RDS storage gp3', rdsStorage('GP3-Storage')),
  of('rds-storage.gp2', 'GB-month', 'RDS storage gp2', rdsStorage('GP2-Storage')),
  of('rds-storage-standby.gp3', 'GB-month', 'RDS storage gp3 with a standby', rdsStorage('Multi-AZ-GP3-Storage')),
  of('rds-backup', 'GB-month', 'RDS backups beyond the size of the database', rdsStorage('ChargedBackupUsage')),
  of('aurora.{class}', 'hour', 'Aurora, an instance', rds('Aurora PostgreSQL', 'InstanceUsage')),
  of('aurora-serverless.acu', 'ACU-hour', 'Aurora Serverless v2', aurora('Aurora:ServerlessV2Usage')),
  of('aurora-storage', 'GB-month', 'Aurora storage', aurora('Aurora:StorageUsage')),
  of('aurora-io', 'million requests', 'Aurora reads and writes', each(million, aurora('Aurora:StorageIOUsage'))),
  of('elasticache.redis.{class}', 'hour', 'ElastiCache for Redis, a node', cache('Redis')),
  of('elasticache.valkey.{class}', 'hour', 'ElastiCache for Valkey, a node', cache('Valkey')),
  of('elasticache.memcached.{class}', 'hour', 'ElastiCache for Memcached, a node', cache('Memcached')),
  of(
    'elasticache-serverless.redis.storage',
    'GB-hour',
    'ElastiCache Serverless for Redis, what it holds',
    at('AmazonElastiCache', 'CachedData:Redis'),
  ),
  of(
    'elasticache-serverless.valkey.storage',
    'GB-hour',
    'ElastiCache Serverless for Valkey, what it holds',
    at('AmazonElastiCache', 'CachedData:Valkey'),
  ),
  of('s3.storage', 'GB-month', 'S3 Standard, the first 50 TB', at('AmazonS3', 'TimedStorage-ByteHrs')),
  of('s3.write', 'thousand requests', 'S3 PUT, COPY, POST, LIST', each(thousand, at('AmazonS3', 'Requests-Tier1'))),
  of('s3.read', 'thousand requests', 'S3 GET and all other', each(thousand, at('AmazonS3', 'Requests-Tier2'))),
  of('cloudfront.out', 'GB', 'CloudFront, data to the internet'),
  of('cloudfront.request', 'million requests', 'CloudFront, HTTPS requests'),
  of('sqs.standard', 'million requests', 'SQS, standard queue', each(million, at('AWSQueueService', 'Requests-Tier1'))),
  of('sqs.fifo', 'million requests', 'SQS, queue that keeps the order', each(million, at('AWSQueueService', 'Requests-FIFO-Tier1'))),
  of('sns.publish', 'million requests', 'SNS', each(million, at('AmazonSNS', 'Requests-Tier1'))),
  of('dynamodb.write', 'million requests', 'DynamoDB on demand, writes of 1 KB', each(million, at('AmazonDynamoDB', 'WriteRequestUnits'))),
  of('dynamodb.read', 'million requests', 'DynamoDB on demand, reads of 4 KB', each(million, at('AmazonDynamoDB', 'ReadRequestUnits'))),
  of('dynamodb.storage', 'GB-month', 'DynamoDB, what it holds', at('AmazonDynamoDB', 'TimedStorage-ByteHrs')),
  of('kinesis.stream', 'hour', 'Kinesis on demand, a stream', at('AmazonKinesis', 'OnDemand-StreamHour')),
  of('kinesis.in', 'GB', 'Kinesis on demand, written', at('AmazonKinesis', 'OnDemand-BilledIncomingBytes')),
  of('kinesis.out', 'GB', 'Kinesis on demand, read', at('AmazonKinesis', 'OnDemand-BilledOutgoingBytes')),
  of('kinesis.shard', 'shard-hour', 'Kinesis provisioned, a shard', at('AmazonKinesis', 'Storage-ShardHour')),
  of('secret', 'month', 'Secrets Manager, a secret', at('AWSSecretsManager', 'AWSSecretsManager-Secrets')),
  of('secret.read', 'thousand requests', 'Secrets Manager, reads', each(thousand, at('AWSSecretsManager', 'AWSSecretsManagerAPIRequest'))),
  of('kms.key', 'month', 'KMS key', at('awskms', 'KMS-Keys')),
  of('logs.in', 'GB', 'CloudWatch Logs, written', at('AmazonCloudWatch', 'DataProcessing-Bytes')),
  of('logs.storage', 'GB-month', 'CloudWatch Logs, kept', at('AmazonCloudWatch', 'TimedStorage-ByteHrs')),
  of('alarm', 'month', 'CloudWatch alarm', at('AmazonCloudWatch', 'CW:AlarmMonitorUsage')),
  of('efs.storage', 'GB-month', 'EFS Standard', at('AmazonEFS', 'TimedStorage-ByteHrs')),
  of('ecr.storage', 'GB-month', 'ECR, images', at('AmazonECR', 'TimedStorage-ByteHrs')),
  of('ec2.{class}', 'hour', 'EC2 with Linux', at('AmazonEC2', 'BoxUsage:{class}', linux)),
  of('ebs.gp3', 'GB-month', 'EBS gp3', at('AmazonEC2', 'EBS:VolumeUsage.gp3')),
  of('docdb.{class}', 'hour', 'DocumentDB, an instance', at('AmazonDocDB', 'InstanceUsage:{class}')),
  of('docdb-storage', 'GB-month', 'DocumentDB storage', at('AmazonDocDB', 'StorageUsage')),
  of('docdb-io', 'million requests', 'DocumentDB reads and writes', each(million, at('AmazonDocDB', 'StorageIOUsage'))),
  of('mq.rabbitmq.{class}', 'hour', 'Amazon MQ for RabbitMQ, one broker'),
  of('mq-storage', 'GB-month', 'Amazon MQ storage'),
  of('opensearch.{class}', 'hour', 'OpenSearch Service, an instance', at('AmazonES', 'ESInstance:{class}')),
  of('opensearch-storage.gp3', 'GB-month', 'OpenSearch Service storage gp3', at('AmazonES', 'ES:GP3-Storage')),
  of('msk.{class}', 'hour', 'MSK, a broker', at('AmazonMSK', 'Kafka.{class}')),
  of('msk-storage', 'GB-month', 'MSK storage', at('AmazonMSK', 'Kafka.Storage.GP2')),
  of('msk-serverless.cluster', 'hour', 'MSK Serverless, a cluster'),
  of('neptune.{class}', 'hour', 'Neptune, an instance', at('AmazonNeptune', 'InstanceUsage:{class}')),
  of('keyspaces.write', 'million requests', 'Keyspaces on demand, writes'),
  of('keyspaces.read', 'million requests', 'Keyspaces on demand, reads'),
  of('keyspaces.storage', 'GB-month', 'Keyspaces, what it holds'),
  of('ses.message', 'thousand messages', 'SES, mail sent', each(thousand, at('AmazonSES', 'Recipients'))),
  of('scheduler', 'million requests', 'EventBridge Scheduler'),
  of('sagemaker.{class}', 'hour', 'SageMaker endpoint, an instance', at('AmazonSageMaker', 'Host:{class}')),
  of('codebuild.{class}', 'minute', 'CodeBuild'),
];

function aurora(usage: string): AwsPlace {
  return at('AmazonRDS', usage, { 'Database Engine': 'Aurora PostgreSQL' });
}
