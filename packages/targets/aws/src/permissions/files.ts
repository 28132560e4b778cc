import { arn, type Value } from '../cloudformation/value.ts';
import type { Mount } from '../resources/served.ts';
import { allow } from './statements.ts';

/** Mounting one folder of the file system, for reading and writing. */
export const mayMount = ({ fileSystem, accessPoint }: Mount): Value =>
  allow(['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'], [arn('elasticfilesystem', ['file-system/', fileSystem])], {
    StringEquals: { 'elasticfilesystem:AccessPointArn': arn('elasticfilesystem', ['access-point/', accessPoint]) },
  });
