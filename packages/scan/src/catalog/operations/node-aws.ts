import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, camel, dynamodb, kinesis, named, s3, signed, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

type Methods<Type extends PermittedType> = Readonly<Record<string, Does<Type>>>;

/** One service of both of Amazon's SDKs: methods of its client, and the commands that are sent through it. */
function aws<const Type extends PermittedType>(
  packages: readonly string[],
  client: string,
  service: AwsService<Type>,
  more: {
    readonly methods?: Methods<Type>;
    readonly calls?: Methods<Type>;
    readonly clients?: readonly string[];
    readonly quiet?: readonly string[];
  } = {},
): OperationTable {
  const [home = ''] = packages;
  const commands = named(service, (action) => `${home}.${action}Command`);
  return operations<Type>({
    language: 'node',
    resource: service.type,
    packages: [...packages, 'aws-sdk'],
    clients: [
      `${home}.${client}()`,
      `${home}.${client}Client()`,
      `aws-sdk.${client}()`,
      `aws-sdk.default.${client}()`,
      `aws-sdk/clients/${client.toLowerCase()}()`,
      `aws-sdk/clients/${client.toLowerCase()}.default()`,
      ...(more.clients ?? []),
    ],
    key: service.key,
    // What is sent is seen where it is made.
    quiet: ['send', 'destroy', 'promise', 'config', ...(more.quiet ?? [])],
    methods: { ...named(service, camel), ...more.methods },
    calls: { ...commands, ...more.calls },
    others: new RegExp(`^${home.replaceAll('/', '\\/')}\\.(?!\\$)\\w+Command$`),
  });
}

const presigner = { told: [1], instead: signed } as const;

export const nodeAws: readonly OperationTable[] = [
  aws(
    ['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/s3-request-presigner', '@aws-sdk/s3-presigned-post', 'multer-s3'],
    'S3',
    s3,
    {
      methods: {
        // https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/S3.html
        upload: ['put'],
        getSignedUrl: { told: [0], instead: signed },
        getSignedUrlPromise: { told: [0], instead: signed },
        createPresignedPost: ['presign-put'],
        waitFor: {
          told: [0],
          texts: { objectExists: ['head'], objectNotExists: ['head'], bucketExists: ['list'], bucketNotExists: ['list'] },
        },
      },
      calls: {
        '@aws-sdk/lib-storage.Upload': ['put'],
        '@aws-sdk/s3-request-presigner.getSignedUrl': presigner,
        '@aws-sdk/s3-presigned-post.createPresignedPost': ['presign-put'],
        '@aws-sdk/client-s3.paginateListObjectsV2': ['list'],
        '@aws-sdk/client-s3.waitUntilObjectExists': ['head'],
        '@aws-sdk/client-s3.waitUntilObjectNotExists': ['head'],
        '@aws-sdk/client-s3.waitUntilBucketExists': ['list'],
        'multer-s3': ['put'],
        'multer-s3.default': ['put'],
      },
    },
  ),
  aws(['@aws-sdk/client-sqs', 'sqs-consumer', 'sqs-producer'], 'SQS', sqs, {
    calls: {
      // https://github.com/bbc/sqs-consumer: permissions it says it needs.
      'sqs-consumer.Consumer.create': ['receive', 'delete', 'attributes'],
      'sqs-producer.Producer.create': ['send', 'attributes'],
    },
  }),
  aws(['@aws-sdk/client-sns'], 'SNS', sns),
  aws(['@aws-sdk/client-kinesis'], 'Kinesis', kinesis),
  aws(['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'], 'DynamoDB', dynamodb, {
    clients: [
      'aws-sdk.DynamoDB.DocumentClient()',
      'aws-sdk/clients/dynamodb.DocumentClient()',
      '@aws-sdk/lib-dynamodb.DynamoDBDocument.from()',
      '@aws-sdk/lib-dynamodb.DynamoDBDocumentClient.from()',
    ],
    methods: {
      get: ['get'],
      put: ['put'],
      update: ['update'],
      delete: ['delete'],
      query: ['query'],
      scan: ['scan'],
      batchGet: ['batch-get'],
      batchWrite: ['batch-write'],
      transactGet: ['transact'],
      transactWrite: ['transact'],
    },
    quiet: ['createSet'],
    calls: {
      ...documentCommands(),
      '@aws-sdk/lib-dynamodb.paginateQuery': ['query'],
      '@aws-sdk/lib-dynamodb.paginateScan': ['scan'],
      '@aws-sdk/client-dynamodb.paginateQuery': ['query'],
      '@aws-sdk/client-dynamodb.paginateScan': ['scan'],
    },
  }),
  aws(['@aws-sdk/client-bedrock-runtime'], 'BedrockRuntime', bedrock),
];

/** Commands of the document client: https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/ */
function documentCommands(): Methods<'dynamodb'> {
  const words = {
    Get: ['get'],
    Put: ['put'],
    Update: ['update'],
    Delete: ['delete'],
    Query: ['query'],
    Scan: ['scan'],
    BatchGet: ['batch-get'],
    BatchWrite: ['batch-write'],
    TransactGet: ['transact'],
    TransactWrite: ['transact'],
  } as const;
  return Object.fromEntries(Object.entries(words).map(([name, does]) => [`@aws-sdk/lib-dynamodb.${name}Command`, does]));
}
