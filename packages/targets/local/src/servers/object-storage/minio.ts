import { awsAccessKey, awsRegion } from '@groundwork/provision';
import type { ServerRequest } from '../provider.ts';
import { onPath } from '../web/found.ts';
import type { StorageServer } from './server.ts';

export function minio({ port, password, extraPorts }: ServerRequest): StorageServer | null {
  const program = onPath('minio');
  if (program === null) return null;
  const console = `127.0.0.1:${extraPorts['console'] ?? 0}`;
  return {
    source: program,
    start: {
      name: 'MinIO',
      arguments: ['server', '--quiet', '--address', `127.0.0.1:${port}`, '--console-address', console, 'store'],
      env: {
        MINIO_ROOT_USER: awsAccessKey,
        MINIO_ROOT_PASSWORD: password,
        MINIO_REGION: awsRegion,
        MINIO_CALLHOME_ENABLE: 'off',
        MINIO_UPDATE: 'off',
      },
      folders: ['store'],
      page: `http://${console}`,
    },
  };
}
