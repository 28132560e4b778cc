import type { DeployedResource } from '@groundwork/provision';
import { attribute, joined, ref, region, type Value } from '../../cloudformation/value.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { byItsApi, partsOf } from '../named.ts';
import type { ActionTable, Served } from '../served.ts';

/** Tables of DynamoDB, paid by request, with backups of every second of the last weeks. */
export function drawDynamodb(resource: DeployedResource, canvas: Canvas): Served {
  const { name } = resource;
  const { parts, variables } = partsOf(resource, 'table');
  for (const { logicalId } of parts) {
    canvas.foundations.add(logicalId, {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        Tags: tagsOf(canvas.deployment),
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  }
  canvas.note(`${name}: tables of DynamoDB have the key \`id\`, a text: which one the code wants is not told by it`);
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `DynamoDB, ${parts.length === 1 ? '1 table' : `${parts.length} tables`} on demand, encrypted, backed up`,
    native: parts.map(({ logicalId }) => logicalId),
    permissions: [],
    quantities: [
      { price: 'aws.dynamodb.write', label: 'writes', amount: null },
      { price: 'aws.dynamodb.read', label: 'reads', amount: null },
      { price: 'aws.dynamodb.storage', label: 'GB stored', amount: null },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    reach: {
      ...byItsApi,
      variables,
      properties: {
        url: [{ of: 'resource', name, property: 'endpoint' }],
        endpoint: [{ of: 'resource', name, property: 'endpoint' }],
        region: [{ of: 'resource', name, property: 'region' }],
      },
    },
    values: { endpoint: joined(['https://dynamodb.', region, '.', ref('AWS::URLSuffix')]), region },
    parts: Object.fromEntries(parts.map((part) => [part.name, { table: ref(part.logicalId) }])),
    secrets: {},
    door: null,
    actions: actionsOn(parts.map(({ logicalId }) => attribute(logicalId, 'Arn'))),
  };
}

function actionsOn(tables: readonly Value[]): ActionTable {
  const may = (...actions: string[]) => actions.map((action) => ({ action: `dynamodb:${action}`, on: tables }));
  const search = (...actions: string[]) =>
    actions.map((action) => ({ action: `dynamodb:${action}`, on: [...tables, ...tables.map((table) => joined([table, '/index/*']))] }));
  const describe = may('DescribeTable');
  return {
    operations: {
      get: may('GetItem'),
      query: search('Query'),
      scan: search('Scan'),
      put: may('PutItem'),
      update: may('UpdateItem'),
      delete: may('DeleteItem'),
      'batch-get': may('BatchGetItem'),
      'batch-write': may('BatchWriteItem'),
      // A transaction is allowed by what it does.
      transact: may('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
      describe,
      'create-table': [...may('CreateTable'), ...describe],
    },
    access: {
      read: [...may('GetItem', 'BatchGetItem'), ...search('Query', 'Scan'), ...describe],
      write: [...may('PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'), ...describe],
      admin: may('CreateTable', 'UpdateTable'),
    },
  };
}
