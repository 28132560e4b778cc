import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, dynamodb, kinesis, named, s3, snake, sns, sqs, type AwsService } from './aws.ts';
import { operations, type OperationTable } from './table.ts';

/** One service of the AWS SDK: a request is a method of the client, with what it is told chained on. */
function aws<const Type extends PermittedType>(name: string, service: AwsService<Type>): OperationTable {
  const crate = `aws_sdk_${name}`;
  return operations<Type>({
    language: 'rust',
    resource: service.type,
    packages: [`aws-sdk-${name}`, 'aws-config', 'aws-credential-types'],
    clients: [`${crate}.Client.new()`, `${crate}.Client.from_conf()`, `${crate}.Client()`],
    quiet: ['clone', 'config'],
    telling: Object.keys(named(service, snake)).filter((method) => method.includes('_')),
    methods: named(service, snake),
  });
}

export const rustOperations: readonly OperationTable[] = [
  aws('s3', s3),
  aws('sqs', sqs),
  aws('sns', sns),
  aws('dynamodb', dynamodb),
  aws('kinesis', kinesis),
  aws('bedrockruntime', bedrock),
];
