import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const awsArguments: Readonly<Record<string, Carries>> = {
  endpoint: 'url',
  region: 'region',
  access_key_id: 'accessKey',
  secret_access_key: 'secretKey',
  'credentials.0': 'accessKey',
};

const environment = { AWS_ACCESS_KEY_ID: 'accessKey', AWS_SECRET_ACCESS_KEY: 'secretKey', AWS_REGION: 'region' } as const;

/** The client and resource of one AWS service, and the methods that name what it works on. */
function aws(resource: ResourceType, service: string, told: Readonly<Record<string, Carries>>, methods: readonly string[]): ClientRule[] {
  const makers = [`Aws.${service}.Client`, `Aws.${service}.Resource`];
  return [
    { calls: makers, resource, arguments: awsArguments, environment },
    { calls: makers.flatMap((maker) => methods.map((method) => `${maker}().${method}`)), resource, arguments: told },
  ];
}

const awsLibrary = (packages: readonly string[], clients: readonly ClientRule[]): Library => ({
  language: 'ruby',
  packages: [...packages, 'aws-sdk'],
  modules: ['Aws'],
  clients,
});

const google = (resource: ResourceType, gem: string, service: string, settings: readonly string[] = ['']): Library => ({
  language: 'ruby',
  packages: [gem],
  modules: ['Google::Cloud'],
  drives: resource,
  clients: [{ calls: settings.map((each) => `Google.Cloud.${service}${each}`), resource, arguments: {} }],
});

const storageKeys = {
  bucket: 'bucket',
  region: 'region',
  endpoint: 'url',
  access_key_id: 'accessKey',
  secret_access_key: 'secretKey',
  container: 'bucket',
  storage_access_key: 'secretKey',
} as const;

/** Services of the large clouds. */
export const cloudLibraries: readonly Library[] = [
  awsLibrary(
    ['aws-sdk-s3'],
    [
      ...aws('object_storage', 'S3', { bucket: 'bucket' }, [
        'put_object',
        'get_object',
        'delete_object',
        'head_object',
        'list_objects',
        'list_objects_v2',
        'copy_object',
        'create_multipart_upload',
      ]),
      { calls: ['Aws.S3.Resource().bucket'], resource: 'object_storage', arguments: { '0': 'bucket' } },
      {
        calls: ['Aws.S3.Bucket', 'Aws.S3.Object'],
        resource: 'object_storage',
        arguments: { '0': 'bucket', bucket_name: 'bucket', ...awsArguments },
      },
      { calls: ['Aws.S3.Presigner().presigned_url'], resource: 'object_storage', arguments: { bucket: 'bucket' } },
    ],
  ),
  awsLibrary(
    ['aws-sdk-sqs', 'shoryuken'],
    [
      ...aws('sqs', 'SQS', { queue_url: 'url', queue_name: 'queue' }, [
        'send_message',
        'send_message_batch',
        'receive_message',
        'delete_message',
        'get_queue_url',
        'get_queue_attributes',
        'purge_queue',
      ]),
      { calls: ['Aws.SQS.Queue', 'Aws.SQS.QueuePoller'], resource: 'sqs', arguments: { '0': 'url', url: 'url' } },
    ],
  ),
  awsLibrary(['aws-sdk-sns'], aws('sns', 'SNS', { topic_arn: 'topic' }, ['publish', 'subscribe', 'publish_batch'])),
  awsLibrary(['aws-sdk-sns'], [{ calls: ['Aws.SNS.Topic', 'Aws.SNS.Resource().topic'], resource: 'sns', arguments: { '0': 'topic' } }]),
  awsLibrary(
    ['aws-sdk-kinesis'],
    aws('kinesis', 'Kinesis', { stream_name: 'stream' }, ['put_record', 'put_records', 'get_shard_iterator', 'describe_stream']),
  ),
  awsLibrary(
    ['aws-sdk-dynamodb', 'dynamoid', 'aws-record'],
    [
      ...aws('dynamodb', 'DynamoDB', { table_name: 'table' }, [
        'put_item',
        'get_item',
        'query',
        'scan',
        'update_item',
        'delete_item',
        'batch_write_item',
        'describe_table',
        'create_table',
      ]),
      { calls: ['Aws.DynamoDB.Table', 'Aws.DynamoDB.Resource().table'], resource: 'dynamodb', arguments: { '0': 'table' } },
    ],
  ),
  awsLibrary(['aws-sdk-bedrockruntime'], aws('llm_api', 'BedrockRuntime', { model_id: 'model' }, ['invoke_model', 'converse'])),
  {
    language: 'ruby',
    packages: ['rails', 'activestorage'],
    modules: ['ActiveStorage'],
    // https://guides.rubyonrails.org/active_storage_overview.html: config/storage.yml.
    settings: Object.entries(storageKeys).map(([key, carries]) => ({
      path: `yaml.storage.*.${key}`,
      resource: { told: 'service', contains: { s3: 'object_storage', gcs: 'object_storage', azure: 'object_storage' } },
      carries,
      among: ['object_storage'],
    })),
  },
  {
    language: 'ruby',
    packages: ['carrierwave', 'fog-aws', 'carrierwave-aws', 'shrine', 'kt-paperclip', 'paperclip', 'asset_sync'],
    modules: ['CarrierWave', 'Fog', 'Shrine', 'Paperclip'],
    clients: [
      {
        calls: ['Shrine.Storage.S3', 'Fog.Storage'],
        resource: 'object_storage',
        arguments: { ...awsArguments, bucket: 'bucket', aws_access_key_id: 'accessKey', aws_secret_access_key: 'secretKey' },
      },
    ],
    settings: (
      [
        ['fog_directory', 'bucket'],
        ['fog_credentials.aws_access_key_id', 'accessKey'],
        ['fog_credentials.aws_secret_access_key', 'secretKey'],
        ['fog_credentials.region', 'region'],
        ['fog_credentials.endpoint', 'url'],
        ['aws_bucket', 'bucket'],
        ['aws_credentials.access_key_id', 'accessKey'],
        ['aws_credentials.secret_access_key', 'secretKey'],
        ['aws_credentials.region', 'region'],
      ] as const
    ).map(([key, carries]) => ({
      path: `CarrierWave.configure().${key}`,
      resource: 'object_storage' as const,
      carries,
      need: 'optional' as const,
    })),
  },
  google('object_storage', 'google-cloud-storage', 'Storage', ['.new', '']),
  google('pubsub', 'google-cloud-pubsub', 'PubSub', ['.new', '']),
  google('firestore', 'google-cloud-firestore', 'Firestore', ['.new', '']),
  google('spanner', 'google-cloud-spanner', 'Spanner', ['.new', '']),
  {
    language: 'ruby',
    packages: ['azure-storage-blob'],
    modules: ['Azure'],
    drives: 'object_storage',
    clients: [
      { calls: ['Azure.Storage.Blob.BlobService.create'], resource: 'object_storage', arguments: { storage_access_key: 'secretKey' } },
    ],
  },
];
