import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const awsEnvironment: Readonly<Record<string, Carries>> = {
  AWS_REGION: 'region',
  AWS_ACCESS_KEY_ID: 'accessKey',
  AWS_SECRET_ACCESS_KEY: 'secretKey',
};

const v2 = 'github.com/aws/aws-sdk-go-v2';
const v1 = 'github.com/aws/aws-sdk-go';

interface AwsService {
  readonly name: string;
  readonly type: ResourceType;
  /** Inputs that name what is used: `s3.PutObjectInput{Bucket: …}`. */
  readonly inputs: readonly string[];
  readonly told: Readonly<Record<string, Carries>>;
}

const awsServices: readonly AwsService[] = [
  {
    name: 's3',
    type: 'object_storage',
    inputs: [
      'PutObjectInput',
      'GetObjectInput',
      'DeleteObjectInput',
      'ListObjectsV2Input',
      'HeadBucketInput',
      'HeadObjectInput',
      'CreateBucketInput',
      'CreateMultipartUploadInput',
    ],
    told: { Bucket: 'bucket' },
  },
  { name: 'sqs', type: 'sqs', inputs: ['SendMessageInput', 'ReceiveMessageInput', 'DeleteMessageInput'], told: { QueueUrl: 'url' } },
  { name: 'sqs', type: 'sqs', inputs: ['GetQueueUrlInput'], told: { QueueName: 'queue' } },
  { name: 'sns', type: 'sns', inputs: ['PublishInput', 'SubscribeInput'], told: { TopicArn: 'topic' } },
  {
    name: 'dynamodb',
    type: 'dynamodb',
    inputs: [
      'PutItemInput',
      'GetItemInput',
      'QueryInput',
      'ScanInput',
      'UpdateItemInput',
      'DeleteItemInput',
      'CreateTableInput',
      'DescribeTableInput',
    ],
    told: { TableName: 'table' },
  },
  {
    name: 'kinesis',
    type: 'kinesis',
    inputs: ['PutRecordInput', 'PutRecordsInput', 'GetShardIteratorInput'],
    told: { StreamName: 'stream' },
  },
];

/** One AWS service in both SDKs. */
function aws({ name, type, inputs, told }: AwsService): Library {
  const modules = [`${v2}/service/${name}`, `${v1}/service/${name}`];
  const constructed: ClientRule = {
    calls: [`${v2}/service/${name}.NewFromConfig`, `${v2}/service/${name}.New`, `${v1}/service/${name}.New`],
    resource: type,
    arguments: { Region: 'region', Endpoint: 'url', BaseEndpoint: 'url' },
    environment: awsEnvironment,
    silent: 'amazonaws.com',
  };
  return {
    language: 'go',
    packages: modules,
    modules: [...modules, `${v1}/service/${name}/s3manager`].filter((each) => name === 's3' || !each.endsWith('s3manager')),
    drives: type,
    clients: [
      constructed,
      {
        calls: modules.flatMap((module) => inputs.map((input) => `${module}.${input}`)),
        resource: type,
        arguments: told,
        silent: 'amazonaws.com',
      },
    ],
    settings: [
      { path: `${v2}/service/${name}.Options().BaseEndpoint`, resource: type, carries: 'url' },
      { path: `${v2}/service/${name}.Options().Region`, resource: type, carries: 'region' },
    ],
  };
}

const awsTypes: readonly ResourceType[] = ['object_storage', 'sqs', 'sns', 'dynamodb', 'kinesis'];

const gcp = (module: string, type: ResourceType, calls: readonly string[], project: string, emulator: string | null): Library => ({
  language: 'go',
  packages: [module],
  drives: type,
  clients: [
    {
      calls: calls.map((call) => `${module}.${call}`),
      resource: type,
      arguments: { [project]: 'project' },
      ...(emulator ? { environment: { [emulator]: { property: 'host' as const, form: 'host:port' } } } : {}),
      silent: 'googleapis.com',
    },
  ],
});

