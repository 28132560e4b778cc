import type { Deployment } from '@groundwork/provision';
import { scopeOf } from '../names.ts';
import { resource as block, type Block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';
import type { Text } from '../render/context.ts';

/**
 * Public images come through a repository that fetches and keeps them: machines need no way to the internet, and what is pulled
 * tomorrow is what was pulled today: https://cloud.google.com/artifact-registry/docs/repositories/remote-overview
 */
export const hubBlock = (deployment: Deployment, image: string): Block => {
  const host = hostOf(image);
  return block('main', 'google_artifact_registry_repository', labelFor(host), {
    repository_id: `${scopeOf(deployment)}-${nameFor(host)}`,
    location: expression('var.region'),
    format: 'DOCKER',
    mode: 'REMOTE_REPOSITORY',
    description: `Images of ${host}`,
    remote_repository_config: {
      docker_repository: host === 'docker.io' ? { public_repository: 'DOCKER_HUB' } : { custom_repository: { uri: `https://${host}` } },
    },
  });
};

/** Where an image is pulled from. */
export const mirrored = (deployment: Deployment, image: string): Text =>
  joined(
    expression('var.region'),
    '-docker.pkg.dev/',
    expression('var.project'),
    `/${scopeOf(deployment)}-${nameFor(hostOf(image))}/${image.slice(hostOf(image).length + 1)}`,
  );

const hostOf = (image: string): string => image.split('/')[0] ?? image;

/** Docker's own has the plain name; others say which they are. */
const nameFor = (host: string): string => (host === 'docker.io' ? 'hub' : host.replace(/[^a-z0-9]+/g, '-'));

export const labelFor = (host: string): string => nameFor(host).replaceAll('-', '_');

export const hubAddress = (image: string): string => `google_artifact_registry_repository.${labelFor(hostOf(image))}`;
