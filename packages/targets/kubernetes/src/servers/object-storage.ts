import {
  awsAccessKey,
  awsConnection,
  awsRegion,
  bucketsOf,
  storageApi,
  type DeployedResource,
  type Deployment,
  type ServerImage,
} from '@groundwork/provision';
import type { Resource } from '@groundwork/blueprint';

/**
 * Objects as files of a volume, by the gateway of Versity: one program, no cluster of its own. Its makers' image is theirs and
 * Alpine's: https://github.com/versity/versitygw/blob/main/Dockerfile. `null` for code that speaks another interface than Amazon's.
 */
export function objectStorageImage({ resources }: Deployment, resource: Resource): ServerImage | null {
  if (storageApi(resource.evidence) !== 's3') return null;
  const deployed = resources.find(({ name }) => name === resource.name);
  return {
    title: 'Versity S3 Gateway',
    image: 'docker.io/versity/versitygw',
    tag: 'v1.8.0',
    tags: 'none',
    port: 7070,
    data: '/data',
    account: 1000,
    memory: 256,
    ready: 'connects',
    env: ({ password }) => ({
      ROOT_ACCESS_KEY_ID: awsAccessKey,
      ROOT_SECRET_ACCESS_KEY: password,
      VGW_PORT: ':7070',
      VGW_REGION: awsRegion,
    }),
    arguments: () => ['posix', '--sidecar', '/data/attributes', '/data/store'],
    connection: (login) => awsConnection('object_storage', 'S3', login, deployed ? { variables: bucketsOf(deployed).variables } : {}),
  };
}

/** A bucket is a folder: those the code has names for are there from the start. */
export function bucketFolders(deployed: DeployedResource): string[] {
  if (deployed.resource.type !== 'object_storage') return [];
  return ['attributes', 'store', ...bucketsOf(deployed).names.map((bucket) => `store/${bucket}`)];
}