/** Storage, queues and databases that clouds offer. */
export const cloudLibraries: readonly Library[] = [
  ...awsServices.map(aws),
  {
    language: 'go',
    packages: [`${v2}/config`, `${v2}/credentials`, `${v1}/aws`],
    modules: [`${v2}/config`, `${v2}/credentials`, `${v1}/aws`],
    clients: [
      { calls: [`${v2}/config.WithRegion`], resource: 'by-url', arguments: { '0': 'region' }, among: awsTypes },
      { calls: [`${v2}/config.WithBaseEndpoint`], resource: 'by-url', arguments: { '0': 'url' }, among: awsTypes },
      {
        calls: [`${v2}/credentials.NewStaticCredentialsProvider`, `${v1}/aws/credentials.NewStaticCredentials`],
        resource: 'by-url',
        arguments: { '0': 'accessKey', '1': 'secretKey' },
        among: awsTypes,
      },
      { calls: [`${v1}/aws.Config`], resource: 'by-url', arguments: { Region: 'region', Endpoint: 'url' }, among: awsTypes },
      { calls: [`${v2}/aws.Endpoint`], resource: 'by-url', arguments: { URL: 'url' }, among: awsTypes },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/minio/minio-go'],
    modules: ['github.com/minio/minio-go'],
    drives: 'object_storage',
    clients: [
      {
        calls: ['github.com/minio/minio-go.New', 'github.com/minio/minio-go.NewCore'],
        resource: 'object_storage',
        arguments: { '0': { property: 'url', form: 'host:port' }, Region: 'region' },
      },
      {
        calls: ['github.com/minio/minio-go/pkg/credentials.NewStaticV4', 'github.com/minio/minio-go/pkg/credentials.NewStaticV2'],
        resource: 'object_storage',
        arguments: { '0': 'accessKey', '1': 'secretKey' },
      },
      {
        calls: [
          'MakeBucket',
          'BucketExists',
          'PutObject',
          'GetObject',
          'FPutObject',
          'PresignedGetObject',
          'PresignedPutObject',
          'RemoveObject',
          'StatObject',
        ].map((name) => `github.com/minio/minio-go.New().${name}`),
        resource: 'object_storage',
        arguments: { '1': 'bucket' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/rhnvrm/simples3'],
    drives: 'object_storage',
    clients: [
      {
        calls: ['github.com/rhnvrm/simples3.New'],
        resource: 'object_storage',
        arguments: { '0': 'region', '1': 'accessKey', '2': 'secretKey' },
        need: 'optional',
      },
    ],
  },
  gcp('cloud.google.com/go/storage', 'object_storage', ['NewClient', 'NewGRPCClient'], '9', 'STORAGE_EMULATOR_HOST'),
  {
    language: 'go',
    packages: ['cloud.google.com/go/storage'],
    clients: [
      {
        calls: ['cloud.google.com/go/storage.NewClient().Bucket', 'cloud.google.com/go/storage.Client().Bucket'],
        resource: 'object_storage',
        arguments: { '0': 'bucket' },
        silent: 'googleapis.com',
      },
    ],
  },
  gcp('cloud.google.com/go/firestore', 'firestore', ['NewClient', 'NewClientWithDatabase'], '1', 'FIRESTORE_EMULATOR_HOST'),
  {
    language: 'go',
    packages: ['firebase.google.com/go'],
    clients: [
      {
        calls: ['firebase.google.com/go.NewApp().Firestore', 'firebase.google.com/go.App().Firestore'],
        resource: 'firestore',
        arguments: {},
        silent: 'googleapis.com',
      },
    ],
  },
  gcp('cloud.google.com/go/pubsub', 'pubsub', ['NewClient'], '1', 'PUBSUB_EMULATOR_HOST'),
  {
    language: 'go',
    packages: ['cloud.google.com/go/pubsub'],
    clients: [
      {
        calls: ['NewClient()', 'Client()'].flatMap((made) =>
          ['Topic', 'Publisher'].map((name) => `cloud.google.com/go/pubsub.${made}.${name}`),
        ),
        resource: 'pubsub',
        arguments: { '0': 'topic' },
        silent: 'googleapis.com',
      },
    ],
  },
  gcp('cloud.google.com/go/spanner', 'spanner', ['NewClient'], '9', 'SPANNER_EMULATOR_HOST'),
  {
    language: 'go',
    packages: ['cloud.google.com/go/spanner'],
    clients: [
      { calls: ['cloud.google.com/go/spanner.NewClient'], resource: 'spanner', arguments: { '1': 'database' }, silent: 'googleapis.com' },
    ],
  },
  {
    language: 'go',
    packages: ['gocloud.dev'],
    clients: [{ calls: ['gocloud.dev/blob.OpenBucket'], resource: 'object_storage', arguments: { '1': 'url' }, localWhen: /^(file|mem):/ }],
  },
  {
    language: 'go',
    packages: ['github.com/Azure/azure-sdk-for-go/sdk/storage/azblob'],
    drives: 'object_storage',
    clients: [
      {
        calls: ['NewClientFromConnectionString', 'NewClient', 'NewClientWithSharedKeyCredential', 'NewClientWithNoCredential'].map(
          (name) => `github.com/Azure/azure-sdk-for-go/sdk/storage/azblob.${name}`,
        ),
        resource: 'object_storage',
        arguments: { '0': 'url' },
      },
      {
        calls: ['github.com/Azure/azure-sdk-for-go/sdk/storage/azblob.NewSharedKeyCredential'],
        resource: 'object_storage',
        arguments: { '0': 'accessKey', '1': 'secretKey' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus'],
    drives: 'azure_servicebus',
    clients: [
      {
        calls: [
          'github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.NewClientFromConnectionString',
          'github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.NewClient',
        ],
        resource: 'azure_servicebus',
        arguments: { '0': 'url' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/aliyun/aliyun-oss-go-sdk', 'github.com/tencentyun/cos-go-sdk-v5', 'github.com/qiniu/go-sdk'],
    modules: ['github.com/aliyun/aliyun-oss-go-sdk/oss'],
    clients: [
      {
        calls: ['github.com/aliyun/aliyun-oss-go-sdk/oss.New'],
        resource: 'object_storage',
        arguments: { '0': 'url', '1': 'accessKey', '2': 'secretKey' },
      },
    ],
  },
];
