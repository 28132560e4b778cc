import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, Library } from '../library.ts';
import { extending, library, methods, properties } from './entry.ts';

const awsEnvironment: Readonly<Record<string, Carries>> = {
  AWS_REGION: 'region',
  AWS_ACCESS_KEY_ID: 'accessKey',
  AWS_SECRET_ACCESS_KEY: 'secretKey',
};
const google: Readonly<Record<string, Carries>> = { GOOGLE_CLOUD_PROJECT: 'project' };

/** One service of the AWS SDK: constructed, or registered by its interface. */
function aws(name: string, namespaces: readonly string[], client: string, resource: ResourceType): Library {
  const [namespace = ''] = namespaces;
  const config = client.replace(/Client$/, 'Config');
  return library(
    [`AWSSDK.${name}`],
    [...namespaces, ...extending],
    [
      {
        calls: [`${namespace}.${client}`],
        resource,
        arguments: { '0': 'accessKey', '1': 'secretKey', '2.ServiceURL': 'url' },
        environment: awsEnvironment,
        silent: 'amazonaws.com',
      },
      methods(
        [`AddAWSService<I${client.replace(/Client$/, '')}>`, `TryAddAWSService<I${client.replace(/Client$/, '')}>`],
        resource,
        {},
        { environment: awsEnvironment, silent: 'amazonaws.com' },
      ),
      { calls: [`${namespace}.${config}`], resource, arguments: { ServiceURL: 'url', AuthenticationRegion: 'region' } },
    ],
    properties(`${namespace}.${config}`, resource, { ServiceURL: 'url' }),
  );
}

