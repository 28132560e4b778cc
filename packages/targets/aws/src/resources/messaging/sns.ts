import type { DeployedResource } from '@groundwork/provision';
import { attribute, joined, ref, region, type Value } from '../../cloudformation/value.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { byItsApi, partsOf } from '../named.ts';
import type { ActionTable, Served } from '../served.ts';

/** Topics of SNS. What code calls a topic is its ARN. */
export function drawSns(resource: DeployedResource, canvas: Canvas): Served {
  const { name } = resource;
  const { parts, variables } = partsOf(resource, 'topic');
  for (const { logicalId } of parts) {
    canvas.foundations.add(logicalId, {
      Type: 'AWS::SNS::Topic',
      Properties: { KmsMasterKeyId: 'alias/aws/sns', Tags: tagsOf(canvas.deployment) },
    });
  }
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `SNS, ${parts.length === 1 ? '1 topic' : `${parts.length} topics`}, encrypted`,
    native: parts.map(({ logicalId }) => logicalId),
    permissions: [],
    quantities: [{ price: 'aws.sns.publish', label: 'messages', amount: null }],
    stateful: false,
    evidence: resource.resource.evidence,
  });
  const endpoint = joined(['https://sns.', region, '.', ref('AWS::URLSuffix')]);
  return {
    reach: {
      ...byItsApi,
      variables,
      properties: { url: [{ of: 'resource', name, property: 'endpoint' }], region: [{ of: 'resource', name, property: 'region' }] },
    },
    values: { endpoint, region, host: joined(['sns.', region, '.', ref('AWS::URLSuffix')]) },
    parts: Object.fromEntries(
      parts.map((part) => [part.name, { topic: ref(part.logicalId), url: attribute(part.logicalId, 'TopicName') }]),
    ),
    secrets: {},
    door: null,
    actions: actionsOn(parts.map(({ logicalId }) => ref(logicalId))),
  };
}

function actionsOn(on: readonly Value[]): ActionTable {
  const may = (...actions: string[]) => actions.map((action) => ({ action: `sns:${action}`, on }));
  return {
    operations: { publish: may('Publish'), subscribe: may('Subscribe'), create: may('CreateTopic') },
    access: { read: may('Subscribe'), write: may('Publish'), admin: may('CreateTopic') },
  };
}
