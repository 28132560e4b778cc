import type { Quantity } from '@groundwork/cost';
import type { Item, Permission } from '@groundwork/provision';
import { addressOf, labelOf, type Block } from '../terraform/block.ts';
import { support } from '../support.ts';
import type { Context } from './context.ts';
import type { RunService, Wiring } from './wiring.ts';

const hours = 730;

/** What a person reads of a configuration: each line with the addresses it consists of; none is left out. */
export function environmentItems(context: Context, wiring: Wiring, all: readonly Block[]): Item[] {
  const { deployment } = context;
  // What several parts share is among the blocks of each of them.
  const resources = [...new Set(all.filter(({ kind, file }) => kind === 'resource' && file !== 'secrets').map(addressOf))];
  const claimed = new Set<string>();
  const take = (blocks: readonly Block[]): string[] => {
    const own = blocks
      .filter(({ kind }) => kind === 'resource')
      .map(addressOf)
      .filter((address) => !claimed.has(address));
    for (const address of own) claimed.add(address);
    return own;
  };
  const rest = (prefixes: readonly string[]): string[] => {
    const own = resources.filter((address) => !claimed.has(address) && prefixes.some((prefix) => address.startsWith(prefix)));
    for (const address of own) claimed.add(address);
    return own;
  };
  const plain = { permissions: [], stateful: false, evidence: [], quantities: [] } as const;
  const items: Item[] = deployment.resources.flatMap((deployed) => {
    const made = wiring.made.get(deployed.name);
    const line = { ...plain, id: `resource:${deployed.name}`, kind: 'resource' as const, name: deployed.name };
    const evidence = deployed.resource.evidence;
    if (!made)
      return 'unsupported' in support[deployed.resource.type]
        ? []
        : [{ ...line, title: 'outside of this environment', native: [], evidence }];
    return [
      {
        ...line,
        title: made.title,
        native: take(made.blocks.filter(({ labels }) => labels[0] !== 'google_artifact_registry_repository')),
        quantities: made.quantities,
        stateful: made.stateful,
        evidence,
      },
    ];
  });
  for (const each of wiring.services) {
    const { service, access } = each;
    const isAccount = (block: Block): boolean => block.labels[0] === 'google_service_account';
    items.push({
      ...plain,
      id: `service:${service.name}`,
      kind: 'service',
      name: service.name,
      title: titleOf(each),
      native: take(each.blocks.filter((block) => !isAccount(block))),
      quantities: quantitiesOf(each),
      evidence: service.service.evidence,
    });
    items.push({
      ...plain,
      id: `role:${service.name}`,
      kind: 'role',
      name: service.name,
      title: `service account of ${service.name}`,
      native: [
        ...take([...each.blocks.filter(isAccount), ...access.flatMap(({ blocks }) => blocks)]),
        ...rest([`google_secret_manager_secret_iam_member.${labelOf(`${service.id}-reads-`)}`]),
      ],
      permissions: [...access.flatMap(({ permissions }) => permissions), ...secretPermissions(each)],
    });
  }
  const secrets: Quantity[] = [
    { price: 'gcp.secret', label: `${wiring.secrets.length} secrets`, amount: wiring.secrets.length },
    { price: 'gcp.secret.read', label: 'reads', amount: null },
  ];
  if (wiring.secrets.length > 0)
    items.push({
      ...plain,
      id: 'secrets',
      kind: 'secret',
      name: 'secrets',
      title: `${wiring.secrets.length} secrets in Secret Manager`,
      native: [],
      quantities: secrets,
    });
  const images: Quantity[] = [{ price: 'gcp.artifact-registry.storage', label: 'images', amount: null }];
  items.push({
    ...plain,
    id: 'registry',
    kind: 'registry',
    name: 'registry',
    title: 'Artifact Registry, ten newest images',
    native: rest(['google_artifact_registry']),
    quantities: images,
  });
  const network = rest(['google_compute_', 'google_service_networking_', 'google_dns_']);
  if (network.length > 0)
    items.push({ ...plain, id: 'network', kind: 'network', name: 'network', title: 'private network', native: network });
  const apis = rest(['google_project_service.']);
  items.push({
    ...plain,
    id: 'apis',
    kind: 'environment',
    name: 'apis',
    title: `APIs: ${apis.map((each) => each.split('.')[1]).join(', ')}`,
    native: apis,
  });
  const others = rest(['google_']);
  if (others.length > 0)
    items.push({ ...plain, id: 'environment', kind: 'environment', name: 'environment', title: 'what its parts share', native: others });
  return items;
}

