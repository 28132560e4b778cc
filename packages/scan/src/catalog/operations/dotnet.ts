import type { PermittedType } from '@groundwork/blueprint';
import { dynamodb, kinesis, named, s3, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

type Methods<Type extends PermittedType> = Readonly<Record<string, Does<Type>>>;

/** One service of the AWS SDK: methods of its client, and the requests that are named after the action. */
function aws<const Type extends PermittedType>(
  name: string,
  client: string,
  service: AwsService<Type>,
  more: { readonly methods?: Methods<Type>; readonly calls?: Methods<Type>; readonly clients?: readonly string[] } = {},
): OperationTable {
  return operations<Type>({
    language: 'dotnet',
    resource: service.type,
    packages: [`AWSSDK.${name}`],
    clients: [
      ...['', 'I'].flatMap((prefix) => [`${prefix}Amazon${client}()`, `${prefix}Amazon${client}Client()`]),
      ...['', 'I'].flatMap((prefix) => [`Amazon.${name}.${prefix}Amazon${client}()`, `Amazon.${name}.${prefix}Amazon${client}Client()`]),
      ...(more.clients ?? []),
    ],
    telling: Object.keys(service.actions)
      .filter((action) => /[a-z][A-Z]/.test(action))
      .map((action) => `${action}Async`),
    quiet: ['Dispose'],
    methods: {
      ...named(
        service,
        (action) => `${action}Async`,
        (action) => action,
      ),
      ...more.methods,
    },
    calls: {
      ...named(
        service,
        (action) => `${action}Request`,
        (action) => `Amazon.${name}.Model.${action}Request`,
      ),
      ...more.calls,
    },
  });
}

export const dotnetOperations: readonly OperationTable[] = [
  aws('S3', 'S3', s3, {
    clients: ['Amazon.S3.Transfer.TransferUtility()', 'TransferUtility()', 'ITransferUtility()'],
    methods: {
      GetPreSignedURL: ['presign-get', 'presign-put'],
      GetPreSignedURLAsync: ['presign-get', 'presign-put'],
      GetObjectMetadataAsync: ['head'],
      InitiateMultipartUploadAsync: ['put'],
      UploadAsync: ['put'],
      DownloadAsync: ['get', 'head'],
      OpenStreamAsync: ['get'],
      PutBucketAsync: ['create-bucket'],
    },
  }),
  aws('SQS', 'SQS', sqs),
  aws('SimpleNotificationService', 'SimpleNotificationService', sns),
  aws('DynamoDBv2', 'DynamoDB', dynamodb),
  aws('Kinesis', 'Kinesis', kinesis),
  operations({
    language: 'dotnet',
    resource: 'object_storage',
    packages: ['Azure.Storage.Blobs'],
    clients: ['BlobServiceClient', 'BlobContainerClient', 'BlobClient'].flatMap((name) => [`${name}()`, `Azure.Storage.Blobs.${name}()`]),
    telling: ['GetBlobsAsync', 'UploadBlobAsync', 'DeleteBlobAsync', 'DownloadContentAsync', 'DownloadToAsync'],
    quiet: ['GetBlobContainerClient', 'GetBlobClient', 'GetParentBlobContainerClient'],
    // https://learn.microsoft.com/dotnet/api/azure.storage.blobs
    methods: Object.fromEntries(
      Object.entries({
        Upload: ['put'],
        UploadBlob: ['put'],
        SetHttpHeaders: ['put'],
        SetMetadata: ['put'],
        OpenWrite: ['put'],
        Download: ['get'],
        DownloadContent: ['get'],
        DownloadStreaming: ['get'],
        DownloadTo: ['get'],
        OpenRead: ['get'],
        Exists: ['head'],
        GetProperties: ['head'],
        Delete: ['delete'],
        DeleteIfExists: ['delete'],
        DeleteBlob: ['delete'],
        DeleteBlobIfExists: ['delete'],
        StartCopyFromUri: ['copy'],
        SyncCopyFromUri: ['copy'],
        GetBlobs: ['list'],
        GetBlobsByHierarchy: ['list'],
        CreateIfNotExists: ['create-bucket'],
        CreateBlobContainer: ['create-bucket'],
        GenerateSasUri: ['presign-get', 'presign-put'],
      } as const).flatMap(([name, does]) => [[name, does] as const, [`${name}Async`, does] as const]),
    ),
  }),
  operations({
    language: 'dotnet',
    resource: 'azure_servicebus',
    packages: ['Azure.Messaging.ServiceBus'],
    clients: ['ServiceBusClient', 'ServiceBusSender', 'ServiceBusReceiver', 'ServiceBusProcessor'].flatMap((name) => [
      `${name}()`,
      `Azure.Messaging.ServiceBus.${name}()`,
    ]),
    telling: ['SendMessagesAsync', 'CompleteMessageAsync', 'StartProcessingAsync', 'ReceiveMessagesAsync', 'AbandonMessageAsync'],
    // https://learn.microsoft.com/dotnet/api/azure.messaging.servicebus
    methods: {
      SendMessageAsync: ['send'],
      SendMessagesAsync: ['send'],
      ScheduleMessageAsync: ['send'],
      ReceiveMessageAsync: ['receive'],
      ReceiveMessagesAsync: ['receive'],
      PeekMessageAsync: ['receive'],
      StartProcessingAsync: ['receive', 'delete'],
      CompleteMessageAsync: ['delete'],
      AbandonMessageAsync: ['receive'],
      DeadLetterMessageAsync: ['receive'],
    },
  }),
];
