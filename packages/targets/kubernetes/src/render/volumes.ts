import { identifierOf, type DeployedService } from '@groundwork/provision';
import type { Json, JsonObject } from '../manifest/manifest.ts';
import { labelsOf } from '../manifest/labels.ts';
import type { Canvas } from './canvas.ts';

interface Mounted {
  readonly volumes: Json[];
  readonly mounts: Json[];
}

/** Folder of the code in the images of services. */
const codeFolder = '/app';

/** Where a file database lies in the containers of the services that use it. */
export const fileDatabaseFolder = (id: string): string => `/data/${id}`;

/** Claims a service keeps its files in, by name, with where each is mounted. */
export function claimsOf({ service, id }: DeployedService): { readonly claim: string; readonly path: string }[] {
  return service.volumes.map(({ path }) => ({
    claim: identifierOf(`${id}-${path}`, 50),
    path: path.startsWith('/') ? path : `${codeFolder}/${[service.path, path].filter((part) => part !== '.' && part !== '').join('/')}`,
  }));
}

/** Claims of a service, and file databases of others; jobs share them, since a volume of one node is on one node. */
export function volumesOf(canvas: Canvas, deployed: DeployedService): Mounted {
  const claims = claimsOf(deployed);
  const databases = canvas.deployment.resources.filter(
    ({ resource, users }) => resource.type === 'sqlite' && users.includes(deployed.name),
  );
  return {
    volumes: [
      ...claims.map(({ claim }) => claimVolume(claim)),
      ...databases.map(({ id }) => claimVolume(`${id}-data`)),
      // PyTorch's loaders hand tensors on through shared memory, of which a container has 64 MiB.
      ...(deployed.gpu ? [{ emptyDir: { medium: 'Memory', sizeLimit: `${Math.floor(deployed.memory / 4)}Mi` }, name: 'shm' }] : []),
    ],
    mounts: [
      ...claims.map(({ claim, path }) => ({ mountPath: path, name: claim })),
      ...databases.map(({ id }) => ({ mountPath: fileDatabaseFolder(id), name: `${id}-data` })),
      ...(deployed.gpu ? [{ mountPath: '/dev/shm', name: 'shm' }] : []),
    ],
  };
}

const claimVolume = (name: string): JsonObject => ({ name, persistentVolumeClaim: { claimName: name } });

/** Whether its pods hold a volume that only one of them can have at a time. */
export const holdsVolume = (canvas: Canvas, deployed: DeployedService): boolean =>
  claimsOf(deployed).length > 0 ||
  canvas.deployment.resources.some(({ resource, users }) => resource.type === 'sqlite' && users.includes(deployed.name));

/** A claim for storage, kept when the rest is destroyed unless it is named. */
export function drawClaim(
  canvas: Canvas,
  item: string,
  { claim, id, component, gib, why }: { claim: string; id: string; component: string; gib: number; why: readonly string[] },
): string {
  return canvas.add(
    item,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, labels: labelsOf(canvas.deployment, id, component) },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: `${gib}Gi` } } },
    },
    { step: 'foundation', why, stateful: true },
  );
}
