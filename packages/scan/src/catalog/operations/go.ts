import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, dynamodb, kinesis, named, s3, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

const sdks = ['github.com/aws/aws-sdk-go-v2', 'github.com/aws/aws-sdk-go'];

/** One service of both of Amazon's SDKs: every call takes an input that is named after the action. */
function aws<const Type extends PermittedType>(
  name: string,
  service: AwsService<Type>,
  more: { readonly calls?: Readonly<Record<string, Does<Type>>>; readonly methods?: Readonly<Record<string, Does<Type>>> } = {},
): OperationTable {
  const modules = sdks.map((sdk) => `${sdk}/service/${name}`);
  return operations<Type>({
    language: 'go',
    resource: service.type,
    packages: [...modules, ...sdks.flatMap((sdk) => [`${sdk}/config`, `${sdk}/credentials`, `${sdk}/aws`])],
    clients: modules.flatMap((module) => [
      `${module}.NewFromConfig()`,
      `${module}.New()`,
      `${module}.Client()`,
      `${module}.NewPresignClient()`,
      `${module}.PresignClient()`,
    ]),
    methods: { ...named(service, (action) => action), ...more.methods },
    calls: { ...named(service, ...modules.map((module) => (action: string) => `${module}.${action}Input`)), ...more.calls },
    others: new RegExp(`^(${modules.join('|').replaceAll('/', '\\/').replaceAll('.', '\\.')})\\.\\w+Input$`),
  });
}

const manager = 'github.com/aws/aws-sdk-go/service/s3/s3manager';

