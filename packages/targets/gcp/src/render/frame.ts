import { labelsOf, scopeOf } from '../names.ts';
import { apiOf } from '../terraform/apis.ts';
import { labelOf, output, resource as block, variable, type Block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';
import type { Context } from './context.ts';
import { needsNetwork, networkOf } from './network.ts';
import { hostOfService } from './service-address.ts';
import type { Wiring } from './wiring.ts';

/** What an environment has whatever runs in it: the project it is in, the APIs it needs, its registry, its network. */
export function frameOf(context: Context, wiring: Wiring): Block[] {
  const { deployment, images } = context;
  const network = needsNetwork(wiring.uses) ? networkOf(context, wiring.uses) : [];
  const registry = block('main', 'google_artifact_registry_repository', 'images', {
    repository_id: scopeOf(deployment),
    location: expression('var.region'),
    format: 'DOCKER',
    description: `Images of ${deployment.title} ${deployment.environment}`.slice(0, 200),
    cleanup_policy_dry_run: false,
    cleanup_policies: [
      { id: 'keep-newest', action: 'KEEP', most_recent_versions: { keep_count: 10 } },
      { id: 'drop-old', action: 'DELETE', condition: { older_than: '2592000s' } },
    ],
  });
  const all = [...network, registry, ...wiring.blocks];
  return [
    variable('project', { type: 'string', description: 'Google Cloud project' }),
    variable('region', { type: 'string', default: deployment.region, description: 'Region of everything' }),
    variable('images', {
      type: 'map(string)',
      default: images,
      description: 'Image to what was pushed of it, with its digest; otherwise `latest` of the repository made here',
    }),
    variable('unprotected', {
      type: 'list(string)',
      default: [],
      description: 'Names of resources that may be deleted with their data',
    }),
    {
      file: 'main',
      kind: 'provider',
      labels: ['google'],
      body: { project: expression('var.project'), region: expression('var.region'), default_labels: labelsOf(deployment) },
    },
    { file: 'main', kind: 'data', labels: ['google_project', 'this'], body: { project_id: expression('var.project') } },
    {
      file: 'main',
      kind: 'locals',
      labels: [],
      body: {
        // Zone b is in every region: https://cloud.google.com/compute/docs/regions-zones
        ...(wiring.uses.machines ? { zone: joined(expression('var.region'), '-b') } : {}),
        repository: joined(
          expression('var.region'),
          '-docker.pkg.dev/',
          expression('var.project'),
          '/',
          expression('google_artifact_registry_repository.images.repository_id'),
        ),
      },
    },
    ...apisOf(
      all,
      [...wiring.made.values()].flatMap(({ apis = [] }) => apis),
    ).map((api) => block('main', 'google_project_service', labelOf(api), { service: `${api}.googleapis.com`, disable_on_destroy: false })),
    ...network,
    registry,
    output('project_number', expression('data.google_project.this.number'), 'Part of the addresses of services'),
    ...deployment.services
      .filter(({ mode, public: open }) => (mode === 'serve' || mode === 'static') && open)
      .map(({ id, name }) => output(`${labelOf(id)}_url`, joined('https://', hostOfService(deployment, id)), `Where ${name} answers`)),
  ];
}

/** Secrets are of the API of Secret Manager even where the engine makes them. */
export const apisOf = (blocks: readonly Block[], more: readonly string[]): string[] =>
  [
    ...new Set([
      'secretmanager',
      ...more,
      ...blocks.flatMap(({ kind, labels }) => (kind === 'resource' ? [apiOf(labels[0] ?? '') ?? ''] : [])),
    ]),
  ]
    .filter((api) => api !== '')
    .toSorted();
