import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, dynamodb, kinesis, named, s3, signed, snake, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

/** One service of the AWS SDK, by the methods of its client and of its resources. */
function aws<const Type extends PermittedType>(
  name: string,
  packages: readonly string[],
  service: AwsService<Type>,
  more: {
    readonly clients?: readonly string[];
    readonly methods?: Readonly<Record<string, Does<Type>>>;
    readonly quiet?: readonly string[];
    readonly gives?: readonly string[];
  } = {},
): OperationTable {
  return operations<Type>({
    language: 'ruby',
    resource: service.type,
    packages,
    clients: ['Client', 'Resource', ...(more.clients ?? [])].flatMap((made) => [`Aws.${name}.${made}()`, `Aws.${name}.${made}.new()`]),
    key: service.key,
    gives: more.gives ?? [],
    quiet: ['config', 'client', 'waiter_names', ...(more.quiet ?? [])],
    methods: { ...named(service, snake), ...more.methods },
  });
}

export const rubyOperations: readonly OperationTable[] = [
  aws('S3', ['aws-sdk-s3'], s3, {
    clients: ['Bucket', 'Object', 'Presigner', 'TransferManager'],
    gives: ['objects', 'create_bucket', 'limit'],
    quiet: ['bucket', 'object', 'key', 'name', 'public_url', 'bucket_name'],
    // https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3.html
    methods: {
      put: ['put'],
      upload_file: ['put'],
      upload_stream: ['put'],
      get: ['get'],
      download_file: ['get', 'head'],
      exists: ['head'],
      'exists?': ['head'],
      load: ['head'],
      content_length: ['head'],
      delete: ['delete'],
      batch_delete: ['delete'],
      copy_to: ['copy'],
      copy_from: ['copy'],
      move_to: ['copy', 'delete'],
      objects: ['list'],
      presigned_url: { told: [0], texts: { get: ['presign-get'], put: ['presign-put'] }, instead: signed },
      presigned_post: ['presign-put'],
      wait_until: { told: [0], texts: { object_exists: ['head'], bucket_exists: ['list'] } },
    },
  }),
  aws('SQS', ['aws-sdk-sqs'], sqs, {
    clients: ['Queue', 'QueuePoller'],
    gives: ['create_queue', 'receive_messages'],
    quiet: ['queue', 'url'],
    methods: { receive_messages: ['receive'], send_messages: ['send'], delete_messages: ['delete'], poll: ['receive', 'delete'] },
  }),
  aws('SNS', ['aws-sdk-sns'], sns, { clients: ['Topic'], quiet: ['topic'] }),
  aws('DynamoDB', ['aws-sdk-dynamodb'], dynamodb, { clients: ['Table'], quiet: ['table', 'name'] }),
  aws('Kinesis', ['aws-sdk-kinesis'], kinesis),
  aws('BedrockRuntime', ['aws-sdk-bedrockruntime'], bedrock),
  operations({
    language: 'ruby',
    resource: 'object_storage',
    packages: ['google-cloud-storage'],
    clients: ['Google.Cloud.Storage.new()', 'Google.Cloud.Storage()'],
    telling: ['create_file', 'upload_file'],
    gives: ['file', 'find_file', 'files', 'find_files', 'create_file', 'create_bucket', 'upload_file'],
    // https://cloud.google.com/ruby/docs/reference/google-cloud-storage/latest
    methods: {
      create_file: ['put'],
      upload_file: ['put'],
      update: ['put'],
      file: ['head'],
      find_file: ['head'],
      download: ['get'],
      delete: ['delete'],
      copy: ['copy'],
      rewrite: ['copy'],
      files: ['list'],
      find_files: ['list'],
      create_bucket: ['create-bucket'],
      signed_url: ['presign-get', 'presign-put'],
      post_object: ['presign-put'],
    },
  }),
];
