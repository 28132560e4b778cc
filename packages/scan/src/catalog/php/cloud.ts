import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const awsArguments: Readonly<Record<string, Carries>> = {
  endpoint: 'url',
  region: 'region',
  'credentials.key': 'accessKey',
  'credentials.secret': 'secretKey',
  accessKeyId: 'accessKey',
  accessKeySecret: 'secretKey',
};

/** A client of the AWS SDK, made directly or by `Aws\Sdk`, and the methods that name what it works on. */
function aws(resource: ResourceType, service: string, told: Readonly<Record<string, Carries>>, methods: readonly string[]): ClientRule[] {
  const makers = [
    `Aws.${service}.${service}Client`,
    `Aws.${service}.${service}Client.factory`,
    `Aws.Sdk().create${service}`,
    `AsyncAws.${service}.${service}Client`,
    ...(service === 'S3' ? ['Aws.S3.S3MultiRegionClient', 'AsyncAws.SimpleS3.SimpleS3Client'] : []),
  ];
  const environment = {
    AWS_ACCESS_KEY_ID: 'accessKey',
    AWS_SECRET_ACCESS_KEY: 'secretKey',
  } as const;
  return [
    { calls: makers, resource, arguments: awsArguments, environment },
    { calls: makers.flatMap((maker) => methods.map((method) => `${maker}().${method}`)), resource, arguments: told },
  ];
}

const client = (
  resource: ResourceType,
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  args: Readonly<Record<string, Carries>>,
): Library => ({ language: 'php', packages, modules, drives: resource, clients: [{ calls, resource, arguments: args }] });

/** Services of the large clouds. */
export const cloudLibraries: readonly Library[] = [
  {
    language: 'php',
    packages: ['aws/aws-sdk-php', 'aws/aws-sdk-php-laravel', 'async-aws/s3', 'async-aws/sqs', 'async-aws/dynamo-db', 'async-aws/simple-s3'],
    modules: ['Aws', 'AsyncAws'],
    clients: [
      ...aws('object_storage', 'S3', { Bucket: 'bucket' }, [
        'putObject',
        'getObject',
        'deleteObject',
        'headObject',
        'listObjects',
        'listObjectsV2',
        'createBucket',
        'getCommand',
        'createMultipartUpload',
      ]),
      {
        calls: ['Aws.S3.S3Client().upload', 'Aws.S3.S3Client().getObjectUrl', 'Aws.S3.S3Client().doesObjectExist'],
        resource: 'object_storage',
        arguments: { '0': 'bucket' },
      },
      ...aws('sqs', 'Sqs', { QueueUrl: 'url', QueueName: 'queue' }, [
        'sendMessage',
        'sendMessageBatch',
        'receiveMessage',
        'deleteMessage',
        'getQueueAttributes',
        'getQueueUrl',
      ]),
      ...aws('sns', 'Sns', { TopicArn: 'topic' }, ['publish', 'subscribe', 'publishBatch']),
      ...aws('kinesis', 'Kinesis', { StreamName: 'stream' }, ['putRecord', 'putRecords', 'getShardIterator', 'describeStream']),
      ...aws('dynamodb', 'DynamoDb', { TableName: 'table' }, [
        'putItem',
        'getItem',
        'query',
        'scan',
        'updateItem',
        'deleteItem',
        'createTable',
      ]),
      ...aws('llm_api', 'BedrockRuntime', { modelId: 'model' }, ['invokeModel', 'converse']),
    ],
  },
  {
    language: 'php',
    packages: ['league/flysystem-aws-s3-v3', 'league/flysystem-async-aws-s3'],
    modules: ['League\\Flysystem\\AwsS3V3', 'League\\Flysystem\\AwsS3v3'],
    clients: [
      {
        calls: [
          'League.Flysystem.AwsS3V3.AwsS3V3Adapter',
          'League.Flysystem.AwsS3v3.AwsS3Adapter',
          'League.Flysystem.AsyncAwsS3.AsyncAwsS3Adapter',
        ],
        resource: 'object_storage',
        arguments: { '1': 'bucket', bucket: 'bucket' },
      },
    ],
  },
  client(
    'object_storage',
    ['google/cloud-storage', 'google/cloud'],
    ['Google\\Cloud\\Storage'],
    ['Google.Cloud.Storage.StorageClient().bucket'],
    {
      '0': 'bucket',
    },
  ),
  client('pubsub', ['google/cloud-pubsub'], ['Google\\Cloud\\PubSub'], ['Google.Cloud.PubSub.PubSubClient'], {}),
  client('firestore', ['google/cloud-firestore'], ['Google\\Cloud\\Firestore'], ['Google.Cloud.Firestore.FirestoreClient'], {}),
  client('spanner', ['google/cloud-spanner'], ['Google\\Cloud\\Spanner'], ['Google.Cloud.Spanner.SpannerClient'], {}),
  client(
    'object_storage',
    ['microsoft/azure-storage-blob'],
    ['MicrosoftAzure\\Storage\\Blob'],
    ['MicrosoftAzure.Storage.Blob.BlobRestProxy.createBlobService'],
    { '0': 'url' },
  ),
];
