import { awsAccessKey, awsRegion } from '@groundwork/provision';
import { join } from 'node:path';
import { builtWithGo, type GoProgram } from '../obtain/go.ts';
import type { ServerRequest } from '../provider.ts';
import { onPath, type WebSource } from '../web/found.ts';
import type { StorageServer } from './server.ts';

const module: GoProgram = {
  title: 'Versity S3 Gateway',
  name: 'versitygw',
  module: 'github.com/versity/versitygw',
  main: './cmd/versitygw',
  version: 'v1.8.0',
};

export function versity(request: ServerRequest): StorageServer | null {
  const program = onPath('versitygw');
  return program === null ? null : startedBy(program, request);
}

export function versityBuilt(request: ServerRequest): StorageServer | null {
  const carried = builtWithGo(module);
  return carried && startedBy(carried, request);
}

/** Objects are files of a folder; what S3 knows about them lies beside it, since not every file system takes attributes. */
function startedBy(source: WebSource, { port, password }: ServerRequest): StorageServer {
  return {
    source,
    start: {
      name: 'Versity S3 Gateway',
      ...(typeof source === 'string' ? {} : { version: module.version.slice(1) }),
      // It goes into the folder of the objects before it looks for the other.
      arguments: (folder) => [
        '--port',
        `127.0.0.1:${port}`,
        '--quiet',
        'posix',
        '--sidecar',
        join(folder, 'attributes'),
        join(folder, 'store'),
      ],
      env: { ROOT_ACCESS_KEY_ID: awsAccessKey, ROOT_SECRET_ACCESS_KEY: password, VGW_REGION: awsRegion },
      folders: ['attributes', 'store'],
    },
  };
}
