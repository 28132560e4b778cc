import type { OperationWord, PermittedType } from '@groundwork/blueprint';

/**
 * What the actions of Amazon's services do, by their names in the API, from which every SDK makes its own. Actions that
 * are not here have no word. https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export interface AwsService<Type extends PermittedType = PermittedType> {
  readonly type: Type;
  /** What an input names the resource by. */
  readonly key: string;
  readonly actions: Readonly<Record<string, readonly OperationWord<Type>[]>>;
}

const service = <const Type extends PermittedType>(each: AwsService<Type>): AwsService<Type> => each;

export const s3 = service({
  type: 'object_storage',
  key: 'Bucket',
  actions: {
    GetObject: ['get'],
    GetObjectAttributes: ['get'],
    SelectObjectContent: ['get'],
    HeadObject: ['head'],
    ListObjects: ['list'],
    ListObjectsV2: ['list'],
    HeadBucket: ['list'],
    PutObject: ['put'],
    CreateMultipartUpload: ['put'],
    UploadPart: ['put'],
    CompleteMultipartUpload: ['put'],
    AbortMultipartUpload: ['put'],
    ListParts: ['put'],
    CopyObject: ['copy'],
    UploadPartCopy: ['copy'],
    DeleteObject: ['delete'],
    DeleteObjects: ['delete'],
    CreateBucket: ['create-bucket'],
  },
});

export const sqs = service({
  type: 'sqs',
  key: 'QueueUrl',
  actions: {
    SendMessage: ['send'],
    SendMessageBatch: ['send'],
    ReceiveMessage: ['receive'],
    ChangeMessageVisibility: ['receive'],
    ChangeMessageVisibilityBatch: ['receive'],
    DeleteMessage: ['delete'],
    DeleteMessageBatch: ['delete'],
    GetQueueAttributes: ['attributes'],
    GetQueueUrl: ['attributes'],
    CreateQueue: ['create'],
  },
});

export const sns = service({
  type: 'sns',
  key: 'TopicArn',
  actions: { Publish: ['publish'], PublishBatch: ['publish'], Subscribe: ['subscribe'], CreateTopic: ['create'] },
});

export const dynamodb = service({
  type: 'dynamodb',
  key: 'TableName',
  actions: {
    GetItem: ['get'],
    Query: ['query'],
    Scan: ['scan'],
    PutItem: ['put'],
    UpdateItem: ['update'],
    DeleteItem: ['delete'],
    BatchGetItem: ['batch-get'],
    BatchWriteItem: ['batch-write'],
    TransactGetItems: ['transact'],
    TransactWriteItems: ['transact'],
    DescribeTable: ['describe'],
    CreateTable: ['create-table'],
  },
});

export const kinesis = service({
  type: 'kinesis',
  key: 'StreamName',
  actions: {
    PutRecord: ['put'],
    PutRecords: ['put'],
    GetRecords: ['get'],
    GetShardIterator: ['get'],
    ListShards: ['list'],
    DescribeStream: ['describe'],
    DescribeStreamSummary: ['describe'],
  },
});

export const bedrock = service({
  type: 'llm_api',
  key: 'modelId',
  actions: {
    InvokeModel: ['invoke'],
    Converse: ['invoke'],
    InvokeModelWithResponseStream: ['invoke-stream'],
    ConverseStream: ['invoke-stream'],
  },
});

/** Links that S3 signs for somebody else to use. */
export const signed = { get: 'presign-get', head: 'presign-get', put: 'presign-put' } as const;

type Named = (action: string) => string;

export const snake: Named = (action) =>
  action
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/_?V2$/, '_v2')
    .toLowerCase();
export const camel: Named = (action) => action.charAt(0).toLowerCase() + action.slice(1);

/** The actions of a service under the names an SDK gives them. */
export const named = <Type extends PermittedType>(
  { actions }: AwsService<Type>,
  ...names: readonly Named[]
): Record<string, readonly OperationWord<Type>[]> =>
  Object.fromEntries(Object.entries(actions).flatMap(([action, words]) => names.map((name) => [name(action), words] as const)));
