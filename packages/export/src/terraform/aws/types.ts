/** The files of the configuration, by what a reader looks for. */
export type Topic = 'network' | 'balancer' | 'registries' | 'data' | 'messaging' | 'secrets' | 'roles' | 'services';

/** How one type of CloudFormation is written in Terraform. */
export interface ResourceKind {
  readonly topic: Topic;
  /** The attribute that is what `Ref` gives in a template. */
  readonly ref: string;
  /** Written so where awscc lacks the type, and where a password would come into the state: awscc has no arguments that are only written. */
  readonly classic?: Classic;
  /** Neither provider takes it without a secret in the state: a stack of its own, of which Terraform sees nothing but the template. */
  readonly stacked?: true;
}

/** A type of `hashicorp/aws`, property by property. */
export interface Classic {
  readonly type: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly ref: string;
  /** awscc does not have it. */
  readonly always?: true;
  /** The argument that is only written, whose number goes up when it is to be written again. */
  readonly written?: string;
  /** Has a name of its own that CloudFormation would make up. */
  readonly named?: { readonly argument: string; readonly longest: number };
  /** Keeps a last copy by a name. */
  readonly snapshot?: 'skip' | 'name';
  /** Maps that are blocks of a name and a value. */
  readonly pairs?: Readonly<Record<string, string>>;
}

const tags = { Tags: 'tags' } as const;

const database: Classic = {
  type: 'aws_db_instance',
  arguments: {
    ...tags,
    AllocatedStorage: 'allocated_storage',
    AutoMinorVersionUpgrade: 'auto_minor_version_upgrade',
    BackupRetentionPeriod: 'backup_retention_period',
    CopyTagsToSnapshot: 'copy_tags_to_snapshot',
    DBInstanceClass: 'instance_class',
    DBName: 'db_name',
    DBSubnetGroupName: 'db_subnet_group_name',
    EnableCloudwatchLogsExports: 'enabled_cloudwatch_logs_exports',
    Engine: 'engine',
    EngineVersion: 'engine_version',
    LicenseModel: 'license_model',
    MasterUserPassword: 'password_wo',
    MasterUsername: 'username',
    MaxAllocatedStorage: 'max_allocated_storage',
    MultiAZ: 'multi_az',
    Port: 'port',
    PubliclyAccessible: 'publicly_accessible',
    StorageEncrypted: 'storage_encrypted',
    StorageType: 'storage_type',
    VPCSecurityGroups: 'vpc_security_group_ids',
  },
  attributes: { 'Endpoint.Address': 'address' },
  ref: 'identifier',
  written: 'password_wo_version',
  snapshot: 'skip',
};

const cluster: Classic = {
  type: 'aws_rds_cluster',
  arguments: {
    ...tags,
    BackupRetentionPeriod: 'backup_retention_period',
    CopyTagsToSnapshot: 'copy_tags_to_snapshot',
    DBSubnetGroupName: 'db_subnet_group_name',
    DatabaseName: 'database_name',
    EnableCloudwatchLogsExports: 'enabled_cloudwatch_logs_exports',
    Engine: 'engine',
    EngineVersion: 'engine_version',
    MasterUserPassword: 'master_password_wo',
    MasterUsername: 'master_username',
    Port: 'port',
    ServerlessV2ScalingConfiguration: 'serverlessv2_scaling_configuration',
    StorageEncrypted: 'storage_encrypted',
    VpcSecurityGroupIds: 'vpc_security_group_ids',
  },
  attributes: { 'Endpoint.Address': 'endpoint' },
  ref: 'cluster_identifier',
  written: 'master_password_wo_version',
  snapshot: 'skip',
};

const redis: Classic = {
  type: 'aws_elasticache_replication_group',
  arguments: {
    ...tags,
    AtRestEncryptionEnabled: 'at_rest_encryption_enabled',
    AuthToken: 'auth_token_wo',
    AutoMinorVersionUpgrade: 'auto_minor_version_upgrade',
    AutomaticFailoverEnabled: 'automatic_failover_enabled',
    CacheNodeType: 'node_type',
    CacheSubnetGroupName: 'subnet_group_name',
    Engine: 'engine',
    EngineVersion: 'engine_version',
    MultiAZEnabled: 'multi_az_enabled',
    NumCacheClusters: 'num_cache_clusters',
    Port: 'port',
    ReplicationGroupDescription: 'description',
    SecurityGroupIds: 'security_group_ids',
    SnapshotRetentionLimit: 'snapshot_retention_limit',
    TransitEncryptionEnabled: 'transit_encryption_enabled',
  },
  attributes: { 'PrimaryEndPoint.Address': 'primary_endpoint_address' },
  ref: 'replication_group_id',
  written: 'auth_token_wo_version',
  named: { argument: 'replication_group_id', longest: 40 },
  snapshot: 'name',
};

