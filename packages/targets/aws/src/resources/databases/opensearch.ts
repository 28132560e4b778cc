import type { DeployedResource } from '@groundwork/provision';
import { arn, attribute, joined } from '../../cloudformation/value.ts';
import { logical, prefixOf } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { drawDoor } from '../door.ts';
import type { Served } from '../served.ts';

/** A domain of OpenSearch Service, in the network of its users. */
export function drawOpensearch(resource: DeployedResource, canvas: Canvas): Served {
  const { name, settings } = resource;
  const { foundations, deployment } = canvas;
  const id = logical(resource.id);
  const size = settings.size ?? 't3.small.search';
  const storage = settings.storage ?? 10;
  const group = drawDoor(resource, [443], canvas);
  const domain = `${prefixOf(deployment).slice(0, 18).replace(/-$/, '')}-${resource.id.slice(0, 9).replace(/-$/, '')}`;
  foundations.add(id, {
    Type: 'AWS::OpenSearchService::Domain',
    Properties: {
      // Who gets through the group may ask: the clients of most code do not sign their requests.
      AccessPolicies: {
        Version: '2012-10-17',
        Statement: [{ Action: 'es:ESHttp*', Effect: 'Allow', Principal: { AWS: '*' }, Resource: arn('es', [`domain/${domain}/*`]) }],
      },
      ClusterConfig: { InstanceCount: 1, InstanceType: size },
      DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-2019-07' },
      DomainName: domain,
      EBSOptions: { EBSEnabled: true, VolumeSize: storage, VolumeType: 'gp3' },
      EncryptionAtRestOptions: { Enabled: true },
      EngineVersion: 'OpenSearch_2.19',
      NodeToNodeEncryptionOptions: { Enabled: true },
      Tags: tagsOf(deployment),
      VPCOptions: { SecurityGroupIds: [attribute(group, 'GroupId')], SubnetIds: [{ Ref: 'PrivateSubnet1' }] },
    },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `OpenSearch Service 2.19 ${size}, ${storage} GB, encrypted`,
    native: [group, id],
    permissions: [],
    quantities: [
      { price: `aws.opensearch.${size}`, label: size, amount: 730 },
      { price: 'aws.opensearch-storage.gp3', label: `${storage} GB`, amount: storage },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    reach: {
      port: 443,
      user: null,
      password: null,
      database: null,
      properties: { url: [{ of: 'resource', name, property: 'endpoint' }], endpoint: [{ of: 'resource', name, property: 'endpoint' }] },
    },
    values: { host: attribute(id, 'DomainEndpoint'), endpoint: joined(['https://', attribute(id, 'DomainEndpoint')]) },
    secrets: {},
    door: { group, ports: [443] },
    actions: null,
  };
}
