import type { DeployedResource } from '@groundwork/provision';
import { attribute, ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { subnetsOf } from '../render/network.ts';
import { tagsOf } from '../render/tags.ts';
import { drawDoor } from './door.ts';
import type { Served } from './served.ts';

const port = 11_211;

/** Memcached of ElastiCache. Its clients know neither passwords nor, most of them, TLS: the network keeps others out. */
export function drawMemcached(resource: DeployedResource, canvas: Canvas): Served {
  const { name, settings } = resource;
  const id = logical(resource.id);
  const size = settings.size ?? 'cache.t4g.micro';
  const group = drawDoor(resource, [port], canvas);
  const subnets = canvas.foundations.add(`${id}Subnets`, {
    Type: 'AWS::ElastiCache::SubnetGroup',
    Properties: { Description: 'Private subnets', SubnetIds: subnetsOf('Private'), Tags: tagsOf(canvas.deployment) },
  });
  canvas.foundations.add(id, {
    Type: 'AWS::ElastiCache::CacheCluster',
    Properties: {
      AutoMinorVersionUpgrade: true,
      CacheNodeType: size,
      CacheSubnetGroupName: ref(subnets),
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      NumCacheNodes: 1,
      Port: port,
      Tags: tagsOf(canvas.deployment, resource.id),
      VpcSecurityGroupIds: [attribute(group, 'GroupId')],
    },
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `ElastiCache Memcached ${size}`,
    native: [group, subnets, id],
    permissions: [],
    quantities: [{ price: `aws.elasticache.memcached.${size}`, label: size, amount: 730 }],
    stateful: false,
    evidence: resource.resource.evidence,
  });
  return {
    reach: { port, user: null, password: null, database: null },
    values: { host: attribute(id, 'ConfigurationEndpoint.Address') },
    secrets: {},
    door: { group, ports: [port] },
    actions: null,
  };
}
