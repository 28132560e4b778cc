import type { Language, OperationWord, PermittedType, ResourceType } from '@groundwork/blueprint';

/** A library that uses a resource for the code, which makes no calls of its own to it. */
export interface FrameworkOperations {
  readonly language: Language;
  readonly packages: readonly string[];
  readonly resource: PermittedType;
  /** What it does; `null` where it may do anything with it. */
  readonly does: readonly OperationWord[] | null;
  /** Being installed is using it. Else it counts where its settings or clients lead to the resource. */
  readonly installed?: true;
}

/** Keeps the words to those of the resource. */
const framework = <const Type extends PermittedType>(
  each: FrameworkOperations & { readonly resource: Type; readonly does: readonly OperationWord<Type>[] },
): FrameworkOperations => each;

/** Files kept behind an interface of a framework's own: asked for, looked up, linked to. */
const files = ['list', 'get', 'head', 'put', 'delete', 'presign-get'] as const;
const uploads = [...files, 'copy', 'presign-put'] as const;

/** Libraries installed for one resource that call it in ways nobody sees. */
const anything = (language: Language, resource: PermittedType, ...packages: readonly string[]): FrameworkOperations => ({
  language,
  resource,
  packages,
  does: null,
  installed: true,
});

export const frameworkOperations: readonly FrameworkOperations[] = [
  // https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html#iam-policy
  framework({
    language: 'python',
    packages: ['django-storages', 'django-minio-storage', 'django'],
    resource: 'object_storage',
    does: files,
  }),
  // https://guides.rubyonrails.org/active_storage_overview.html: list, put, get, delete; links, direct uploads.
  framework({ language: 'ruby', packages: ['rails', 'activestorage'], resource: 'object_storage', does: [...files, 'presign-put'] }),
  framework({
    language: 'ruby',
    packages: ['carrierwave', 'fog-aws', 'carrierwave-aws', 'shrine', 'kt-paperclip', 'paperclip', 'asset_sync'],
    resource: 'object_storage',
    does: uploads,
  }),
  // https://github.com/ruby-shoryuken/shoryuken/wiki/Amazon-SQS-IAM-Policy-for-Shoryuken
  framework({
    language: 'ruby',
    packages: ['shoryuken'],
    resource: 'sqs',
    does: ['send', 'receive', 'delete', 'attributes'],
    installed: true,
  }),
  // https://laravel.com/docs/filesystem, /queues, /cache#dynamodb
  framework({ language: 'php', packages: ['laravel/framework', 'laravel/lumen-framework'], resource: 'object_storage', does: uploads }),
  framework({
    language: 'php',
    packages: ['laravel/framework', 'laravel/lumen-framework'],
    resource: 'sqs',
    does: ['send', 'receive', 'delete', 'attributes'],
  }),
  framework({
    language: 'php',
    packages: ['laravel/framework', 'laravel/lumen-framework'],
    resource: 'dynamodb',
    does: ['get', 'put', 'update', 'delete', 'batch-get', 'batch-write'],
  }),
  framework({
    language: 'php',
    packages: ['league/flysystem-aws-s3-v3', 'league/flysystem-async-aws-s3'],
    resource: 'object_storage',
    does: uploads,
  }),
  // https://docs.awspring.io/spring-cloud-aws/docs/3.3.0/reference/html/index.html#sqs-integration
  framework({
    language: 'java',
    packages: ['io.awspring.cloud:spring-cloud-aws-starter-sqs', 'io.awspring.cloud:spring-cloud-aws-sqs'],
    resource: 'sqs',
    does: ['send', 'receive', 'delete', 'attributes'],
    installed: true,
  }),
  framework({
    language: 'java',
    packages: ['io.awspring.cloud:spring-cloud-aws-starter-s3', 'io.awspring.cloud:spring-cloud-aws-s3'],
    resource: 'object_storage',
    does: uploads,
    installed: true,
  }),
  anything('java', 'dynamodb', 'software.amazon.awssdk:dynamodb-enhanced', 'io.awspring.cloud:spring-cloud-aws-starter-dynamodb'),
  anything('java', 'object_storage', 'org.springframework.integration:spring-integration-aws'),
  anything('java', 'sqs', 'com.amazonaws:amazon-sqs-java-messaging-lib', 'org.apache.camel:camel-aws2-sqs'),
  anything(
    'python',
    'object_storage',
    'awswrangler',
    'smart-open',
    's3path',
    'cloudpathlib',
    'flask-s3',
    'sagemaker',
    'webdataset',
    'mosaicml-streaming',
  ),
  anything('python', 'dynamodb', 'pynamodb', 'dynamorm', 'flask-dynamo', 'awswrangler'),
  anything('python', 'sqs', 'kombu', 'celery', 'dramatiq-sqs', 'zappa', 'sqs-workers'),
  anything(
    'node',
    'dynamodb',
    'dynamoose',
    'electrodb',
    'dynamodb-toolbox',
    '@typedorm/core',
    'dynamodb-onetable',
    '@aws/dynamodb-data-mapper',
  ),
  anything(
    'node',
    'object_storage',
    '@payloadcms/storage-s3',
    '@tus/s3-store',
    'next-s3-upload',
    'strapi-provider-upload-aws-s3',
    '@strapi/provider-upload-aws-s3',
    's3-sync-client',
    '@flystorage/aws-s3',
    'better-upload',
  ),
  anything('node', 'sqs', '@ssut/nestjs-sqs', 'squiss-ts', 'sqs-consumer-nestjs'),
  anything('ruby', 'dynamodb', 'dynamoid', 'aws-record'),
  anything('dotnet', 'sqs', 'MassTransit.AmazonSQS', 'NServiceBus.AmazonSQS', 'AWS.Messaging'),
  anything('dotnet', 'azure_servicebus', 'MassTransit.Azure.ServiceBus.Core', 'NServiceBus.Transport.AzureServiceBus'),
  anything(
    'go',
    'sqs',
    'github.com/ThreeDotsLabs/watermill-aws',
    'github.com/ThreeDotsLabs/watermill-amazonsqs',
    'github.com/RichardKnop/machinery',
  ),
  anything('go', 'pubsub', 'github.com/ThreeDotsLabs/watermill-googlecloud'),
  anything('go', 'dynamodb', 'github.com/guregu/dynamo'),
];

/**
 * What a cloud does in the name of a function that it calls for what comes in, by the kind of resource it comes in by:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html, …/services-kinesis-create.html
 */
export const calledWith: Readonly<Partial<Record<ResourceType, readonly OperationWord[]>>> = {
  sqs: ['receive', 'delete', 'attributes'],
  kinesis: ['get', 'list', 'describe'],
};
