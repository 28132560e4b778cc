import type { PermittedType } from '@groundwork/blueprint';
import { bedrock, dynamodb, kinesis, named, s3, signed, snake, sns, sqs, type AwsService } from './aws.ts';
import { operations, type Does, type OperationTable } from './table.ts';

const sessions = [
  'boto3',
  'boto3.Session()',
  'boto3.session.Session()',
  'aioboto3',
  'aioboto3.Session()',
  'aioboto3.session.Session()',
  'aiobotocore.session.get_session()',
  'aiobotocore.get_session()',
  'botocore.session.get_session()',
];

/** What a client of boto3 does without asking the server: https://boto3.amazonaws.com/v1/documentation/api/latest/ */
const quiet = ['close', 'can_paginate', 'meta', 'exceptions'];

/** One service of boto3, by the methods of its client and of its resources. */
function boto<const Type extends PermittedType>(
  name: string,
  service: AwsService<Type>,
  more: {
    readonly methods?: Readonly<Record<string, Does<Type>>>;
    readonly quiet?: readonly string[];
    readonly telling?: readonly string[];
    readonly gives?: readonly string[];
  },
): OperationTable {
  const type = name
    .replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase())
    .replace(/^S(qs|ns)$/, (text) => text.toUpperCase());
  const stub = name.replace('-', '_');
  return operations<Type>({
    language: 'python',
    resource: service.type,
    packages: ['boto3', 'aioboto3', 'aiobotocore', 'botocore'],
    clients: [
      ...sessions.flatMap((session) => ['client', 'resource', 'create_client'].map((make) => `${session}.${make}(${name})`)),
      // Of a session nobody follows.
      ...['client', 'resource', 'create_client'].map((make) => `*.${make}(${name})`),
      // The types of boto3's stubs, which parameters and fields are declared with.
      ...['mypy_boto3', 'types_boto3', 'types_aiobotocore'].flatMap((stubs) =>
        [
          `client.${type}Client`,
          `${type}Client`,
          `service_resource.${type}ServiceResource`,
          `${type}ServiceResource`,
          'service_resource.Table',
          'service_resource.Bucket',
        ].map((each) => `${stubs}_${stub}.${each}()`),
      ),
    ],
    key: service.key,
    quiet: [...quiet, ...(more.quiet ?? [])],
    telling: more.telling ?? [],
    gives: more.gives ?? [],
    methods: { ...named(service, snake), get_paginator: { told: [0, 'operation_name'] }, ...more.methods },
  });
}

export const pythonAws: readonly OperationTable[] = [
  boto('s3', s3, {
    quiet: ['Bucket', 'Object', 'ObjectSummary', 'ObjectVersion'],
    gives: ['all', 'filter', 'limit', 'page_size', 'pages', 'create_bucket'],
    telling: ['generate_presigned_url', 'generate_presigned_post', 'upload_fileobj', 'download_fileobj', 'copy_from'],
    methods: {
      // Transfers are made in parts: https://boto3.amazonaws.com/v1/documentation/api/latest/reference/customizations/s3.html
      upload_file: ['put'],
      upload_fileobj: ['put'],
      download_file: ['get', 'head'],
      download_fileobj: ['get', 'head'],
      copy: ['copy', 'head'],
      copy_from: ['copy'],
      generate_presigned_url: { told: [0, 'ClientMethod'], instead: signed },
      generate_presigned_post: ['presign-put'],
      get_waiter: {
        told: [0, 'waiter_name'],
        texts: { object_exists: ['head'], object_not_exists: ['head'], bucket_exists: ['list'], bucket_not_exists: ['list'] },
      },
      // Of resources.
      put: ['put'],
      get: ['get'],
      delete: ['delete'],
      load: ['head'],
      reload: ['head'],
      create: ['create-bucket'],
      all: ['list'],
      filter: ['list'],
      limit: ['list'],
      page_size: ['list'],
      pages: ['list'],
      initiate_multipart_upload: ['put'],
      upload_part: ['put'],
      wait_until_exists: ['head'],
    },
  }),
  boto('sqs', sqs, {
    quiet: ['Queue', 'Message'],
    gives: ['get_queue_by_name', 'create_queue', 'receive_messages'],
    methods: {
      get_queue_by_name: ['attributes'],
      send_messages: ['send'],
      receive_messages: ['receive'],
      delete_messages: ['delete'],
      change_visibility: ['receive'],
      delete: ['delete'],
      load: ['attributes'],
      reload: ['attributes'],
    },
  }),
  boto('sns', sns, { quiet: ['Topic', 'PlatformEndpoint'] }),
  boto('dynamodb', dynamodb, {
    quiet: ['Table'],
    gives: ['create_table'],
    methods: {
      batch_writer: ['batch-write'],
      load: ['describe'],
      reload: ['describe'],
      wait_until_exists: ['describe'],
      get_waiter: { told: [0, 'waiter_name'], texts: { table_exists: ['describe'], table_not_exists: ['describe'] } },
    },
  }),
  boto('kinesis', kinesis, { methods: { get_waiter: { told: [0], texts: { stream_exists: ['describe'] } } } }),
  boto('bedrock-runtime', bedrock, { telling: ['invoke_model', 'invoke_model_with_response_stream'] }),
];
