import type { Quantity } from '@groundwork/cost';
import { machines } from './services/size.ts';

/** A month, in the units prices are given in. */
const hoursPerMonth = 730;
const daysPerMonth = hoursPerMonth / 24;

const fixed = (price: string, label: string, amount: number): Quantity => ({ price: `azure.${price}`, label, amount });
const usage = (price: string, label: string): Quantity => ({ price: `azure.${price}`, label, amount: null });

/** What the list calls the tiers of AI Search. */
const searchUnits: Readonly<Record<string, string>> = { basic: 'Basic', standard: 'S1', standard2: 'S2' };

/** How much of what is priced (`azure.*` of `@groundwork/cost`) the parts of an environment take. */
export const quantity = {
  /** As if every replica were at work all the time; what idles costs less. */
  consumption: (vcpu: number, gib: number, copies: number): Quantity[] => [
    fixed('container-apps.vcpu', `${vcpu} vCPU ×${copies}`, vcpu * copies * hoursPerMonth),
    fixed('container-apps.memory', `${gib} GiB ×${copies}`, gib * copies * hoursPerMonth),
  ],
  consumptionOnDemand: (): Quantity[] => [
    usage('container-apps.vcpu', 'vCPU while it runs'),
    usage('container-apps.memory', 'memory while it runs'),
  ],
  requests: (): Quantity => usage('container-apps.request', 'requests'),
  gpu: (kind: 'T4' | 'A100', count: number): Quantity => fixed(`container-apps-gpu.${kind}`, `${kind} ×${count}`, count * hoursPerMonth),
  gpuOnDemand: (kind: 'T4' | 'A100'): Quantity => usage(`container-apps-gpu.${kind}`, `${kind} while it runs`),
  /** Dedicated machines by name, which are paid whether anything runs on them or not. */
  machines(name: string, nodes: number): Quantity[] {
    const machine = machines.find(([each]) => each === name);
    if (!machine) return [];
    const [, vcpu, gib] = machine;
    return [
      fixed('container-apps-dedicated.vcpu', `${vcpu} vCPU ×${nodes}`, vcpu * nodes * hoursPerMonth),
      fixed('container-apps-dedicated.memory', `${gib} GiB ×${nodes}`, gib * nodes * hoursPerMonth),
    ];
  },
  dedicatedPlan: (): Quantity => fixed('container-apps-dedicated.plan', 'dedicated plan', hoursPerMonth),
  postgres: (size: string): Quantity => fixed(`postgres.${size}`, size, hoursPerMonth),
  postgresStorage: (gib: number): Quantity => fixed('postgres-storage', `${gib} GiB`, gib),
  mysql: (size: string): Quantity => fixed(`mysql.${size}`, size, hoursPerMonth),
  mysqlStorage: (gib: number): Quantity => fixed('mysql-storage', `${gib} GiB`, gib),
  /** `Basic`, `S0`. */
  sql: (tier: string): Quantity => fixed(`sql.${tier}`, `${tier} database`, daysPerMonth),
  redis: (sku: string, nodes: number): Quantity => fixed(`managed-redis.${sku}`, `${sku} ×${nodes}`, nodes * hoursPerMonth),
  blobs: (): Quantity[] => [usage('storage.blob', 'stored'), usage('storage.write', 'writes'), usage('storage.read', 'reads')],
  fileShare: (gib: number): Quantity => fixed('storage.files-premium', `${gib} GiB share`, gib),
  serviceBus: (): Quantity[] => [
    fixed('service-bus.standard', 'Standard namespace', 1),
    usage('service-bus.standard.operation', 'operations'),
  ],
  eventHubs: (units: number): Quantity[] => [
    fixed('event-hubs.Standard', `throughput unit ×${units}`, units * hoursPerMonth),
    usage('event-hubs-event', 'events'),
  ],
  cosmos: (): Quantity[] => [usage('cosmos-serverless.ru', 'request units'), usage('cosmos.storage', 'stored')],
  search: (sku: string): Quantity => fixed(`ai-search.${searchUnits[sku] ?? sku}`, `${sku} unit`, hoursPerMonth),
  registry: (): Quantity[] => [fixed('acr.Basic', 'Basic registry', daysPerMonth), usage('acr-task.vcpu', 'builds in it')],
  logs: (): Quantity => usage('log-analytics.in', 'logs'),
  vault: (): Quantity => usage('key-vault.operation', 'operations'),
  privateEndpoint: (): Quantity => fixed('private-endpoint', 'private endpoint', hoursPerMonth),
  privateZone: (): Quantity => fixed('private-dns-zone', 'private DNS zone', 1),
  /** An environment in a network of its own brings a load balancer and two addresses. */
  network: (): Quantity[] => [
    fixed('load-balancer', 'load balancer', hoursPerMonth),
    fixed('ipv4', '2 public addresses', 2 * hoursPerMonth),
  ],
  traffic: (): Quantity => usage('transfer.out', 'data to the internet'),
};
