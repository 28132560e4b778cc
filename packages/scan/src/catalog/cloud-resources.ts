import type { Property, ResourceType } from '@groundwork/blueprint';

/** A type of resource in a cloud's own template language. */
export interface CloudResource {
  readonly type: ResourceType;
  /** What a plain reference to it gives. */
  readonly reference?: Property;
  /** Attribute (`GetAtt`, `.endpoint`) to what it carries. */
  readonly attributes?: Readonly<Record<string, Property>>;
  /** Property of the declaration that names it, and what that name is. */
  readonly named?: Readonly<Record<string, Property>>;
  /** A property whose text decides the type, where one declaration covers several. */
  readonly by?: { readonly property: string; readonly contains: Readonly<Record<string, ResourceType>> };
  /** Property with the version of the server. */
  readonly version?: string;
  /** Most templates have one for themselves (logs, state): on its own it tells nothing of the services. */
  readonly incidental?: true;
}

const sqlEngines = { postgres: 'postgres', mysql: 'mysql', mariadb: 'mysql', sqlserver: 'mssql' } as const satisfies Record<
  string,
  ResourceType
>;
const address = { Endpoint: 'url', 'Endpoint.Address': 'host', 'Endpoint.Port': 'port' } as const satisfies Record<string, Property>;

/** CloudFormation (also SAM and the `resources` of the Serverless Framework): what `Ref` and `Fn::GetAtt` give is in each type's reference page. */
export const cloudFormation: Readonly<Record<string, CloudResource>> = {
  'AWS::SQS::Queue': { type: 'sqs', reference: 'url', attributes: { QueueUrl: 'url', QueueName: 'queue' }, named: { QueueName: 'queue' } },
  'AWS::SNS::Topic': {
    type: 'sns',
    reference: 'topic',
    attributes: { TopicArn: 'topic', TopicName: 'topic' },
    named: { TopicName: 'topic' },
  },
  'AWS::DynamoDB::Table': { type: 'dynamodb', reference: 'table', named: { TableName: 'table' } },
  'AWS::DynamoDB::GlobalTable': { type: 'dynamodb', reference: 'table', named: { TableName: 'table' } },
  'AWS::Serverless::SimpleTable': { type: 'dynamodb', reference: 'table', named: { TableName: 'table' } },
  'AWS::Kinesis::Stream': { type: 'kinesis', reference: 'stream', named: { Name: 'stream' } },
  'AWS::S3::Bucket': { type: 'object_storage', reference: 'bucket', named: { BucketName: 'bucket' } },
  'AWS::RDS::DBInstance': {
    type: 'postgres',
    attributes: address,
    named: { DBName: 'database', MasterUsername: 'user' },
    by: { property: 'Engine', contains: sqlEngines },
    version: 'EngineVersion',
  },
  'AWS::RDS::DBCluster': {
    type: 'postgres',
    attributes: address,
    named: { DatabaseName: 'database', MasterUsername: 'user' },
    by: { property: 'Engine', contains: sqlEngines },
    version: 'EngineVersion',
  },
  'AWS::ElastiCache::CacheCluster': {
    type: 'redis',
    attributes: { 'RedisEndpoint.Address': 'host', 'RedisEndpoint.Port': 'port' },
    by: { property: 'Engine', contains: { memcached: 'memcached', redis: 'redis', valkey: 'redis' } },
  },
  'AWS::ElastiCache::ReplicationGroup': {
    type: 'redis',
    attributes: { 'PrimaryEndPoint.Address': 'host', 'PrimaryEndPoint.Port': 'port' },
  },
  'AWS::ElastiCache::ServerlessCache': { type: 'redis', attributes: address },
  'AWS::MemoryDB::Cluster': { type: 'redis', attributes: { 'ClusterEndpoint.Address': 'host' } },
  'AWS::DocDB::DBCluster': { type: 'mongodb', attributes: address },
  'AWS::AmazonMQ::Broker': { type: 'rabbitmq', by: { property: 'EngineType', contains: { rabbitmq: 'rabbitmq' } } },
  'AWS::MSK::Cluster': { type: 'kafka' },
  'AWS::MSK::ServerlessCluster': { type: 'kafka' },
  'AWS::OpenSearchService::Domain': { type: 'elasticsearch', attributes: { DomainEndpoint: 'host' } },
  'AWS::Elasticsearch::Domain': { type: 'elasticsearch', attributes: { DomainEndpoint: 'host' } },
};

