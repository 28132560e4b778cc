import { attribute, ref } from '../../cloudformation/value.ts';
import { logical } from '../../names.ts';
import { tagsOf } from '../../render/tags.ts';
import type { DatabaseDrawing, DrawnDatabase } from './drawing.ts';

const serverless = 'db.serverless';

/** Aurora: `size` is `aurora`, which is Serverless, or `aurora:db.t4g.medium`. */
export function drawAurora({ resource, canvas, engine, version, database, group, common }: DatabaseDrawing): DrawnDatabase {
  const { settings } = resource;
  const id = logical(resource.id);
  const [, size = serverless] = settings.size?.split(':') ?? [];
  const copies = settings.highAvailability === true ? 2 : 1;
  const name = engine.aurora ?? engine.engine;
  canvas.foundations.add(id, {
    Type: 'AWS::RDS::DBCluster',
    Properties: {
      ...common,
      DatabaseName: database,
      EnableCloudwatchLogsExports: [engine.engine === 'postgres' ? 'postgresql' : 'error'],
      Engine: name,
      // Aurora's MySQL has versions of its own; left out, the newest is taken.
      ...(engine.engine === 'postgres' ? { EngineVersion: engine.versions[version] ?? version } : {}),
      ...(size === serverless ? { ServerlessV2ScalingConfiguration: { MaxCapacity: 4, MinCapacity: 0.5 } } : {}),
      VpcSecurityGroupIds: [attribute(group, 'GroupId')],
    },
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
  });
  const instances = Array.from({ length: copies }, (_, at) =>
    canvas.foundations.add(`${id}Instance${at + 1}`, {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        AutoMinorVersionUpgrade: true,
        DBClusterIdentifier: ref(id),
        DBInstanceClass: size,
        Engine: name,
        PubliclyAccessible: false,
        Tags: tagsOf(canvas.deployment, resource.id),
      },
      // The data is the cluster's.
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    }),
  );
  return {
    title: `Aurora ${engine.title} ${size} ×${copies}, encrypted`,
    native: [id, ...instances],
    host: attribute(id, 'Endpoint.Address'),
    quantities: [
      size === serverless
        ? { price: 'aws.aurora-serverless.acu', label: `at least 0.5 ACU ×${copies}`, amount: 365 * copies }
        : { price: `aws.aurora.${size}`, label: `${size} ×${copies}`, amount: 730 * copies },
      { price: 'aws.aurora-storage', label: 'GB stored', amount: null },
      { price: 'aws.aurora-io', label: 'reads and writes', amount: null },
    ],
  };
}
