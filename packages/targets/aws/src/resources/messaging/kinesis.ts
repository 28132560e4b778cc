import type { DeployedResource } from '@groundwork/provision';
import { attribute, joined, ref, region, type Value } from '../../cloudformation/value.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { byItsApi, partsOf } from '../named.ts';
import type { ActionTable, Served } from '../served.ts';

/** Streams of Kinesis that grow with what is written. */
export function drawKinesis(resource: DeployedResource, canvas: Canvas): Served {
  const { name } = resource;
  const { parts, variables } = partsOf(resource, 'stream');
  for (const { logicalId } of parts) {
    canvas.foundations.add(logicalId, {
      Type: 'AWS::Kinesis::Stream',
      Properties: {
        RetentionPeriodHours: 24,
        StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        Tags: tagsOf(canvas.deployment),
      },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  }
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `Kinesis, ${parts.length === 1 ? '1 stream' : `${parts.length} streams`} on demand, encrypted`,
    native: parts.map(({ logicalId }) => logicalId),
    permissions: [],
    quantities: [
      { price: 'aws.kinesis.stream', label: 'streams', amount: 730 * parts.length },
      { price: 'aws.kinesis.in', label: 'written', amount: null },
      { price: 'aws.kinesis.out', label: 'read', amount: null },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    reach: {
      ...byItsApi,
      variables,
      properties: { url: [{ of: 'resource', name, property: 'endpoint' }], region: [{ of: 'resource', name, property: 'region' }] },
    },
    values: { endpoint: joined(['https://kinesis.', region, '.', ref('AWS::URLSuffix')]), region },
    parts: Object.fromEntries(parts.map((part) => [part.name, { stream: ref(part.logicalId) }])),
    secrets: {},
    door: null,
    actions: actionsOn(parts.map(({ logicalId }) => attribute(logicalId, 'Arn'))),
  };
}

function actionsOn(on: readonly Value[]): ActionTable {
  const may = (...actions: string[]) => actions.map((action) => ({ action: `kinesis:${action}`, on }));
  const describe = may('DescribeStream', 'DescribeStreamSummary');
  const read = [...may('GetRecords', 'GetShardIterator', 'ListShards'), ...describe];
  return {
    operations: { put: may('PutRecord', 'PutRecords'), get: read, list: may('ListShards'), describe },
    access: { read, write: [...may('PutRecord', 'PutRecords'), ...describe], admin: may('UpdateShardCount') },
  };
}