/** Terraform resource types; attributes as in the providers' registry pages. */
export const terraformResources: Readonly<Record<string, CloudResource>> = {
  aws_sqs_queue: { type: 'sqs', attributes: { url: 'url', id: 'url', name: 'queue' }, named: { name: 'queue' } },
  aws_sns_topic: { type: 'sns', attributes: { arn: 'topic' } },
  aws_dynamodb_table: { type: 'dynamodb', attributes: { name: 'table', id: 'table' }, named: { name: 'table' } },
  aws_kinesis_stream: { type: 'kinesis', attributes: { name: 'stream' }, named: { name: 'stream' } },
  aws_s3_bucket: { type: 'object_storage', attributes: { bucket: 'bucket', id: 'bucket' }, incidental: true },
  aws_db_instance: {
    type: 'postgres',
    attributes: { address: 'host', endpoint: 'host', port: 'port', username: 'user', password: 'password', db_name: 'database' },
    by: { property: 'engine', contains: sqlEngines },
    version: 'engine_version',
  },
  aws_rds_cluster: {
    type: 'postgres',
    attributes: { endpoint: 'host', port: 'port', master_username: 'user', master_password: 'password', database_name: 'database' },
    by: { property: 'engine', contains: sqlEngines },
    version: 'engine_version',
  },
  aws_elasticache_cluster: { type: 'redis', by: { property: 'engine', contains: { memcached: 'memcached', redis: 'redis' } } },
  aws_elasticache_replication_group: { type: 'redis', attributes: { primary_endpoint_address: 'host', port: 'port' } },
  aws_elasticache_serverless_cache: { type: 'redis' },
  aws_docdb_cluster: { type: 'mongodb', attributes: { endpoint: 'host' } },
  aws_mq_broker: { type: 'rabbitmq', by: { property: 'engine_type', contains: { RabbitMQ: 'rabbitmq' } } },
  aws_msk_cluster: { type: 'kafka', attributes: { bootstrap_brokers: 'url' } },
  aws_opensearch_domain: { type: 'elasticsearch', attributes: { endpoint: 'host' } },
  aws_elasticsearch_domain: { type: 'elasticsearch', attributes: { endpoint: 'host' } },
  google_sql_database_instance: {
    type: 'postgres',
    by: { property: 'database_version', contains: { POSTGRES: 'postgres', MYSQL: 'mysql', SQLSERVER: 'mssql' } },
    version: 'database_version',
    attributes: { private_ip_address: 'host', public_ip_address: 'host', ip_address: 'host' },
  },
  google_redis_instance: { type: 'redis', attributes: { host: 'host', port: 'port' }, version: 'redis_version' },
  google_memcache_instance: { type: 'memcached' },
  google_pubsub_topic: { type: 'pubsub', attributes: { name: 'topic', id: 'topic' } },
  google_firestore_database: { type: 'firestore' },
  google_spanner_instance: { type: 'spanner' },
  google_storage_bucket: { type: 'object_storage', attributes: { name: 'bucket' }, incidental: true },
  azurerm_postgresql_flexible_server: {
    type: 'postgres',
    attributes: { fqdn: 'host', administrator_login: 'user', administrator_password: 'password' },
    version: 'version',
  },
  azurerm_postgresql_server: { type: 'postgres', attributes: { fqdn: 'host', administrator_login: 'user' }, version: 'version' },
  azurerm_mysql_flexible_server: { type: 'mysql', attributes: { fqdn: 'host', administrator_login: 'user' }, version: 'version' },
  azurerm_mssql_server: { type: 'mssql', attributes: { fully_qualified_domain_name: 'host', administrator_login: 'user' } },
  azurerm_redis_cache: {
    type: 'redis',
    attributes: { hostname: 'host', ssl_port: 'port', port: 'port', primary_access_key: 'password', primary_connection_string: 'url' },
  },
  azurerm_cosmosdb_mongo_database: { type: 'mongodb' },
  azurerm_servicebus_namespace: { type: 'azure_servicebus', attributes: { default_primary_connection_string: 'url' } },
  azurerm_search_service: { type: 'azure_ai_search', attributes: { primary_key: 'apiKey' } },
  azurerm_storage_account: { type: 'object_storage', attributes: { primary_connection_string: 'url' }, incidental: true },
  digitalocean_database_cluster: {
    type: 'postgres',
    by: {
      property: 'engine',
      contains: {
        pg: 'postgres',
        mysql: 'mysql',
        redis: 'redis',
        valkey: 'redis',
        mongodb: 'mongodb',
        kafka: 'kafka',
        opensearch: 'elasticsearch',
      },
    },
    attributes: {
      host: 'host',
      port: 'port',
      user: 'user',
      password: 'password',
      uri: 'url',
      database: 'database',
      private_host: 'host',
      private_uri: 'url',
    },
    version: 'version',
  },
  digitalocean_spaces_bucket: { type: 'object_storage', attributes: { name: 'bucket' } },
  heroku_addon: {
    type: 'postgres',
    by: {
      property: 'plan',
      contains: {
        postgresql: 'postgres',
        redis: 'redis',
        cloudamqp: 'rabbitmq',
        kafka: 'kafka',
        mongo: 'mongodb',
        jawsdb: 'mysql',
        cleardb: 'mysql',
      },
    },
  },
};

