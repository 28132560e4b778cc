import { unsupported as notSupported, type Deployment, type Rendered, type RenderOptions, type Unsupported } from '@groundwork/provision';
import { expression, parameter, quoted } from '../arm/expression.ts';
import { templateFile, type ArmParameter, type ArmResource } from '../arm/template.ts';
import { environmentResources } from '../foundations/environment.ts';
import { networkResources } from '../foundations/network.ts';
import { shareResources } from '../foundations/share.ts';
import { markedAs } from '../foundations/tags.ts';
import { partOf } from '../resources/index.ts';
import type { Part } from '../resources/part.ts';
import { renderServices } from '../services/render.ts';
import { profilesOf } from '../services/profiles.ts';
import { itemsOf } from './items.ts';

/** Servers, network, registry and roles: everything but what runs the person's code. */
export const foundationsFile = 'foundations.json';

/** What runs the person's code. */
export const servicesFile = 'services.json';

/**
 * An environment as two ARM templates for its resource group, each a deployment stack of its own: what changes with every release
 * apart from what seldom does. Both hold no secret; secure parameters are filled from the vault.
 */
export function renderAzure(deployment: Deployment, { images, given, leaveOut = false }: RenderOptions): Rendered {
  const parts = new Map<string, Part>();
  const unsupported: Unsupported[] = [];
  for (const resource of deployment.resources) {
    const users = deployment.services.filter(({ name }) => resource.users.includes(name));
    const part = partOf(resource, { deployment, users });
    const { type, evidence } = resource.resource;
    if ('unsupported' in part) unsupported.push({ resource: resource.name, type, why: part.unsupported, evidence });
    else parts.set(resource.name, { ...part, resources: markedAs(resource.name, resource.stateful, part.resources) });
  }
  if (!leaveOut) requireSupported(unsupported);
  const services = renderServices(deployment, { parts, images, given });
  const all = [...parts.values()];
  const share = all.some((part) => part.share) || services.keepsFiles;
  const needs = {
    subnets: all.flatMap(({ subnets }) => subnets),
    zones: all.flatMap(({ zones }) => zones),
    endpoints: [...all.flatMap(({ endpoints }) => endpoints), ...(share ? ['Microsoft.Storage'] : [])],
  };
  const inNetwork = share || needs.subnets.length > 0;
  const profiles = profilesOf(services.sizes);
  const foundations: Record<string, ArmResource> = {
    ...environmentResources(deployment, { profiles, inNetwork }),
    ...(inNetwork ? networkResources(deployment, needs) : {}),
    ...(share ? markedAs('files', true, shareResources(deployment)) : {}),
    ...Object.assign({}, ...all.map(({ resources }) => resources)),
    ...services.foundations,
  };
  const parameters = Object.assign({}, ...all.map((part) => part.parameters));
  return {
    target: 'azure',
    files: {
      [foundationsFile]: templateFile({ parameters: { ...common(deployment), ...used(parameters, foundations) }, resources: foundations }),
      [servicesFile]: templateFile({
        parameters: { ...common(deployment), ...used(services.parameters, services.resources) },
        resources: services.resources,
      }),
    },
    items: itemsOf(deployment, { parts, services, needs, inNetwork, share, profiles }),
    unsupported,
    notes: [...all.flatMap(({ notes }) => notes), ...services.notes],
  };
}

function common({ region }: Deployment): Record<string, ArmParameter> {
  return {
    location: { type: 'string', defaultValue: region, metadata: { description: 'Region of everything' } },
    suffix: {
      type: 'string',
      defaultValue: '[uniqueString(resourceGroup().id)]',
      metadata: { description: 'Ends names that the whole world shares' },
    },
  };
}

/** A template declares what it uses. */
function used(
  parameters: Readonly<Record<string, ArmParameter>>,
  resources: Readonly<Record<string, ArmResource>>,
): Record<string, ArmParameter> {
  const text = JSON.stringify(resources);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => text.includes(expression(parameter(name)).expression)));
}

function requireSupported(unsupported: readonly Unsupported[]): void {
  const [first] = unsupported;
  if (!first) return;
  const [place] = first.evidence;
  throw notSupported(
    `Azure has nothing for ${unsupported.map(({ resource, type }) => `${resource} (${type})`).join(', ')}`,
    unsupported.map(({ resource, why }) => `${resource}: ${why}`).join('; '),
    { where: place ? `${place.file}:${place.line}` : quoted(first.resource) },
  );
}