const documents: Classic = {
  type: 'aws_docdb_cluster',
  arguments: {
    ...tags,
    BackupRetentionPeriod: 'backup_retention_period',
    DBClusterParameterGroupName: 'db_cluster_parameter_group_name',
    DBSubnetGroupName: 'db_subnet_group_name',
    EngineVersion: 'engine_version',
    MasterUserPassword: 'master_password_wo',
    MasterUsername: 'master_username',
    Port: 'port',
    StorageEncrypted: 'storage_encrypted',
    VpcSecurityGroupIds: 'vpc_security_group_ids',
  },
  attributes: { Endpoint: 'endpoint' },
  ref: 'cluster_identifier',
  always: true,
  written: 'master_password_wo_version',
  snapshot: 'skip',
};

const namespace: Classic = {
  type: 'aws_service_discovery_private_dns_namespace',
  arguments: { ...tags, Name: 'name', Vpc: 'vpc' },
  attributes: { Id: 'id', Arn: 'arn' },
  ref: 'id',
  always: true,
};

const documentsNode: Classic = {
  type: 'aws_docdb_cluster_instance',
  arguments: { ...tags, DBClusterIdentifier: 'cluster_identifier', DBInstanceClass: 'instance_class' },
  attributes: {},
  ref: 'identifier',
  always: true,
};

const documentsSettings: Classic = {
  type: 'aws_docdb_cluster_parameter_group',
  arguments: { ...tags, Description: 'description', Family: 'family', Parameters: 'parameter' },
  attributes: {},
  ref: 'name',
  always: true,
  pairs: { Parameters: 'parameter' },
};

const documentsSubnets: Classic = {
  type: 'aws_docdb_subnet_group',
  arguments: { ...tags, DBSubnetGroupDescription: 'description', SubnetIds: 'subnet_ids' },
  attributes: {},
  ref: 'name',
  always: true,
};

