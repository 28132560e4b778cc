import type { PermittedType } from '@groundwork/blueprint';
import { camel, dynamodb, kinesis, named, s3, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

type Methods<Type extends PermittedType> = Readonly<Record<string, Does<Type>>>;

/** One service of both of Amazon's SDKs: methods of its client, and the requests that are named after the action. */
function aws<const Type extends PermittedType>(
  name: string,
  clients: readonly string[],
  first: string,
  firstClient: string,
  service: AwsService<Type>,
  more: { readonly methods?: Methods<Type>; readonly calls?: Methods<Type>; readonly quiet?: readonly string[] } = {},
): OperationTable {
  const second = `software.amazon.awssdk.services.${name}`;
  const made = clients.flatMap((client) => [`${second}.${client}.builder()`, `${second}.${client}.create()`, `${second}.${client}()`]);
  return operations<Type>({
    language: 'java',
    resource: service.type,
    packages: [`software.amazon.awssdk:${name}`, `com.amazonaws:aws-java-sdk-${name}`, `aws.sdk.kotlin:${name}`],
    clients: [
      ...made,
      ...clients.map((client) => `aws.sdk.kotlin.services.${name}.${client}()`),
      `${first}.${firstClient}ClientBuilder.standard()`,
      `${first}.${firstClient}ClientBuilder.defaultClient()`,
      `${first}.${firstClient}Client()`,
      `${first}.${firstClient}()`,
    ],
    telling: Object.keys(named(service, camel)).filter((method) =>
      /^(put|get|head|delete|copy|list)Objects?(V2)?$|^(send|receive|delete)Message|^(put|get|update|delete|batch\w+)Item$|^putRecords?$/.test(
        method,
      ),
    ),
    quiet: [...builder, ...(more.quiet ?? [])],
    methods: { ...named(service, camel), ...more.methods },
    calls: {
      ...named(
        service,
        (action) => `${second}.model.${action}Request.builder`,
        (action) => `${second}.model.${action}Request`,
        (action) => `${first}.model.${action}Request`,
        (action) => `aws.sdk.kotlin.services.${name}.model.${action}Request`,
      ),
      ...more.calls,
    },
    others: new RegExp(`^(${`${second}|${first}`.replaceAll('.', '\\.')})\\.model\\.\\w+Request(\\.builder)?$`),
  });
}

/** How a client is put together, and put away. */
const builder = [
  'build',
  'region',
  'withRegion',
  'credentialsProvider',
  'withCredentials',
  'endpointOverride',
  'withEndpointConfiguration',
  'serviceConfiguration',
  'withPathStyleAccessEnabled',
  'withClientConfiguration',
  'forcePathStyle',
  'httpClient',
  'httpClientBuilder',
  'overrideConfiguration',
  'enablePathStyleAccess',
  'close',
  'shutdown',
  'serviceClientConfiguration',
  'utilities',
  'join',
];

export const javaOperations: readonly OperationTable[] = [
  aws('s3', ['S3Client', 'S3AsyncClient', 'presigner.S3Presigner'], 'com.amazonaws.services.s3', 'AmazonS3', s3, {
    methods: {
      presignGetObject: ['presign-get'],
      presignPutObject: ['presign-put'],
      generatePresignedUrl: ['presign-get', 'presign-put'],
      doesObjectExist: ['head'],
      doesBucketExistV2: ['list'],
      doesBucketExist: ['list'],
      getObjectAsBytes: ['get'],
      getObjectMetadata: ['head'],
      listObjectsV2Paginator: ['list'],
      getUrl: [],
      initiateMultipartUpload: ['put'],
    },
    calls: {
      'software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest.builder': ['presign-get'],
      'software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest.builder': ['presign-put'],
      'software.amazon.awssdk.transfer.s3.model.UploadFileRequest.builder': ['put'],
      'software.amazon.awssdk.transfer.s3.model.DownloadFileRequest.builder': ['get', 'head'],
      'com.amazonaws.services.s3.model.GeneratePresignedUrlRequest': ['presign-get', 'presign-put'],
      'com.amazonaws.services.s3.model.InitiateMultipartUploadRequest': ['put'],
    },
    quiet: ['waiter'],
  }),
  aws('sqs', ['SqsClient', 'SqsAsyncClient'], 'com.amazonaws.services.sqs', 'AmazonSQS', sqs),
  aws('sns', ['SnsClient', 'SnsAsyncClient'], 'com.amazonaws.services.sns', 'AmazonSNS', sns),
  aws('dynamodb', ['DynamoDbClient', 'DynamoDbAsyncClient'], 'com.amazonaws.services.dynamodbv2', 'AmazonDynamoDB', dynamodb),
  aws('kinesis', ['KinesisClient', 'KinesisAsyncClient'], 'com.amazonaws.services.kinesis', 'AmazonKinesis', kinesis),
  operations({
    language: 'java',
    resource: 'object_storage',
    packages: ['io.minio:minio'],
    clients: [
      'io.minio.MinioClient.builder()',
      'io.minio.MinioAsyncClient.builder()',
      'io.minio.MinioClient()',
      'io.minio.MinioAsyncClient()',
    ],
    telling: ['putObject', 'getObject', 'removeObject', 'bucketExists', 'makeBucket', 'statObject', 'getPresignedObjectUrl'],
    quiet: ['endpoint', 'credentials', 'region', 'build', 'httpClient', 'traceOn', 'traceOff', 'setTimeout'],
    // https://min.io/docs/minio/linux/developers/java/API.html
    methods: {
      putObject: ['put'],
      uploadObject: ['put'],
      getObject: ['get'],
      downloadObject: ['get', 'head'],
      statObject: ['head'],
      removeObject: ['delete'],
      removeObjects: ['delete'],
      copyObject: ['copy'],
      composeObject: ['copy'],
      listObjects: ['list'],
      bucketExists: ['list'],
      makeBucket: ['create-bucket'],
      getPresignedObjectUrl: ['presign-get', 'presign-put'],
      getPresignedPostFormData: ['presign-put'],
    },
  }),
  operations({
    language: 'java',
    resource: 'object_storage',
    packages: ['com.google.cloud:google-cloud-storage'],
    clients: ['com.google.cloud.storage.StorageOptions', 'com.google.cloud.storage.Storage()'],
    // https://cloud.google.com/java/docs/reference/google-cloud-storage/latest
    methods: {
      create: ['put'],
      createFrom: ['put'],
      writer: ['put'],
      readAllBytes: ['get'],
      reader: ['get'],
      downloadTo: ['get'],
      get: ['head', 'get'],
      update: ['put'],
      delete: ['delete'],
      copy: ['copy'],
      list: ['list'],
      signUrl: ['presign-get', 'presign-put'],
    },
  }),
  operations({
    language: 'java',
    resource: 'object_storage',
    packages: ['com.azure:azure-storage-blob'],
    clients: ['BlobServiceClientBuilder', 'BlobContainerClientBuilder', 'BlobServiceClient', 'BlobContainerClient', 'BlobClient'].map(
      (name) => `com.azure.storage.blob.${name}()`,
    ),
    telling: ['uploadFromFile', 'downloadToFile', 'downloadContent', 'listBlobs', 'deleteIfExists'],
    // https://learn.microsoft.com/java/api/com.azure.storage.blob
    methods: {
      upload: ['put'],
      uploadFromFile: ['put'],
      uploadWithResponse: ['put'],
      setHttpHeaders: ['put'],
      downloadContent: ['get'],
      downloadStream: ['get'],
      downloadToFile: ['get'],
      openInputStream: ['get'],
      exists: ['head'],
      getProperties: ['head'],
      delete: ['delete'],
      deleteIfExists: ['delete'],
      beginCopy: ['copy'],
      copyFromUrl: ['copy'],
      listBlobs: ['list'],
      listBlobsByHierarchy: ['list'],
      createBlobContainer: ['create-bucket'],
      createIfNotExists: ['create-bucket'],
    },
  }),
  operations({
    language: 'java',
    resource: 'azure_servicebus',
    packages: ['com.azure:azure-messaging-servicebus'],
    clients: [
      'com.azure.messaging.servicebus.ServiceBusClientBuilder()',
      'com.azure.messaging.servicebus.ServiceBusSenderClient()',
      'com.azure.messaging.servicebus.ServiceBusReceiverClient()',
    ],
    telling: ['sendMessages', 'receiveMessages'],
    // https://learn.microsoft.com/java/api/com.azure.messaging.servicebus
    methods: {
      sendMessage: ['send'],
      sendMessages: ['send'],
      scheduleMessage: ['send'],
      receiveMessages: ['receive'],
      peekMessage: ['receive'],
      processor: ['receive', 'delete'],
      complete: ['delete'],
      abandon: ['receive'],
      deadLetter: ['receive'],
    },
  }),
  operations({
    language: 'java',
    resource: 'pubsub',
    packages: ['com.google.cloud:google-cloud-pubsub'],
    clients: ['com.google.cloud.pubsub.v1.Publisher', 'com.google.cloud.pubsub.v1.Subscriber'],
    // https://cloud.google.com/java/docs/reference/google-cloud-pubsub/latest
    methods: { publish: ['publish'], startAsync: ['subscribe'] },
  }),
];
