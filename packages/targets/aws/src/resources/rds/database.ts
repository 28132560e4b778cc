import type { DeployedResource } from '@groundwork/provision';
import { ref } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { tagsOf } from '../../render/tags.ts';
import { subnetsOf } from '../../render/network.ts';
import { drawDoor } from '../door.ts';
import { drawPassword } from '../password.ts';
import type { Served } from '../served.ts';
import { drawAurora } from './aurora.ts';
import { rdsEngines, type RdsEngine, type RdsType } from './engines.ts';
import { drawInstance } from './instance.ts';
import { databaseNamed, userNamed } from './names.ts';

/** A database of RDS: in private subnets, encrypted, with backups, and a snapshot when it is deleted. `size: aurora` makes it Aurora Serverless. */
export function drawDatabase(resource: DeployedResource, canvas: Canvas, type: RdsType): Served {
  const engine = rdsEngines[type];
  const { settings, name, told } = resource;
  const { deployment } = canvas;
  const id = logical(resource.id);
  const database = databaseNamed(resource, deployment);
  const user = userNamed(resource, deployment);
  const group = drawDoor(resource, [engine.port], canvas);
  const password = drawPassword(`${id}Password`, user, canvas, `Password of ${user} at ${name}`);
  const wanted = resource.resource.version;
  const version = versionFor(wanted, engine);
  const subnets = canvas.foundations.add(`${id}Subnets`, {
    Type: 'AWS::RDS::DBSubnetGroup',
    Properties: { DBSubnetGroupDescription: 'Private subnets', SubnetIds: subnetsOf('Private'), Tags: tagsOf(deployment) },
  });
  const drawn = (settings.size?.startsWith('aurora') === true && engine.aurora !== null ? drawAurora : drawInstance)({
    resource,
    canvas,
    engine,
    version,
    database,
    group,
    common: {
      BackupRetentionPeriod: settings.backupDays ?? 7,
      CopyTagsToSnapshot: true,
      DBSubnetGroupName: ref(subnets),
      MasterUserPassword: password.value,
      MasterUsername: user,
      Port: engine.port,
      StorageEncrypted: true,
      Tags: tagsOf(deployment, resource.id),
    },
  });
  if (!told.password) canvas.note(`${name}: the code has no variable for its password, and ${engine.title} on AWS insists on one`);
  if (wanted !== null && version !== wanted && !wanted.startsWith(version))
    canvas.note(`${name}: version ${wanted} was asked for; RDS runs ${engine.title} ${version}`);
  if (!engine.namesDatabase) canvas.note(`${name}: ${engine.title} begins without a database; a migration has to make ${database}`);
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: drawn.title,
    native: [group, `${id}Password`, subnets, ...drawn.native],
    permissions: [],
    quantities: [...drawn.quantities, { price: 'aws.secret', label: 'password', amount: 1 }],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    reach: {
      port: engine.port,
      user: [user],
      database: [database],
      ...(type === 'postgres' && readsLibpq(resource) ? { query: 'sslmode=require' } : {}),
    },
    values: { host: drawn.host },
    secrets: { password: password.place },
    door: { group, ports: [engine.port] },
    actions: null,
  };
}

/** The version that was asked for, `16.4` being a 16; else the usual one. */
function versionFor(wanted: string | null, { versions, version }: RdsEngine): string {
  return Object.keys(versions).find((known) => wanted === known || wanted?.startsWith(`${known}.`) === true) ?? version;
}

/** Whether everything that reads its URL knows libpq's `sslmode`: asyncpg through SQLAlchemy takes it for an argument and dies of it. */
function readsLibpq({ told }: DeployedResource): boolean {
  return told.variables.every(({ property, form }) => property !== 'url' || form === null || !/asyncpg|ado\.net|pdo|r2dbc/.test(form));
}
