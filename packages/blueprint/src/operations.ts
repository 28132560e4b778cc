import type { Access } from './blueprint.ts';
import type { ResourceType } from './resources/index.ts';

const storage = {
  list: ['read'],
  get: ['read'],
  head: ['read'],
  put: ['write'],
  delete: ['write'],
  copy: ['read', 'write'],
  'presign-get': ['read'],
  'presign-put': ['write'],
  'create-bucket': ['admin'],
} as const satisfies Words;
const queue = {
  send: ['write'],
  receive: ['read'],
  delete: ['write'],
  attributes: ['read'],
  create: ['admin'],
  publish: ['write'],
  subscribe: ['read'],
} as const satisfies Words;
const topic = { publish: ['write'], subscribe: ['read'], create: ['admin'] } as const satisfies Words;
const table = {
  get: ['read'],
  query: ['read'],
  scan: ['read'],
  put: ['write'],
  update: ['write'],
  delete: ['write'],
  'batch-get': ['read'],
  'batch-write': ['write'],
  transact: ['read', 'write'],
  describe: ['read'],
  'create-table': ['admin'],
} as const satisfies Words;
const stream = { put: ['write'], get: ['read'], list: ['read'], describe: ['read'] } as const satisfies Words;
const model = { invoke: ['read'], 'invoke-stream': ['read'], list: ['read'] } as const satisfies Words;

type Words = Readonly<Record<string, readonly Access[]>>;

/**
 * What can be done with a resource that a cloud lets nobody use without a permission, in words of our own, and the access each
 * takes. Other resources (databases, caches) are opened with a password and know no permissions of a cloud.
 */
export const operationWords = {
  object_storage: storage,
  sqs: queue,
  azure_servicebus: queue,
  pubsub: queue,
  sns: topic,
  dynamodb: table,
  firestore: table,
  kinesis: stream,
  llm_api: model,
} as const satisfies Partial<Record<ResourceType, Words>>;

export type PermittedType = keyof typeof operationWords;
/** The words of one type of resource: `OperationWord<'sqs'>`. */
export type OperationWord<Type extends PermittedType = PermittedType> = Type extends PermittedType
  ? keyof (typeof operationWords)[Type] & string
  : never;

export const isPermittedType = (type: ResourceType): type is PermittedType => Object.hasOwn(operationWords, type);

/** What a word takes; a word nobody agreed on takes nothing. */
export const accessOf = (type: PermittedType, word: string): readonly Access[] => {
  const words: Words = operationWords[type];
  return words[word] ?? [];
};
