import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

const awsEnvironment: Readonly<Record<string, Carries>> = {
  AWS_REGION: 'region',
  AWS_ACCESS_KEY_ID: 'accessKey',
  AWS_SECRET_ACCESS_KEY: 'secretKey',
};

/** The builders of one AWS service, SDK 2 and SDK 1. */
function aws(service: string, resource: ResourceChoice, second: readonly string[], first: string): Library {
  const told: Readonly<Record<string, Carries>> = {
    '.endpointOverride.0': 'url',
    '.region.0': 'region',
    '.withRegion.0': 'region',
    '.withEndpointConfiguration.0': 'url',
  };
  const calls = [
    ...second.flatMap((name) => [
      `software.amazon.awssdk.services.${service}.${name}.builder`,
      `software.amazon.awssdk.services.${service}.${name}.create`,
      `aws.sdk.kotlin.services.${service}.${name}`,
    ]),
    `${first}.standard`,
    `${first}.defaultClient`,
  ];
  const rule: ClientRule = { calls, resource, arguments: told, environment: awsEnvironment, silent: 'amazonaws.com' };
  return {
    language: 'java',
    packages: [`software.amazon.awssdk:${service}`, `com.amazonaws:aws-java-sdk-${service}`, `aws.sdk.kotlin:${service}`],
    modules: [`software.amazon.awssdk.services.${service}`, first.slice(0, first.lastIndexOf('.')), `aws.sdk.kotlin.services.${service}`],
    clients: [rule],
  };
}

const google = (
  packages: readonly string[],
  modules: readonly string[],
  calls: readonly string[],
  resource: ResourceChoice,
  told: Readonly<Record<string, Carries>> = {},
): Library => ({
  language: 'java',
  packages,
  modules,
  clients: [{ calls, resource, arguments: told, environment: { GOOGLE_CLOUD_PROJECT: 'project' }, silent: 'googleapis.com' }],
});

/** Storage, queues and databases that clouds offer. */
export const cloud: readonly Library[] = [
  aws('s3', 'object_storage', ['S3Client', 'S3AsyncClient', 'presigner.S3Presigner'], 'com.amazonaws.services.s3.AmazonS3ClientBuilder'),
  aws('sqs', 'sqs', ['SqsClient', 'SqsAsyncClient'], 'com.amazonaws.services.sqs.AmazonSQSClientBuilder'),
  aws('sns', 'sns', ['SnsClient', 'SnsAsyncClient'], 'com.amazonaws.services.sns.AmazonSNSClientBuilder'),
  aws('dynamodb', 'dynamodb', ['DynamoDbClient', 'DynamoDbAsyncClient'], 'com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder'),
  aws('kinesis', 'kinesis', ['KinesisClient', 'KinesisAsyncClient'], 'com.amazonaws.services.kinesis.AmazonKinesisClientBuilder'),
  {
    language: 'java',
    packages: ['io.minio:minio'],
    modules: ['io.minio'],
    clients: [
      {
        calls: ['io.minio.MinioClient.builder', 'io.minio.MinioAsyncClient.builder'],
        resource: 'object_storage',
        arguments: { '.endpoint.0': 'url', '.credentials.0': 'accessKey', '.credentials.1': 'secretKey', '.region.0': 'region' },
      },
      { calls: ['io.minio.MinioClient'], resource: 'object_storage', arguments: { '0': 'url', '1': 'accessKey', '2': 'secretKey' } },
      {
        calls: [
          'io.minio.BucketExistsArgs.builder',
          'io.minio.MakeBucketArgs.builder',
          'io.minio.PutObjectArgs.builder',
          'io.minio.GetObjectArgs.builder',
        ],
        resource: 'object_storage',
        arguments: { '.bucket.0': 'bucket' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.aliyun.oss:aliyun-sdk-oss'],
    modules: ['com.aliyun.oss'],
    clients: [
      {
        calls: ['com.aliyun.oss.OSSClientBuilder().build', 'com.aliyun.oss.OSSClient'],
        resource: 'object_storage',
        arguments: { '0': 'url', '1': 'accessKey', '2': 'secretKey' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.qcloud:cos_api'],
    modules: ['com.qcloud.cos'],
    clients: [
      { calls: ['com.qcloud.cos.auth.BasicCOSCredentials'], resource: 'object_storage', arguments: { '0': 'accessKey', '1': 'secretKey' } },
    ],
  },
  google(
    ['com.google.cloud:google-cloud-storage'],
    ['com.google.cloud.storage'],
    ['com.google.cloud.storage.StorageOptions.getDefaultInstance', 'com.google.cloud.storage.StorageOptions.newBuilder'],
    'object_storage',
    { '.setProjectId.0': 'project', '.setHost.0': 'url' },
  ),
  google(
    ['com.google.cloud:google-cloud-pubsub'],
    ['com.google.cloud.pubsub'],
    ['com.google.cloud.pubsub.v1.Publisher.newBuilder', 'com.google.cloud.pubsub.v1.Subscriber.newBuilder'],
    'pubsub',
    { '0': 'topic' },
  ),
  google(
    ['com.google.cloud:google-cloud-firestore', 'com.google.firebase:firebase-admin'],
    ['com.google.cloud.firestore'],
    ['com.google.cloud.firestore.FirestoreOptions.getDefaultInstance', 'com.google.cloud.firestore.FirestoreOptions.newBuilder'],
    'firestore',
    { '.setProjectId.0': 'project' },
  ),
  google(
    ['com.google.cloud:google-cloud-spanner'],
    ['com.google.cloud.spanner'],
    ['com.google.cloud.spanner.SpannerOptions.newBuilder'],
    'spanner',
    { '.setProjectId.0': 'project' },
  ),
  {
    language: 'java',
    packages: ['com.azure:azure-storage-blob'],
    modules: ['com.azure.storage.blob'],
    clients: [
      {
        calls: ['com.azure.storage.blob.BlobServiceClientBuilder', 'com.azure.storage.blob.BlobContainerClientBuilder'],
        resource: 'object_storage',
        arguments: { '.connectionString.0': 'url', '.endpoint.0': 'endpoint', '.containerName.0': 'bucket' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.azure:azure-messaging-servicebus'],
    modules: ['com.azure.messaging.servicebus'],
    clients: [
      {
        calls: ['com.azure.messaging.servicebus.ServiceBusClientBuilder'],
        resource: 'azure_servicebus',
        arguments: { '.connectionString.0': 'url', '.fullyQualifiedNamespace.0': 'host' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.azure:azure-search-documents'],
    modules: ['com.azure.search.documents'],
    clients: [
      {
        calls: ['com.azure.search.documents.SearchClientBuilder', 'com.azure.search.documents.indexes.SearchIndexClientBuilder'],
        resource: 'azure_ai_search',
        arguments: { '.endpoint.0': 'url', '.indexName.0': 'index' },
      },
    ],
  },
];
