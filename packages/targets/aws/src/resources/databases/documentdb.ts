import type { DeployedResource } from '@groundwork/provision';
import { attribute, ref } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { Canvas } from '../../render/canvas.ts';
import { subnetsOf } from '../../render/network.ts';
import { tagsOf } from '../../render/tags.ts';
import { drawDoor } from '../door.ts';
import { drawPassword } from '../password.ts';
import { databaseNamed, userNamed } from '../rds/names.ts';
import type { Served } from '../served.ts';

const port = 27_017;

/**
 * DocumentDB, which speaks MongoDB's protocol. Its certificate is signed by an authority no container trusts, so that code that cannot
 * be told a file of certificates does not get through: TLS is off, and the network lets in its users alone.
 */
export function drawDocumentdb(resource: DeployedResource, canvas: Canvas): Served {
  const { name, settings } = resource;
  const { foundations, deployment } = canvas;
  const id = logical(resource.id);
  const user = userNamed(resource, deployment);
  const size = settings.size ?? 'db.t4g.medium';
  const copies = settings.highAvailability === true ? 2 : 1;
  const group = drawDoor(resource, [port], canvas);
  const password = drawPassword(`${id}Password`, user, canvas, `Password of ${user} at ${name}`);
  const subnets = foundations.add(`${id}Subnets`, {
    Type: 'AWS::DocDB::DBSubnetGroup',
    Properties: { DBSubnetGroupDescription: 'Private subnets', SubnetIds: subnetsOf('Private'), Tags: tagsOf(deployment) },
  });
  const parameters = foundations.add(`${id}Parameters`, {
    Type: 'AWS::DocDB::DBClusterParameterGroup',
    Properties: {
      Description: `Settings of ${resource.id}`,
      Family: 'docdb5.0',
      Parameters: { audit_logs: 'disabled', tls: 'disabled' },
      Tags: tagsOf(deployment),
    },
  });
  foundations.add(id, {
    Type: 'AWS::DocDB::DBCluster',
    Properties: {
      BackupRetentionPeriod: settings.backupDays ?? 7,
      DBClusterParameterGroupName: ref(parameters),
      DBSubnetGroupName: ref(subnets),
      EngineVersion: '5.0.0',
      MasterUserPassword: password.value,
      MasterUsername: user,
      Port: port,
      StorageEncrypted: true,
      Tags: tagsOf(deployment, resource.id),
      VpcSecurityGroupIds: [attribute(group, 'GroupId')],
    },
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
  });
  const instances = Array.from({ length: copies }, (_, at) =>
    foundations.add(`${id}Instance${at + 1}`, {
      Type: 'AWS::DocDB::DBInstance',
      Properties: { DBClusterIdentifier: ref(id), DBInstanceClass: size, Tags: tagsOf(deployment, resource.id) },
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    }),
  );
  canvas.note(
    `${name}: DocumentDB without TLS, since its authority is in no container; it lacks some of MongoDB's features (serving: container has them)`,
  );
  canvas.items.push({
    id: `resource:${name}`,
    kind: 'resource',
    name,
    title: `DocumentDB 5.0 ${size} ×${copies}, encrypted at rest`,
    native: [group, `${id}Password`, subnets, parameters, id, ...instances],
    permissions: [],
    quantities: [
      { price: `aws.docdb.${size}`, label: `${size} ×${copies}`, amount: 730 * copies },
      { price: 'aws.docdb-storage', label: 'GB stored', amount: null },
      { price: 'aws.docdb-io', label: 'reads and writes', amount: null },
      { price: 'aws.secret', label: 'password', amount: 1 },
    ],
    stateful: true,
    evidence: resource.resource.evidence,
  });
  return {
    // It has no retryable writes, and drivers use them unless they are told.
    reach: { port, user: [user], database: [databaseNamed(resource, deployment)], query: 'authSource=admin&retryWrites=false' },
    values: { host: attribute(id, 'Endpoint') },
    secrets: { password: password.place },
    door: { group, ports: [port] },
    actions: null,
  };
}
