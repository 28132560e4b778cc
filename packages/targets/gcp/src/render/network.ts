import { scopeOf } from '../names.ts';
import { resource as block, type Block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';
import type { Context } from './context.ts';

/** What the environment's network is for. */
export interface Uses {
  /** Databases that Google runs in a network of its own, peered with this one. */
  readonly peered: boolean;
  /** Services that are called by others and by nobody outside. */
  readonly internal: boolean;
  /** Servers on machines of ours. */
  readonly machines: boolean;
}

export const needsNetwork = ({ peered, internal, machines }: Uses): boolean => peered || internal || machines;

/** Addresses of `private.googleapis.com`, reached from inside a network: https://cloud.google.com/vpc/docs/configure-private-google-access */
const privateGoogle = ['199.36.153.8', '199.36.153.9', '199.36.153.10', '199.36.153.11'];

/** A network that nothing outside reaches. Containers send private addresses through it and all else past it. */
export function networkOf({ deployment }: Context, uses: Uses): Block[] {
  const scope = scopeOf(deployment);
  return [
    block('main', 'google_compute_network', 'main', { name: scope, auto_create_subnetworks: false, routing_mode: 'REGIONAL' }),
    block('main', 'google_compute_subnetwork', 'main', {
      name: scope,
      network: expression('google_compute_network.main.id'),
      region: expression('var.region'),
      ip_cidr_range: '10.8.0.0/20',
      private_ip_google_access: true,
      log_config: { aggregation_interval: 'INTERVAL_10_MIN', flow_sampling: 0.1, metadata: 'EXCLUDE_ALL_METADATA' },
    }),
    // What a network does anyway, said: nothing comes in that no rule of a server's own lets in.
    block('main', 'google_compute_firewall', 'nothing_in', {
      name: `${scope}-nothing-in`,
      network: expression('google_compute_network.main.id'),
      direction: 'INGRESS',
      priority: 65_534,
      source_ranges: ['0.0.0.0/0'],
      deny: { protocol: 'all' },
    }),
    ...(uses.peered ? peering(scope) : []),
    ...(uses.internal ? insideAddresses(scope) : []),
  ];
}

function peering(scope: string): Block[] {
  return [
    block('main', 'google_compute_global_address', 'services', {
      name: `${scope}-services`,
      purpose: 'VPC_PEERING',
      address_type: 'INTERNAL',
      prefix_length: 20,
      network: expression('google_compute_network.main.id'),
    }),
    block('main', 'google_service_networking_connection', 'services', {
      network: expression('google_compute_network.main.id'),
      service: 'servicenetworking.googleapis.com',
      reserved_peering_ranges: [expression('google_compute_global_address.services.name')],
      // Google lets go of it hours after the last database is gone; with the network it goes anyway.
      deletion_policy: 'ABANDON',
    }),
  ];
}

/** `run.app` leads through the network, so that a service which takes no calls from outside takes those of its neighbours. */
function insideAddresses(scope: string): Block[] {
  const zone = expression('google_dns_managed_zone.run.name');
  return [
    block('main', 'google_dns_managed_zone', 'run', {
      name: `${scope}-run`,
      dns_name: 'run.app.',
      description: 'Calls between services stay in the network',
      visibility: 'private',
      private_visibility_config: { networks: { network_url: expression('google_compute_network.main.id') } },
    }),
    block('main', 'google_dns_record_set', 'run', {
      managed_zone: zone,
      name: 'run.app.',
      type: 'A',
      ttl: 300,
      rrdatas: privateGoogle,
    }),
    block('main', 'google_dns_record_set', 'run_names', {
      managed_zone: zone,
      name: '*.run.app.',
      type: 'CNAME',
      ttl: 300,
      rrdatas: ['run.app.'],
    }),
  ];
}
