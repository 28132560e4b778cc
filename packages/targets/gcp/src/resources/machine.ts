import {
  serverImageOf,
  tagged,
  templateOf,
  referencesIn,
  type DeployedResource,
  type ServerImage,
  type Template,
} from '@groundwork/provision';
import { accountOf, nameOf } from '../names.ts';
import { keyOf } from '../render/container.ts';
import type { Context, Made } from '../render/context.ts';
import { secretLocal } from '../render/secrets.ts';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, type Body } from '../terraform/value.ts';
import { hubAddress, hubBlock, mirrored } from './hub.ts';
import { loginOf, reachOf } from './login.ts';
import { userData } from './user-data.ts';

const hours = 730;

/** Machines by the memory a server takes beside the system: https://cloud.google.com/compute/docs/general-purpose-machines */
const machines: readonly (readonly [number, string])[] = [
  [1024, 'e2-small'],
  [3072, 'e2-medium'],
  [6144, 'e2-standard-2'],
  [14_336, 'e2-standard-4'],
];

/**
 * A server that Google runs for nobody: its makers' image on a machine with Container-Optimized OS, its data on a disk of its own that
 * outlives the machine. Nothing outside the environment's network reaches it, and it has no address of its own there.
 */
export function machine(deployed: DeployedResource, context: Context): Made | null {
  const image = serverImageOf(deployed.resource.type);
  const tag = image ? tagged(image, deployed.resource) : null;
  if (!image || tag === null) return null;
  const { deployment } = context;
  const { id, name, settings } = deployed;
  const label = labelOf(id);
  const login = loginOf(deployed, deployment.name, image.port);
  const env = Object.entries(image.env?.(login) ?? {})
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([variable, text]): [string, Template] => [variable, templateOf(text)]);
  const secrets = secretsOf(env, id);
  const connection = image.connection?.(login) ?? {};
  const type = settings.size ?? machines.find(([memory]) => image.memory <= memory)?.[1] ?? 'e2-standard-8';
  const disk = settings.storage ?? 10;
  const ports = [image.port, ...Object.values(image.ports ?? {})];
  return {
    title: `${image.title} ${tag.slice(tag.lastIndexOf(':') + 1)} on Compute Engine ${type}${image.data === null ? '' : `, disk of ${disk} GB`}, private`,
    blocks: [
      hubBlock(deployment, tag),
      ...accountBlocks(deployed, context, secrets, hubAddress(tag)),
      ...diskBlocks(deployed, context, image, disk),
      block('main', 'google_compute_address', label, {
        name: nameOf(deployment, id, 60),
        address_type: 'INTERNAL',
        subnetwork: expression('google_compute_subnetwork.main.id'),
      }),
      block('main', 'google_compute_firewall', label, {
        name: nameOf(deployment, id, 60),
        network: expression('google_compute_network.main.id'),
        direction: 'INGRESS',
        source_ranges: [expression('google_compute_subnetwork.main.ip_cidr_range')],
        target_service_accounts: [expression(`google_service_account.${label}_server.email`)],
        allow: { protocol: 'tcp', ports: ports.map(String) },
      }),
      block('main', 'google_compute_instance', label, {
        ...instance({ deployed, context, type, data: image.data !== null }),
        metadata: {
          'block-project-ssh-keys': 'true',
          'google-logging-enabled': 'true',
          'user-data': userData({
            image,
            tag: mirrored(deployment, tag),
            login,
            env,
            secrets,
            address: expression(`google_compute_address.${label}.address`),
          }),
        },
        depends_on: secrets.map((key) => `google_secret_manager_secret_iam_member.${labelOf(`${id}-server-reads-${key}`)}`),
      }),
    ],
    reach: reachOf(image.port, connection),
    values: { host: expression(`google_compute_address.${label}.address`), port: String(image.port) },
    quantities: [
      { price: `gcp.gce.${type}`, label: type, amount: hours },
      {
        price: 'gcp.disk.balanced',
        label: `${10 + (image.data === null ? 0 : disk)} GB disk`,
        amount: 10 + (image.data === null ? 0 : disk),
      },
    ],
    stateful: image.data !== null && deployed.stateful,
    network: 'subnet',
    passwords: secrets,
    notes: [
      `${name} is one machine: while Google restarts it, it is gone for a minute`,
      ...(image.data === null ? [] : [`${name}: a snapshot of its disk is kept each day for ${settings.backupDays ?? 7} days`]),
    ],
  };
}

