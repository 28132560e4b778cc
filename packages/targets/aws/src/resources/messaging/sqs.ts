import { queuesOf, type DeployedResource, type Template } from '@groundwork/provision';
import { attribute, joined, ref, region, type Value } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { byItsApi, toPart } from '../named.ts';
import type { ActionTable, Served } from '../served.ts';
import { identifierOf } from '@groundwork/provision';

/** Stands for the server in what `queuesOf` writes, and is found again there. */
const server = 'sqs:';

/** Queues of SQS, each with one beside it for messages that failed five times. */
export function drawSqs(resource: DeployedResource, canvas: Canvas): Served {
  const { name, told, id } = resource;
  const found = queuesOf(told, server, id);
  const names = found.names.length === 0 ? [id] : found.names;
  const queues = new Map(names.map((queue) => [queue, names.length === 1 ? logical(id) : `${logical(id)}${logical(identifierOf(queue))}`]));
  const native = [...queues].flatMap(([queue, logicalId]) => drawQueue(logicalId, queue.endsWith('.fifo'), canvas));
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `SQS, ${names.length === 1 ? '1 queue' : `${names.length} queues`}, encrypted, failed messages kept aside`,
    native,
    permissions: [],
    quantities: [
      { price: names.some((each) => each.endsWith('.fifo')) ? 'aws.sqs.fifo' : 'aws.sqs.standard', label: 'requests', amount: null },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  const endpoint = joined(['https://sqs.', region, '.', ref('AWS::URLSuffix')]);
  const [first = id] = names;
  const variables = Object.fromEntries(
    told.variables.flatMap(({ name: variable, property, value }): [string, Template][] => {
      const written = found.variables[variable] ?? (property === 'queue' ? value : null);
      if (written === null) return [];
      if (property === 'queue') return [[variable, toPart(name, queues.has(written) ? written : first, 'queue')]];
      const queue = written.split('/').at(-1) ?? '';
      if (queues.has(queue)) return [[variable, toPart(name, queue, 'url')]];
      return [[variable, [{ of: 'resource', name, property: 'endpoint' }]]];
    }),
  );
  return {
    reach: {
      ...byItsApi,
      variables,
      properties: { region: own(name, 'region'), queue: toPart(name, first, 'queue'), endpoint: own(name, 'endpoint') },
    },
    values: { region, endpoint, host: joined(['sqs.', region, '.', ref('AWS::URLSuffix')]) },
    parts: Object.fromEntries(
      [...queues].map(([queue, logicalId]) => [queue, { url: ref(logicalId), queue: attribute(logicalId, 'QueueName') }]),
    ),
    secrets: {},
    door: null,
    actions: actionsOn([...queues.values()].map((logicalId) => attribute(logicalId, 'Arn'))),
  };
}

const own = (name: string, property: 'region' | 'endpoint'): Template => [{ of: 'resource', name, property }];

function drawQueue(logicalId: string, ordered: boolean, { foundations, deployment }: Canvas): string[] {
  const kept = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' } as const;
  const fifo: Record<string, Value> = ordered ? { FifoQueue: true } : {};
  const failed = foundations.add(`${logicalId}Failed`, {
    Type: 'AWS::SQS::Queue',
    Properties: { ...fifo, MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true, Tags: tagsOf(deployment) },
    ...kept,
  });
  foundations.add(logicalId, {
    Type: 'AWS::SQS::Queue',
    Properties: {
      ...fifo,
      ...(ordered ? { ContentBasedDeduplication: true } : {}),
      RedrivePolicy: { deadLetterTargetArn: attribute(failed, 'Arn'), maxReceiveCount: 5 },
      SqsManagedSseEnabled: true,
      Tags: tagsOf(deployment),
      VisibilityTimeout: 120,
    },
    ...kept,
  });
  return [logicalId, failed];
}

function actionsOn(on: readonly Value[]): ActionTable {
  const may = (...actions: string[]) => actions.map((action) => ({ action: `sqs:${action}`, on }));
  const attributes = may('GetQueueAttributes', 'GetQueueUrl');
  return {
    operations: {
      send: may('SendMessage', 'GetQueueUrl'),
      // Who receives a message is who says that it is done, or that it takes longer.
      receive: may('ReceiveMessage', 'ChangeMessageVisibility', 'GetQueueUrl'),
      delete: may('DeleteMessage'),
      attributes,
      create: may('CreateQueue'),
    },
    access: {
      read: [...may('ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'), ...attributes],
      write: [...may('SendMessage'), ...attributes],
      admin: may('CreateQueue', 'SetQueueAttributes', 'PurgeQueue'),
    },
  };
}
