import type { DeployedResource, Template } from '@groundwork/provision';
import { attribute, ref } from '../cloudformation/value.ts';
import { logical } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';
import { tagsOf } from '../render/tags.ts';
import { subnetsOf } from '../render/network.ts';
import { drawDoor } from './door.ts';
import { drawPassword } from './password.ts';
import type { Served } from './served.ts';

const port = 6379;

/**
 * Valkey of ElastiCache, which speaks Redis' protocol. TLS and a password where every variable that names it is a URL: who is told a
 * host and a port alone cannot be told to speak TLS, and would not get through.
 */
export function drawRedis(resource: DeployedResource, canvas: Canvas): Served {
  const { name, settings, told } = resource;
  const id = logical(resource.id);
  const urls = told.variables.filter(({ property }) => property === 'url');
  const hosts = told.variables.filter(({ property }) => property === 'host' || property === 'port');
  const encrypted = urls.length > 0 && hosts.length === 0 && urls.every(({ form }) => form === null || /^(?:rediss?|valkeys?)$/.test(form));
  const size = settings.size ?? 'cache.t4g.micro';
  const copies = settings.highAvailability === true ? 2 : 1;
  const group = drawDoor(resource, [port], canvas);
  const native = [group];
  const password = encrypted ? drawPassword(`${id}Password`, 'default', canvas, `Password of ${name}`) : null;
  if (password) native.push(`${id}Password`);
  native.push(
    canvas.foundations.add(`${id}Subnets`, {
      Type: 'AWS::ElastiCache::SubnetGroup',
      Properties: { Description: 'Private subnets', SubnetIds: subnetsOf('Private'), Tags: tagsOf(canvas.deployment) },
    }),
    canvas.foundations.add(id, {
      Type: 'AWS::ElastiCache::ReplicationGroup',
      Properties: {
        AtRestEncryptionEnabled: true,
        ...(password ? { AuthToken: password.value } : {}),
        AutoMinorVersionUpgrade: true,
        AutomaticFailoverEnabled: copies > 1,
        CacheNodeType: size,
        CacheSubnetGroupName: ref(`${id}Subnets`),
        Engine: 'valkey',
        EngineVersion: '8.0',
        MultiAZEnabled: copies > 1,
        NumCacheClusters: copies,
        Port: port,
        ReplicationGroupDescription: `Valkey of ${canvas.deployment.name}`,
        SecurityGroupIds: [attribute(group, 'GroupId')],
        SnapshotRetentionLimit: settings.backupDays ?? 1,
        Tags: tagsOf(canvas.deployment, resource.id),
        TransitEncryptionEnabled: encrypted,
      },
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
    }),
  );
  if (!encrypted)
    canvas.note(`${name}: without TLS and a password, since the code is told its host alone; only the services that use it are let in`);
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `ElastiCache Valkey 8 ${size}${copies > 1 ? ` ×${copies}` : ''}, ${encrypted ? 'TLS' : 'no TLS'}`,
    native,
    permissions: [],
    quantities: [
      { price: `aws.elasticache.valkey.${size}`, label: `${size} ×${copies}`, amount: 730 * copies },
      ...(password ? [{ price: 'aws.secret', label: 'password', amount: 1 }] : []),
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  const python = told.languages.includes('python');
  return {
    reach: {
      port,
      user: null,
      password: password ? [{ of: 'resource', name, property: 'password' }] : null,
      database: null,
      variables: encrypted ? Object.fromEntries(urls.map((each) => [each.name, encryptedUrl(name, each.value, python)])) : {},
    },
    values: { host: attribute(id, 'PrimaryEndPoint.Address') },
    secrets: password ? { password: password.place } : {},
    door: { group, ports: [port] },
    actions: null,
  };
}

/** Which of its databases is asked for stays as the code has it. Celery refuses a `rediss` URL that does not say how to check the server. */
function encryptedUrl(name: string, value: string | null, python: boolean): Template {
  const database = /\/(\d{1,2})(?:\?|$)/.exec(value ?? '')?.[1] ?? '0';
  return [
    'rediss://:',
    { of: 'resource', name, property: 'password' },
    '@',
    { of: 'resource', name, property: 'host' },
    `:${port}/${database}${python ? '?ssl_cert_reqs=required' : ''}`,
  ];
}
