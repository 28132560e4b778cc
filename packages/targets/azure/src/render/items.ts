import type { Quantity } from '@groundwork/cost';
import type { Deployment, Item } from '@groundwork/provision';
import { nativeId } from '../arm/native.ts';
import { namesOf } from '../foundations/environment.ts';
import type { NetworkNeeds } from '../foundations/network.ts';
import { shareNative, shareSize } from '../foundations/share.ts';
import { environmentName, plainName } from '../names.ts';
import { quantity } from '../quantities.ts';
import type { Part } from '../resources/part.ts';
import type { RenderedService, RenderedServices } from '../services/render.ts';
import { consumption, type Size, type WorkloadProfile } from '../services/size.ts';

export interface ItemsContext {
  readonly parts: ReadonlyMap<string, Part>;
  readonly services: RenderedServices;
  readonly needs: NetworkNeeds;
  readonly inNetwork: boolean;
  readonly share: boolean;
  readonly profiles: readonly WorkloadProfile[];
}

/** What a person reads of it. */
export function itemsOf(deployment: Deployment, context: ItemsContext): Item[] {
  const { parts, services } = context;
  return [
    ...services.each.map(serviceItem),
    ...deployment.resources.flatMap((resource): Item[] => {
      const part = parts.get(resource.name);
      if (!part) return [];
      return [
        {
          id: `resource:${resource.name}`,
          kind: 'resource',
          name: resource.name,
          title: part.title,
          native: part.native,
          permissions: [],
          quantities: part.quantities,
          stateful: resource.stateful && (part.native.length > 0 || part.share),
          evidence: resource.resource.evidence,
        },
      ];
    }),
    ...services.each.map(roleItem),
    ...environmentItems(deployment, context),
  ];
}

function serviceItem({ deployed, size, native }: RenderedService): Item {
  const { name, mode, replicas, service } = deployed;
  const job = mode === 'once' || mode === 'scheduled';
  const copies = replicas.min === replicas.max ? `×${replicas.max}` : `×${replicas.min} to ${replicas.max}`;
  const how = job ? (mode === 'once' ? 'job, by hand' : `job, ${service.schedule ?? 'daily'}`) : copies;
  const reached = deployed.port === null ? '' : deployed.public ? ', public' : ', internal';
  return {
    id: `service:${name}`,
    kind: 'service',
    name,
    title: `Container Apps ${size.title} ${how}${job ? '' : reached}`,
    native,
    permissions: [],
    quantities: job ? onDemand(size) : [...always(size, replicas.min), ...(deployed.port === null ? [] : [quantity.requests()])],
    stateful: false,
    evidence: service.evidence,
  };
}

function always(size: Size, copies: number): Quantity[] {
  if (copies === 0) return onDemand(size);
  if (size.gpu) return [quantity.gpu(size.gpu.kind, copies), ...quantity.consumption(size.cpu, size.memory, copies)];
  // What runs on a machine of its own is paid with the machine.
  return size.profile.name === consumption.name ? quantity.consumption(size.cpu, size.memory, copies) : [];
}

const onDemand = (size: Size): Quantity[] => [
  ...(size.gpu ? [quantity.gpuOnDemand(size.gpu.kind)] : []),
  ...quantity.consumptionOnDemand(),
];

const roleItem = ({ deployed, roleNative, permissions }: RenderedService): Item => ({
  id: `role:${deployed.name}`,
  kind: 'role',
  name: deployed.name,
  title: `managed identity, ${permissions.map(({ action }) => action).join(', ')}`,
  native: roleNative,
  permissions,
  quantities: [],
  stateful: false,
  evidence: permissions.flatMap(({ evidence }) => evidence),
});

function environmentItems(deployment: Deployment, { needs, inNetwork, share, profiles }: ItemsContext): Item[] {
  const names = namesOf(deployment);
  const own = environmentName(deployment);
  const item = (kind: Item['kind'], title: string, native: readonly string[], quantities: readonly Quantity[], stateful = false): Item => ({
    id: kind,
    kind,
    name: own,
    title,
    native,
    permissions: [],
    quantities,
    stateful,
    evidence: [],
  });
  const machines = profiles.filter(({ minimumCount }) => minimumCount !== undefined);
  return [
    item(
      'environment',
      `Container Apps environment, ${profiles.map(({ name }) => name).join(', ')}; Log Analytics`,
      [nativeId('Microsoft.App/managedEnvironments', names.apps), nativeId('Microsoft.OperationalInsights/workspaces', names.workspace)],
      [
        quantity.logs(),
        quantity.traffic(),
        ...(machines.length === 0 ? [] : [quantity.dedicatedPlan()]),
        ...machines.flatMap(({ name, minimumCount = 0 }) => quantity.machines(name, minimumCount)),
      ],
    ),
    item(
      'registry',
      'Container Registry, Basic',
      [nativeId('Microsoft.ContainerRegistry/registries', names.registry)],
      quantity.registry(),
    ),
    item('secret', 'Key Vault', [nativeId('Microsoft.KeyVault/vaults', names.vault)], [quantity.vault()]),
    ...(inNetwork ? [item('network', networkTitle(needs), networkNative(deployment, needs), quantity.network())] : []),
    ...(share
      ? [
          {
            ...item('resource', `NFS share, ${shareSize} GiB`, shareNative(deployment), [quantity.fileShare(shareSize)], true),
            id: 'resource:files',
            name: 'files',
          },
        ]
      : []),
  ];
}

const networkTitle = ({ subnets }: NetworkNeeds): string =>
  `virtual network, subnets ${[...new Set(['apps', ...subnets])].toSorted().join(', ')}`;

function networkNative(deployment: Deployment, { subnets, zones }: NetworkNeeds): string[] {
  return [
    nativeId('Microsoft.Network/virtualNetworks', namesOf(deployment).network),
    ...[...new Set(['apps', ...subnets])]
      .toSorted()
      .map((subnet) => nativeId('Microsoft.Network/networkSecurityGroups', plainName(subnet))),
    ...[...new Set(zones)]
      .toSorted()
      .flatMap((zone) => [
        nativeId('Microsoft.Network/privateDnsZones', plainName(zone)),
        nativeId('Microsoft.Network/privateDnsZones/virtualNetworkLinks', plainName(zone), plainName('network')),
      ]),
  ];
}
