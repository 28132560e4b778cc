import { identifierOf, type DeployedService } from '@groundwork/provision';
import type { Json } from '../arm/template.ts';
import { shareName } from '../foundations/share.ts';

/** A folder of the share, and where a container sees it. */
export interface Mount {
  readonly folder: string;
  readonly path: string;
}

/** Makes the folders, which a program that is not root could not. */
const initImage = 'docker.io/library/busybox:1.37';

/** What a template of an app or job has so that a container sees folders of the share. */
export function mounted(mounts: readonly Mount[]): {
  readonly volumeMounts: Readonly<Record<string, Json>>;
  readonly volumes: Readonly<Record<string, Json>>;
} {
  if (mounts.length === 0) return { volumeMounts: {}, volumes: {} };
  const folders = [...new Set(mounts.map(({ folder }) => `/share/${folder}`))];
  return {
    volumeMounts: { volumeMounts: mounts.map(({ folder, path }) => ({ volumeName: shareName, mountPath: path, subPath: folder })) },
    volumes: {
      volumes: [{ name: shareName, storageName: shareName, storageType: 'NfsAzureFile' }],
      initContainers: [
        {
          name: 'folders',
          image: initImage,
          command: ['sh', '-c', 'mkdir -p "$@" && chmod 777 "$@"', 'folders', ...folders],
          resources: { cpu: "[json('0.25')]", memory: '0.5Gi' },
          volumeMounts: [{ volumeName: shareName, mountPath: '/share' }],
        },
      ],
    },
  };
}

/** Folder of the code in the images of services. */
const codeFolder = '/app';

/**
 * Folders the code writes to, which services of one image share. An image is made from the folder of its services or from one above
 * it, so that there are two places where a folder may be.
 */
export function writtenFolders({ image, service }: DeployedService): Mount[] {
  return service.volumes
    .filter(({ path }) => !path.startsWith('..'))
    .flatMap(({ path }) => {
      const folder = `${image}/${identifierOf(path, 40)}`;
      if (path.startsWith('/')) return [{ folder, path }];
      const places = new Set([`${codeFolder}/${path}`, `${codeFolder}/${[service.path, path].filter((part) => part !== '.').join('/')}`]);
      return [...places].map((place) => ({ folder, path: place }));
    });
}