/** Azure resource types, in Bicep and ARM alike, without the API version. Lower case: Azure does not tell case apart. */
export const azureResources: Readonly<Record<string, CloudResource>> = {
  'microsoft.dbforpostgresql/flexibleservers': {
    type: 'postgres',
    attributes: { 'properties.fullyQualifiedDomainName': 'host', 'properties.administratorLogin': 'user' },
    version: 'version',
  },
  'microsoft.dbforpostgresql/servers': {
    type: 'postgres',
    attributes: { 'properties.fullyQualifiedDomainName': 'host' },
    version: 'version',
  },
  'microsoft.dbforpostgresql/servergroupsv2': { type: 'postgres' },
  'microsoft.dbformysql/flexibleservers': {
    type: 'mysql',
    attributes: { 'properties.fullyQualifiedDomainName': 'host' },
    version: 'version',
  },
  'microsoft.dbformysql/servers': { type: 'mysql', version: 'version' },
  'microsoft.sql/servers': { type: 'mssql', attributes: { 'properties.fullyQualifiedDomainName': 'host' } },
  'microsoft.cache/redis': { type: 'redis', attributes: { 'properties.hostName': 'host', 'properties.sslPort': 'port' } },
  'microsoft.cache/redisenterprise': { type: 'redis', attributes: { 'properties.hostName': 'host' } },
  'microsoft.documentdb/mongoclusters': { type: 'mongodb' },
  'microsoft.documentdb/databaseaccounts': { type: 'mongodb', by: { property: 'kind', contains: { MongoDB: 'mongodb' } } },
  'microsoft.servicebus/namespaces': { type: 'azure_servicebus' },
  'microsoft.search/searchservices': { type: 'azure_ai_search' },
  'microsoft.cognitiveservices/accounts': {
    type: 'llm_api',
    by: { property: 'kind', contains: { OpenAI: 'llm_api', AIServices: 'llm_api' } },
    attributes: { 'properties.endpoint': 'url' },
  },
  'microsoft.storage/storageaccounts': { type: 'object_storage', incidental: true },
};