/** Each with where the code reads the variable; what is told without a place in the code, with where the service is. */
const secretPermissions = ({ wired, service }: RunService): Permission[] =>
  [...wired.reads].toSorted().map((key) => {
    const read = wired.evidence[key] ?? [];
    return { action: 'roles/secretmanager.secretAccessor', on: key, evidence: read.length > 0 ? read : service.service.evidence };
  });

function titleOf({ service, size }: RunService): string {
  const { mode, replicas, public: open } = service;
  const machine = `${size.cpu} vCPU ${size.memory / 1024} GiB${size.gpu === null ? '' : ` ${size.gpu}`}`;
  const release = service.release.length > 0 ? ', a job before each release' : '';
  if (mode === 'work') return `Cloud Run worker pool ${machine} ×${Math.max(1, replicas.min)}${release}`;
  if (mode === 'once') return `Cloud Run job ${machine}${release}`;
  if (mode === 'scheduled') return `Cloud Run job ${machine} at ${service.service.schedule ?? 'no time'} UTC${release}`;
  const copies = replicas.min === replicas.max ? `×${replicas.max}` : `×${replicas.min}-${replicas.max}`;
  return `Cloud Run ${machine} ${copies}, ${mode === 'static' ? 'static files, ' : ''}${open ? 'public' : 'inside only'}${release}`;
}

/** What a service takes: fixed where it is there all the time, by use else. */
function quantitiesOf({ service, size }: RunService): Quantity[] {
  const { mode, replicas } = service;
  const gigabytes = size.memory / 1024;
  const amount = (copies: number, each: number): number => copies * each * hours;
  const gpu = (copies: number | null): Quantity[] =>
    size.gpu === null ? [] : [{ price: `gcp.run-gpu.${size.gpu}`, label: size.gpu, amount: copies === null ? null : copies * hours }];
  const always = (copies: number): Quantity[] => [
    { price: 'gcp.run.vcpu', label: `${size.cpu} vCPU ×${copies}`, amount: amount(copies, size.cpu) },
    { price: 'gcp.run.memory', label: `${gigabytes} GiB ×${copies}`, amount: amount(copies, gigabytes) },
    ...gpu(copies),
  ];
  const job: Quantity[] = [
    { price: 'gcp.run-job.vcpu', label: 'job, vCPU', amount: null },
    { price: 'gcp.run-job.memory', label: 'job, memory', amount: null },
  ];
  const release = service.release.length > 0 ? job : [];
  if (mode === 'work') return [...always(Math.max(1, replicas.min)), ...release];
  if (mode === 'once') return [...job, ...gpu(null)];
  if (mode === 'scheduled') return [...job, ...gpu(null), { price: 'gcp.scheduler.job', label: 'schedule', amount: 1 }];
  if (size.gpu !== null) return [...always(replicas.min), ...release];
  return [
    ...(replicas.min === 0
      ? []
      : [
          { price: 'gcp.run-idle.vcpu', label: `${size.cpu} vCPU ×${replicas.min} waiting`, amount: amount(replicas.min, size.cpu) },
          { price: 'gcp.run-idle.memory', label: `${gigabytes} GiB ×${replicas.min} waiting`, amount: amount(replicas.min, gigabytes) },
        ]),
    { price: 'gcp.run-request.vcpu', label: 'vCPU while it answers', amount: null },
    { price: 'gcp.run-request.memory', label: 'memory while it answers', amount: null },
    { price: 'gcp.run-request.request', label: 'requests', amount: null },
    ...release,
  ];
}
