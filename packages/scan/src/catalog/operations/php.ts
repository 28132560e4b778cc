import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, camel, dynamodb, kinesis, named, s3, signed, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

function aws<const Type extends PermittedType>(
  name: string,
  service: AwsService<Type>,
  more: { readonly clients?: readonly string[]; readonly methods?: Readonly<Record<string, Does<Type>>> } = {},
): OperationTable {
  return operations<Type>({
    language: 'php',
    resource: service.type,
    packages: ['aws/aws-sdk-php', 'aws/aws-sdk-php-laravel', 'async-aws/s3', 'async-aws/sqs', 'async-aws/dynamo-db', 'async-aws/simple-s3'],
    clients: [`Aws.${name}.${name}Client`, `Aws.Sdk().create${name}()`, `AsyncAws.${name}.${name}Client`, ...(more.clients ?? [])],
    key: service.key,
    telling: [`create${name}PresignedRequest`, 'createPresignedRequest'],
    methods: {
      ...named(service, camel),
      ...named(service, (action) => `${camel(action)}Async`),
      getPaginator: { told: [0] },
      ...more.methods,
    },
  });
}

export const phpOperations: readonly OperationTable[] = [
  aws('S3', s3, {
    clients: ['Aws.S3.S3MultiRegionClient', 'AsyncAws.SimpleS3.SimpleS3Client'],
    // https://docs.aws.amazon.com/aws-sdk-php/v3/api/class-Aws.S3.S3ClientInterface.html
    methods: {
      upload: ['put'],
      uploadAsync: ['put'],
      doesObjectExist: ['head'],
      doesObjectExistV2: ['head'],
      doesBucketExist: ['list'],
      getObjectUrl: [],
      // What is made here is signed by `createPresignedRequest`, or executed.
      getCommand: { told: [0], instead: { ...signed, list: 'list', delete: 'delete', copy: 'copy' } },
      copy: ['copy', 'head'],
      registerStreamWrapper: ['get', 'head', 'list', 'put', 'delete'],
      deleteMatchingObjects: ['delete', 'list'],
      uploadDirectory: ['put'],
      downloadBucket: ['get', 'list'],
    },
  }),
  aws('Sqs', sqs),
  aws('Sns', sns),
  aws('DynamoDb', dynamodb),
  aws('Kinesis', kinesis),
  aws('BedrockRuntime', bedrock),
];