function secretsOf(env: readonly (readonly [string, Template])[], id: string): string[] {
  const keys = env.flatMap(([, template]) =>
    referencesIn(template).flatMap((each) =>
      each.of === 'resource' && (each.property === 'password' || each.property === 'secretKey') ? [keyOf(id, each.property)] : [],
    ),
  );
  return [...new Set(keys)].toSorted();
}

function accountBlocks({ id, name }: DeployedResource, { deployment }: Context, secrets: readonly string[], hub: string): Block[] {
  const account = labelOf(`${id}-server`);
  const member = expression(`google_service_account.${account}.member`);
  return [
    block('main', 'google_service_account', account, {
      account_id: accountOf(deployment, `${id}-server`),
      display_name: `Server of ${name}, ${deployment.title} ${deployment.environment}`.slice(0, 100),
    }),
    block('main', 'google_artifact_registry_repository_iam_member', account, {
      repository: expression(`${hub}.name`),
      location: expression('var.region'),
      role: 'roles/artifactregistry.reader',
      member,
    }),
    block('main', 'google_project_iam_member', account, {
      project: expression('var.project'),
      role: 'roles/logging.logWriter',
      member,
    }),
    ...secrets.map((key) =>
      block('main', 'google_secret_manager_secret_iam_member', labelOf(`${id}-server-reads-${key}`), {
        secret_id: expression(secretLocal(key, 'id')),
        role: 'roles/secretmanager.secretAccessor',
        member,
      }),
    ),
  ];
}

function diskBlocks({ id, name, settings }: DeployedResource, { deployment }: Context, image: ServerImage, size: number): Block[] {
  if (image.data === null) return [];
  const label = labelOf(id);
  const days = settings.backupDays ?? 7;
  const disk = block('main', 'google_compute_disk', label, {
    name: nameOf(deployment, id, 60),
    type: 'pd-balanced',
    size,
    zone: expression('local.zone'),
    // Data outlives the machine, and Terraform too unless a person names it.
    deletion_policy: expression(`contains(var.unprotected, ${JSON.stringify(name)}) ? "DELETE" : "PREVENT"`),
  });
  if (days === 0) return [disk];
  return [
    disk,
    block('main', 'google_compute_resource_policy', label, {
      name: nameOf(deployment, id, 60),
      region: expression('var.region'),
      snapshot_schedule_policy: {
        schedule: { daily_schedule: { days_in_cycle: 1, start_time: '03:00' } },
        retention_policy: { max_retention_days: days, on_source_disk_delete: 'KEEP_AUTO_SNAPSHOTS' },
      },
    }),
    block('main', 'google_compute_disk_resource_policy_attachment', label, {
      name: expression(`google_compute_resource_policy.${label}.name`),
      disk: expression(`google_compute_disk.${label}.name`),
      zone: expression('local.zone'),
    }),
  ];
}

function instance({
  deployed,
  context,
  type,
  data,
}: {
  readonly deployed: DeployedResource;
  readonly context: Context;
  readonly type: string;
  readonly data: boolean;
}): Body {
  const label = labelOf(deployed.id);
  return {
    name: nameOf(context.deployment, deployed.id, 60),
    machine_type: type,
    zone: expression('local.zone'),
    allow_stopping_for_update: true,
    can_ip_forward: false,
    boot_disk: { initialize_params: { image: 'cos-cloud/cos-stable', size: 10, type: 'pd-balanced' } },
    ...(data ? { attached_disk: { source: expression(`google_compute_disk.${label}.id`), device_name: 'data' } } : {}),
    network_interface: {
      subnetwork: expression('google_compute_subnetwork.main.id'),
      network_ip: expression(`google_compute_address.${label}.address`),
    },
    service_account: { email: expression(`google_service_account.${label}_server.email`), scopes: ['cloud-platform'] },
    shielded_instance_config: { enable_secure_boot: true, enable_vtpm: true, enable_integrity_monitoring: true },
  };
}