/** Storage, queues and databases that clouds offer. */
export const cloud: readonly Library[] = [
  aws('S3', ['Amazon.S3'], 'AmazonS3Client', 'object_storage'),
  aws('SQS', ['Amazon.SQS'], 'AmazonSQSClient', 'sqs'),
  aws('SimpleNotificationService', ['Amazon.SimpleNotificationService'], 'AmazonSimpleNotificationServiceClient', 'sns'),
  aws('DynamoDBv2', ['Amazon.DynamoDBv2'], 'AmazonDynamoDBClient', 'dynamodb'),
  aws('Kinesis', ['Amazon.Kinesis'], 'AmazonKinesisClient', 'kinesis'),
  library(
    ['AWSSDK.S3'],
    ['Amazon.S3.Transfer', 'Amazon.S3.Model'],
    [
      {
        calls: [
          'Amazon.S3.Model.PutObjectRequest',
          'Amazon.S3.Model.GetObjectRequest',
          'Amazon.S3.Model.GetPreSignedUrlRequest',
          'Amazon.S3.Model.ListObjectsV2Request',
        ],
        resource: 'object_storage',
        arguments: { BucketName: 'bucket' },
      },
    ],
  ),
  library(
    ['AWSSDK.DynamoDBv2'],
    ['Amazon.DynamoDBv2.DataModel', 'Amazon.DynamoDBv2.DocumentModel'],
    [
      {
        calls: [
          'Amazon.DynamoDBv2.DataModel.DynamoDBContext',
          'Amazon.DynamoDBv2.DataModel.DynamoDBOperationConfig',
          'Amazon.DynamoDBv2.DocumentModel.Table.LoadTable',
        ],
        resource: 'dynamodb',
        arguments: { OverrideTableName: 'table' },
      },
    ],
  ),
  library(
    ['AWSSDK.SQS'],
    ['Amazon.SQS.Model'],
    [
      {
        calls: ['Amazon.SQS.Model.ReceiveMessageRequest', 'Amazon.SQS.Model.SendMessageRequest'],
        resource: 'sqs',
        arguments: { '0': 'queue', QueueUrl: 'queue' },
      },
    ],
  ),
  library(
    ['Minio', 'Minio.AspNetCore'],
    ['Minio', 'Minio.AspNetCore', ...extending],
    [
      {
        calls: ['Minio.MinioClient'],
        resource: 'object_storage',
        arguments: {
          '0': 'url',
          '1': 'accessKey',
          '2': 'secretKey',
          '.WithEndpoint.0': 'url',
          '.WithCredentials.0': 'accessKey',
          '.WithCredentials.1': 'secretKey',
          '.WithRegion.0': 'region',
        },
      },
      methods(['WithEndpoint'], 'object_storage', { '0': 'url' }),
      methods(['WithCredentials'], 'object_storage', { '0': 'accessKey', '1': 'secretKey' }),
      methods(['WithBucket'], 'object_storage', { '0': 'bucket' }),
      methods(['AddMinio'], 'object_storage', { '0': 'accessKey', '1': 'secretKey' }),
    ],
  ),
  library(
    ['Azure.Storage.Blobs', 'Microsoft.Azure.Storage.Blob', 'WindowsAzure.Storage'],
    ['Azure.Storage.Blobs', 'Microsoft.Azure.Storage', 'Microsoft.WindowsAzure.Storage'],
    [
      {
        calls: [
          'Azure.Storage.Blobs.BlobServiceClient',
          'Microsoft.Azure.Storage.CloudStorageAccount.Parse',
          'Microsoft.WindowsAzure.Storage.CloudStorageAccount.Parse',
        ],
        resource: 'object_storage',
        arguments: { '0': 'url' },
      },
      {
        calls: ['Azure.Storage.Blobs.BlobContainerClient', 'Azure.Storage.Blobs.BlobClient'],
        resource: 'object_storage',
        arguments: { '0': 'url', '1': 'bucket' },
      },
      {
        calls: ['Azure.Storage.Blobs.BlobServiceClient().GetBlobContainerClient'],
        resource: 'object_storage',
        arguments: { '0': 'bucket' },
      },
    ],
  ),
  library(
    ['Azure.Search.Documents'],
    ['Azure.Search.Documents', 'Azure.Search.Documents.Indexes'],
    [
      {
        calls: ['Azure.Search.Documents.SearchClient'],
        resource: 'azure_ai_search',
        arguments: { '0': 'url', '1': 'index', '2': 'apiKey' },
      },
      {
        calls: ['Azure.Search.Documents.Indexes.SearchIndexClient'],
        resource: 'azure_ai_search',
        arguments: { '0': 'url', '1': 'apiKey' },
      },
    ],
  ),
  library(
    ['Google.Cloud.Storage.V1'],
    ['Google.Cloud.Storage.V1'],
    [
      {
        calls: ['Google.Cloud.Storage.V1.StorageClient.Create', 'Google.Cloud.Storage.V1.StorageClient.CreateAsync'],
        resource: 'object_storage',
        arguments: {},
        environment: google,
        silent: 'googleapis.com',
      },
    ],
  ),
  library(
    ['Google.Cloud.PubSub.V1'],
    ['Google.Cloud.PubSub.V1'],
    [
      {
        calls: ['PublisherClient', 'SubscriberClient', 'PublisherServiceApiClient', 'SubscriberServiceApiClient'].flatMap((name) => [
          `Google.Cloud.PubSub.V1.${name}.Create`,
          `Google.Cloud.PubSub.V1.${name}.CreateAsync`,
        ]),
        resource: 'pubsub',
        arguments: {},
        environment: google,
        silent: 'googleapis.com',
      },
    ],
  ),
  library(
    ['Google.Cloud.Firestore'],
    ['Google.Cloud.Firestore'],
    [
      {
        calls: ['Google.Cloud.Firestore.FirestoreDb.Create', 'Google.Cloud.Firestore.FirestoreDb.CreateAsync'],
        resource: 'firestore',
        arguments: { '0': 'project' },
        environment: google,
        silent: 'googleapis.com',
      },
      {
        calls: ['Google.Cloud.Firestore.FirestoreDbBuilder'],
        resource: 'firestore',
        arguments: { ProjectId: 'project' },
        silent: 'googleapis.com',
      },
    ],
  ),
  library(
    ['Google.Cloud.Spanner.Data', 'Google.Cloud.EntityFrameworkCore.Spanner'],
    ['Google.Cloud.Spanner.Data', 'Microsoft.EntityFrameworkCore'],
    [
      {
        calls: ['Google.Cloud.Spanner.Data.SpannerConnection', 'Google.Cloud.Spanner.Data.SpannerConnectionStringBuilder'],
        resource: 'spanner',
        arguments: { '0': 'url' },
      },
      methods(['UseSpanner'], 'spanner', { '0': 'url' }),
    ],
  ),
];