export const goOperations: readonly OperationTable[] = [
  aws('s3', s3, {
    // What is signed is named by the input as well.
    methods: {
      PresignGetObject: ['presign-get'],
      PresignHeadObject: ['presign-get'],
      PresignPutObject: ['presign-put'],
      PresignUploadPart: ['presign-put'],
    },
    calls: { [`${manager}.UploadInput`]: ['put'], [`${manager}.NewBatchDelete`]: ['delete', 'list'] },
  }),
  aws('sqs', sqs),
  aws('sns', sns),
  aws('dynamodb', dynamodb),
  aws('kinesis', kinesis),
  aws('bedrockruntime', bedrock),
  operations({
    language: 'go',
    resource: 'object_storage',
    packages: ['github.com/minio/minio-go'],
    clients: [
      'github.com/minio/minio-go.New()',
      'github.com/minio/minio-go.Client()',
      'github.com/minio/minio-go.NewCore()',
      'github.com/minio/minio-go.Core()',
    ],
    telling: [
      'FPutObject',
      'FGetObject',
      'StatObject',
      'PresignedGetObject',
      'PresignedPutObject',
      'BucketExists',
      'MakeBucket',
      'RemoveObject',
      'ListObjects',
    ],
    quiet: ['SetAppInfo', 'TraceOn', 'TraceOff', 'EndpointURL', 'IsOnline', 'HealthCheck'],
    // https://pkg.go.dev/github.com/minio/minio-go/v7
    methods: {
      PutObject: ['put'],
      FPutObject: ['put'],
      PutObjectPart: ['put'],
      NewMultipartUpload: ['put'],
      CompleteMultipartUpload: ['put'],
      AbortMultipartUpload: ['put'],
      GetObject: ['get', 'head'],
      FGetObject: ['get', 'head'],
      StatObject: ['head'],
      RemoveObject: ['delete'],
      RemoveObjects: ['delete'],
      RemoveObjectsWithResult: ['delete'],
      CopyObject: ['copy'],
      ComposeObject: ['copy'],
      ListObjects: ['list'],
      ListObjectsV2: ['list'],
      BucketExists: ['list'],
      MakeBucket: ['create-bucket'],
      PresignedGetObject: ['presign-get'],
      PresignedHeadObject: ['presign-get'],
      PresignedPutObject: ['presign-put'],
      PresignedPostPolicy: ['presign-put'],
      Presign: { told: [1], texts: { GET: ['presign-get'], HEAD: ['presign-get'], PUT: ['presign-put'] } },
    },
  }),
  operations({
    language: 'go',
    resource: 'object_storage',
    packages: ['github.com/rhnvrm/simples3'],
    clients: ['github.com/rhnvrm/simples3.New()', 'github.com/rhnvrm/simples3.NewUsingIAM()', 'github.com/rhnvrm/simples3.S3()'],
    telling: ['FilePut', 'FileDownload', 'FileDelete', 'GeneratePresignedURL'],
    quiet: ['SetEndpoint', 'SetToken', 'SetClient'],
    // https://pkg.go.dev/github.com/rhnvrm/simples3
    methods: {
      FilePut: ['put'],
      FileUpload: ['put'],
      FileDownload: ['get'],
      FileDetails: ['head'],
      FileDelete: ['delete'],
      GeneratePresignedURL: ['presign-get'],
    },
  }),
  operations({
    language: 'go',
    resource: 'object_storage',
    packages: ['cloud.google.com/go/storage'],
    clients: ['NewClient', 'NewGRPCClient', 'Client', 'BucketHandle', 'ObjectHandle'].map(
      (name) => `cloud.google.com/go/storage.${name}()`,
    ),
    quiet: ['Bucket', 'Object', 'Close', 'If', 'Generation', 'UserProject', 'Retryer'],
    // https://pkg.go.dev/cloud.google.com/go/storage
    methods: {
      NewWriter: ['put'],
      NewReader: ['get'],
      NewRangeReader: ['get'],
      Attrs: ['head'],
      Update: ['put'],
      Delete: ['delete'],
      CopierFrom: ['copy'],
      ComposerFrom: ['copy'],
      Objects: ['list'],
      Create: ['create-bucket'],
    },
  }),
  operations({
    language: 'go',
    resource: 'firestore',
    packages: ['cloud.google.com/go/firestore', 'firebase.google.com/go'],
    clients: [
      ...['NewClient', 'NewClientWithDatabase', 'Client', 'CollectionRef', 'DocumentRef', 'Query', 'Transaction'].map(
        (name) => `cloud.google.com/go/firestore.${name}()`,
      ),
      'firebase.google.com/go.NewApp().Firestore()',
      'firebase.google.com/go.App().Firestore()',
    ],
    quiet: [
      'Collection',
      'Doc',
      'NewDoc',
      'CollectionGroup',
      'Where',
      'OrderBy',
      'Limit',
      'StartAfter',
      'Close',
      'Next',
      'Stop',
      'Snapshots',
      'Batch',
      'BulkWriter',
      'Select',
      'Path',
    ],
    // https://pkg.go.dev/cloud.google.com/go/firestore
    methods: {
      Get: ['get'],
      GetAll: ['batch-get', 'query'],
      Documents: ['query'],
      DocumentRefs: ['scan'],
      Collections: ['scan'],
      Set: ['put'],
      Create: ['put'],
      Add: ['put'],
      Update: ['update'],
      Delete: ['delete'],
      Commit: ['batch-write'],
      RunTransaction: ['transact'],
    },
  }),
  operations({
    language: 'go',
    resource: 'pubsub',
    packages: ['cloud.google.com/go/pubsub'],
    clients: ['NewClient', 'Client', 'Topic', 'Subscription', 'Publisher', 'Subscriber'].map(
      (name) => `cloud.google.com/go/pubsub.${name}()`,
    ),
    quiet: [
      'Topic',
      'Subscription',
      'Publisher',
      'Subscriber',
      'Close',
      'Stop',
      'ID',
      'String',
      'Flush',
      'TopicInProject',
      'EnableMessageOrdering',
    ],
    // https://pkg.go.dev/cloud.google.com/go/pubsub
    methods: {
      Publish: ['publish'],
      Receive: ['subscribe'],
      Exists: ['attributes'],
      Config: ['attributes'],
      CreateTopic: ['create'],
      CreateSubscription: ['create'],
    },
  }),
  operations({
    language: 'go',
    resource: 'object_storage',
    packages: ['github.com/Azure/azure-sdk-for-go/sdk/storage/azblob'],
    clients: ['NewClientFromConnectionString', 'NewClient', 'NewClientWithSharedKeyCredential', 'NewClientWithNoCredential', 'Client'].map(
      (name) => `github.com/Azure/azure-sdk-for-go/sdk/storage/azblob.${name}()`,
    ),
    telling: ['UploadStream', 'UploadBuffer', 'DownloadStream', 'DownloadBuffer', 'NewListBlobsFlatPager', 'DeleteBlob'],
    quiet: ['URL', 'ServiceClient', 'NewContainerClient', 'NewBlobClient', 'NewBlockBlobClient'],
    // https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/storage/azblob
    methods: {
      UploadBuffer: ['put'],
      UploadFile: ['put'],
      UploadStream: ['put'],
      DownloadBuffer: ['get'],
      DownloadFile: ['get'],
      DownloadStream: ['get'],
      GetProperties: ['head'],
      DeleteBlob: ['delete'],
      NewListBlobsFlatPager: ['list'],
      NewListBlobsHierarchyPager: ['list'],
      CreateContainer: ['create-bucket'],
    },
  }),
  operations({
    language: 'go',
    resource: 'azure_servicebus',
    packages: ['github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus'],
    clients: ['NewClientFromConnectionString', 'NewClient', 'Client', 'Sender', 'Receiver'].map(
      (name) => `github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.${name}()`,
    ),
    telling: ['SendMessageBatch', 'CompleteMessage', 'AbandonMessage', 'DeadLetterMessage'],
    quiet: ['NewSender', 'NewReceiverForQueue', 'NewReceiverForSubscription', 'Close', 'NewMessageBatch'],
    // https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus
    methods: {
      SendMessage: ['send'],
      SendMessageBatch: ['send'],
      ScheduleMessages: ['send'],
      ReceiveMessages: ['receive'],
      PeekMessages: ['receive'],
      CompleteMessage: ['delete'],
      AbandonMessage: ['receive'],
      DeadLetterMessage: ['receive'],
      RenewMessageLock: ['receive'],
    },
  }),
];
