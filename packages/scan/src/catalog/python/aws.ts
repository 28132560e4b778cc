import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const awsArguments: Readonly<Record<string, Carries>> = {
  endpoint_url: 'url',
  region_name: 'region',
  aws_access_key_id: 'accessKey',
  aws_secret_access_key: 'secretKey',
};

const sessions = [
  'boto3',
  'boto3.Session()',
  'boto3.session.Session()',
  'aioboto3',
  'aioboto3.Session()',
  'aioboto3.session.Session()',
  'aiobotocore.session.get_session()',
  'aiobotocore.get_session()',
  'botocore.session.get_session()',
];

const clientCalls = sessions.flatMap((session) => [`${session}.client`, `${session}.resource`, `${session}.create_client`]);

/** A call of a method on a client or resource of any session: the method's name tells the service. */
const methods = (...names: readonly string[]): string[] => clientCalls.flatMap((client) => names.map((name) => `${client}().${name}`));

const aws = (type: ResourceType, service: string, variable: string): ClientRule[] =>
  ['0', 'service_name'].map((argument) => ({
    calls: clientCalls,
    resource: type,
    when: { argument, oneOf: [service] },
    arguments: awsArguments,
    environment: {
      AWS_ACCESS_KEY_ID: 'accessKey',
      AWS_SECRET_ACCESS_KEY: 'secretKey',
      AWS_DEFAULT_REGION: 'region',
      [`AWS_ENDPOINT_URL_${variable}`]: 'url',
    },
  }));

const bucketMethods = [
  'put_object',
  'get_object',
  'delete_object',
  'delete_objects',
  'head_object',
  'head_bucket',
  'list_objects',
  'list_objects_v2',
  'create_bucket',
  'create_multipart_upload',
  'copy_object',
  'upload_part',
  'put_bucket_cors',
];

/** Services of Amazon's cloud, and file systems over its buckets. */
export const awsLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['boto3', 'aioboto3', 'aiobotocore', 'botocore'],
    clients: [
      ...aws('object_storage', 's3', 'S3'),
      ...aws('sqs', 'sqs', 'SQS'),
      ...aws('sns', 'sns', 'SNS'),
      ...aws('kinesis', 'kinesis', 'KINESIS'),
      ...aws('dynamodb', 'dynamodb', 'DYNAMODB'),
      ...aws('llm_api', 'bedrock-runtime', 'BEDROCK_RUNTIME'),
      { calls: methods(...bucketMethods), resource: 'object_storage', arguments: { Bucket: 'bucket' } },
      { calls: methods('generate_presigned_url'), resource: 'object_storage', arguments: { 'Params.Bucket': 'bucket' } },
      { calls: methods('generate_presigned_post'), resource: 'object_storage', arguments: { '0': 'bucket', Bucket: 'bucket' } },
      {
        calls: methods('upload_file', 'download_file', 'upload_fileobj', 'download_fileobj'),
        resource: 'object_storage',
        arguments: { '1': 'bucket', Bucket: 'bucket' },
      },
      { calls: methods('Bucket', 'Object'), resource: 'object_storage', arguments: { '0': 'bucket', bucket_name: 'bucket' } },
      { calls: methods('Table'), resource: 'dynamodb', arguments: { '0': 'table', name: 'table' } },
      {
        calls: methods('put_item', 'get_item', 'query', 'scan', 'update_item', 'delete_item', 'describe_table', 'create_table'),
        resource: 'dynamodb',
        arguments: { TableName: 'table' },
      },
      {
        calls: methods(
          'send_message',
          'send_message_batch',
          'receive_message',
          'delete_message',
          'get_queue_attributes',
          'change_message_visibility',
          'purge_queue',
        ),
        resource: 'sqs',
        arguments: { QueueUrl: 'url' },
      },
      { calls: methods('Queue'), resource: 'sqs', arguments: { '0': 'url', url: 'url' } },
      { calls: methods('get_queue_url', 'get_queue_by_name', 'create_queue'), resource: 'sqs', arguments: { QueueName: 'queue' } },
      { calls: methods('publish', 'publish_batch', 'subscribe'), resource: 'sns', arguments: { TopicArn: 'topic' } },
      { calls: methods('Topic'), resource: 'sns', arguments: { '0': 'topic' } },
      {
        calls: methods('put_record', 'put_records', 'get_shard_iterator', 'describe_stream'),
        resource: 'kinesis',
        arguments: { StreamName: 'stream' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['pynamodb'],
    clients: [{ calls: ['pynamodb.connection.Connection'], resource: 'dynamodb', arguments: { host: 'url', region: 'region' } }],
    settings: [
      { path: 'Meta.table_name', resource: 'dynamodb', carries: 'table' },
      { path: 'Meta.host', resource: 'dynamodb', carries: 'url' },
      { path: 'Meta.region', resource: 'dynamodb', carries: 'region' },
    ],
  },
  {
    language: 'python',
    packages: ['s3fs', 'fsspec'],
    modules: ['s3fs'],
    clients: [
      {
        calls: ['s3fs.S3FileSystem', 's3fs.core.S3FileSystem'],
        resource: 'object_storage',
        arguments: {
          key: 'accessKey',
          secret: 'secretKey',
          endpoint_url: 'url',
          'client_kwargs.endpoint_url': 'url',
          'client_kwargs.region_name': 'region',
        },
        environment: { AWS_ACCESS_KEY_ID: 'accessKey', AWS_SECRET_ACCESS_KEY: 'secretKey', AWS_ENDPOINT_URL_S3: 'url' },
      },
    ],
  },
];
