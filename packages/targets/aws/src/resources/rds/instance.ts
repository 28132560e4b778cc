import { attribute } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import type { DatabaseDrawing, DrawnDatabase } from './drawing.ts';

/** One server of RDS, with a second one in another zone where that was asked for. */
export function drawInstance({ resource, canvas, engine, version, database, group, common }: DatabaseDrawing): DrawnDatabase {
  const { settings } = resource;
  const id = logical(resource.id);
  const size = settings.size ?? engine.size;
  const storage = settings.storage ?? 20;
  // Express has no second server.
  const standby = settings.highAvailability === true && engine.license === null;
  canvas.foundations.add(id, {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      ...common,
      AllocatedStorage: String(storage),
      AutoMinorVersionUpgrade: true,
      DBInstanceClass: size,
      ...(engine.namesDatabase ? { DBName: database } : {}),
      EnableCloudwatchLogsExports: [...engine.logs],
      Engine: engine.engine,
      EngineVersion: engine.versions[version] ?? version,
      ...(engine.license === null ? {} : { LicenseModel: engine.license }),
      MaxAllocatedStorage: Math.max(storage * 5, 100),
      MultiAZ: standby,
      Port: String(engine.port),
      PubliclyAccessible: false,
      StorageType: 'gp3',
      VPCSecurityGroups: [attribute(group, 'GroupId')],
    },
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
  });
  return {
    title: `RDS ${engine.title} ${version} ${size}, ${storage} GB, encrypted${standby ? ', a second one stands by' : ''}`,
    native: [id],
    host: attribute(id, 'Endpoint.Address'),
    quantities: [
      { price: `aws.${standby ? 'rds-standby' : 'rds'}.${engine.price}.${size}`, label: size, amount: 730 },
      { price: `aws.rds-storage${standby ? '-standby' : ''}.gp3`, label: `${storage} GB`, amount: storage },
      { price: 'aws.rds-backup', label: 'backups beyond its size', amount: null },
    ],
  };
}