/** Every type the templates of the AWS target use. What is not here is refused by name. */
export const kinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::AmazonMQ::Broker': { topic: 'messaging', ref: 'BrokerId', stacked: true },
  'AWS::ApplicationAutoScaling::ScalableTarget': { topic: 'services', ref: 'id' },
  'AWS::ApplicationAutoScaling::ScalingPolicy': { topic: 'services', ref: 'arn' },
  'AWS::AutoScaling::AutoScalingGroup': { topic: 'services', ref: 'auto_scaling_group_name' },
  'AWS::CertificateManager::Certificate': { topic: 'balancer', ref: 'certificate_arn' },
  'AWS::CloudWatch::Alarm': { topic: 'services', ref: 'alarm_name' },
  'AWS::DocDB::DBCluster': { topic: 'data', ref: '', classic: documents },
  'AWS::DocDB::DBClusterParameterGroup': { topic: 'data', ref: '', classic: documentsSettings },
  'AWS::DocDB::DBInstance': { topic: 'data', ref: '', classic: documentsNode },
  'AWS::DocDB::DBSubnetGroup': { topic: 'data', ref: '', classic: documentsSubnets },
  'AWS::DynamoDB::Table': { topic: 'data', ref: 'table_name' },
  'AWS::EC2::EIP': { topic: 'network', ref: 'public_ip' },
  'AWS::EC2::InternetGateway': { topic: 'network', ref: 'internet_gateway_id' },
  'AWS::EC2::LaunchTemplate': { topic: 'services', ref: 'launch_template_id' },
  'AWS::EC2::NatGateway': { topic: 'network', ref: 'nat_gateway_id' },
  'AWS::EC2::Route': { topic: 'network', ref: 'id' },
  'AWS::EC2::RouteTable': { topic: 'network', ref: 'route_table_id' },
  'AWS::EC2::SecurityGroup': { topic: 'network', ref: 'group_id' },
  'AWS::EC2::SecurityGroupIngress': { topic: 'network', ref: 'id' },
  'AWS::EC2::Subnet': { topic: 'network', ref: 'subnet_id' },
  'AWS::EC2::SubnetRouteTableAssociation': { topic: 'network', ref: 'id' },
  'AWS::EC2::VPC': { topic: 'network', ref: 'vpc_id' },
  'AWS::EC2::VPCGatewayAttachment': { topic: 'network', ref: 'id' },
  'AWS::ECR::Repository': { topic: 'registries', ref: 'repository_name' },
  'AWS::ECS::CapacityProvider': { topic: 'services', ref: 'name' },
  'AWS::ECS::Cluster': { topic: 'services', ref: 'cluster_name' },
  'AWS::ECS::ClusterCapacityProviderAssociations': { topic: 'services', ref: 'cluster' },
  'AWS::ECS::Service': { topic: 'services', ref: 'service_arn' },
  'AWS::ECS::TaskDefinition': { topic: 'services', ref: 'task_definition_arn' },
  'AWS::EFS::AccessPoint': { topic: 'data', ref: 'access_point_id' },
  'AWS::EFS::FileSystem': { topic: 'data', ref: 'file_system_id' },
  'AWS::EFS::MountTarget': { topic: 'data', ref: 'id' },
  'AWS::ElastiCache::CacheCluster': { topic: 'data', ref: 'cluster_name' },
  'AWS::ElastiCache::ReplicationGroup': { topic: 'data', ref: 'replication_group_id', classic: redis },
  'AWS::ElastiCache::SubnetGroup': { topic: 'data', ref: 'cache_subnet_group_name' },
  'AWS::ElasticLoadBalancingV2::Listener': { topic: 'balancer', ref: 'listener_arn' },
  'AWS::ElasticLoadBalancingV2::ListenerRule': { topic: 'balancer', ref: 'rule_arn' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { topic: 'balancer', ref: 'load_balancer_arn' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { topic: 'balancer', ref: 'target_group_arn' },
  'AWS::IAM::AccessKey': { topic: 'secrets', ref: 'AccessKeyId', stacked: true },
  'AWS::IAM::InstanceProfile': { topic: 'roles', ref: 'instance_profile_name' },
  'AWS::IAM::Role': { topic: 'roles', ref: 'role_name' },
  'AWS::IAM::User': { topic: 'roles', ref: 'user_name' },
  'AWS::IAM::UserPolicy': { topic: 'roles', ref: 'id' },
  'AWS::Kinesis::Stream': { topic: 'messaging', ref: 'name' },
  'AWS::Logs::LogGroup': { topic: 'services', ref: 'log_group_name' },
  'AWS::OpenSearchService::Domain': { topic: 'data', ref: 'domain_name' },
  'AWS::RDS::DBCluster': { topic: 'data', ref: 'db_cluster_identifier', classic: cluster },
  'AWS::RDS::DBInstance': { topic: 'data', ref: 'db_instance_identifier', classic: database },
  'AWS::RDS::DBSubnetGroup': { topic: 'data', ref: 'db_subnet_group_name' },
  'AWS::Route53::RecordSet': { topic: 'balancer', ref: 'name' },
  'AWS::S3::Bucket': { topic: 'data', ref: 'bucket_name' },
  'AWS::S3::BucketPolicy': { topic: 'data', ref: 'bucket' },
  'AWS::SNS::Topic': { topic: 'messaging', ref: 'topic_arn' },
  'AWS::SQS::Queue': { topic: 'messaging', ref: 'queue_url' },
  'AWS::Scheduler::Schedule': { topic: 'services', ref: 'name' },
  'AWS::SecretsManager::Secret': { topic: 'secrets', ref: 'secret_id' },
  'AWS::ServiceDiscovery::PrivateDnsNamespace': { topic: 'network', ref: '', classic: namespace },
  'AWS::ServiceDiscovery::Service': { topic: 'network', ref: 'service_id' },
};

/** What awscc takes as a text of JSON: whatever is inside is of no type. */
export const encoded: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'PolicyDocument',
  'AccessPolicies',
  'RedrivePolicy',
  'KeySchema',
]);

/** Maps of keys that are a person's, not the provider's. */
export const maps: ReadonlySet<string> = new Set(['Options', 'DriverOpts', 'DockerLabels', 'Labels']);
