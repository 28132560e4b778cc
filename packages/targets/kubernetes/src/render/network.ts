import type { DeployedResource, DeployedService } from '@groundwork/provision';
import type { ResourceType } from '@groundwork/blueprint';
import type { Json, JsonObject } from '../manifest/manifest.ts';
import { labelsOf, ownLabels, selectorOf } from '../manifest/labels.ts';
import { operators, serverPods } from '../servers/operators.ts';
import { imageFor } from '../servers/container.ts';
import { outside } from '../servers/support.ts';
import type { Canvas } from './canvas.ts';

const item = 'network';

/** Everything is closed, and what the blueprint says is opened: who asks whom, at which port. */
export function drawNetwork(canvas: Canvas): void {
  const { deployment } = canvas;
  const asked = askedBy(deployment);
  const native = [
    policy(canvas, 'default-deny', { podSelector: {}, policyTypes: ['Egress', 'Ingress'] }, [
      'nothing reaches anything, unless another policy says so',
    ]),
    policy(
      canvas,
      'names',
      {
        egress: [
          {
            ports: [port(53, 'UDP'), port(53, 'TCP')],
            to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
          },
        ],
        podSelector: {},
        policyTypes: ['Egress'],
      },
      ['names are looked up in the cluster'],
    ),
    ...deployment.services.map((service) => ofService(canvas, service, asked)),
    ...deployment.resources.flatMap((resource) => ofServer(canvas, resource)),
  ];
  canvas.items.push({
    id: item,
    kind: 'network',
    name: 'network',
    title: 'closed but for what the code asks for',
    native: native.sort(),
    permissions: [],
    quantities: [],
    stateful: false,
    evidence: [],
  });
}

function policy(canvas: Canvas, name: string, spec: JsonObject, why: readonly string[], labels = ownLabels(canvas.deployment)): string {
  return canvas.add(
    item,
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, labels }, spec },
    { step: 'foundation', why },
  );
}

const port = (number: number, protocol = 'TCP'): Json => ({ port: number, protocol });
const pods = (labels: Readonly<Record<string, string>>): Json => ({ podSelector: { matchLabels: labels } });

function ofService(canvas: Canvas, service: DeployedService, asked: Asked): string {
  const { deployment } = canvas;
  const { id, name } = service;
  const callers = deployment.services.filter((other) => other.name !== name && asked.get(other.name)?.has(name));
  const why: string[] = [];
  const ingress: Json[] = [];
  if (service.port !== null && service.public) {
    why.push('public: reached from anywhere');
    ingress.push({ ports: [port(service.port)] });
  } else if (service.port !== null && callers.length > 0) {
    why.push(`asked by ${callers.map((each) => each.name).join(', ')}`);
    ingress.push({ from: callers.map((each) => pods(selectorOf(deployment, each.id))), ports: [port(service.port)] });
  }
  const egress: Json[] = deployment.resources
    .filter(({ users }) => users.includes(name))
    .flatMap((resource) => {
      const open = portsOf(canvas, resource);
      if (open.length > 0) why.push(`uses ${resource.name}`);
      return open.length === 0 ? [] : [{ ports: open.map((each) => port(each)), to: [pods(serverPods(canvas, resource))] }];
    });
  for (const other of deployment.services)
    if (other.name !== name && other.port !== null && asked.get(name)?.has(other.name)) {
      why.push(`asks ${other.name}`);
      egress.push({ ports: [port(other.port)], to: [pods(selectorOf(deployment, other.id))] });
    }
  const reason = outsideOf(canvas, service);
  if (reason !== null) {
    why.push(`reaches the internet: ${reason}`);
    egress.push(internet);
  }
  return policy(
    canvas,
    id,
    { egress, ingress, podSelector: { matchLabels: selectorOf(deployment, id) }, policyTypes: ['Egress', 'Ingress'] },
    [`${name}: ${why.length === 0 ? 'nothing' : why.join('; ')}`],
    labelsOf(deployment, id, 'network'),
  );
}

function ofServer(canvas: Canvas, resource: DeployedResource): string[] {
  const { deployment } = canvas;
  const { id, name, users } = resource;
  const open = portsOf(canvas, resource);
  if (open.length === 0) return [];
  const from = deployment.services
    .filter((service) => users.includes(service.name))
    .map((service) => pods(selectorOf(deployment, service.id)));
  const own = pods(serverPods(canvas, resource));
  const operated = resource.settings.serving === 'operator';
  const fetches = resource.resource.type === 'ollama';
  return [
    policy(
      canvas,
      `${id}-server`,
      {
        // An operator speaks to its servers, they to each other and to the cluster's interface.
        egress: operated ? [{}] : fetches ? [internet] : [],
        ingress: [
          ...(from.length === 0 ? [] : [{ from, ports: open.map((each) => port(each)) }]),
          ...(operated ? [{ from: [own, { namespaceSelector: {} }] }] : []),
        ],
        podSelector: { matchLabels: serverPods(canvas, resource) },
        policyTypes: ['Egress', 'Ingress'],
      },
      [`${name}: reached by ${users.length === 0 ? 'nothing' : users.join(', ')}${fetches ? '; fetches models' : ''}`],
      labelsOf(deployment, id, 'network'),
    ),
  ];
}

/** Ports of a server in the cluster; none where it is elsewhere, or no server. */
function portsOf(canvas: Canvas, resource: DeployedResource): number[] {
  const { type } = resource.resource;
  if (canvas.unsupported.some((each) => each.resource === resource.name) || isOutside(resource) || type === 'sqlite') return [];
  if (resource.settings.serving === 'operator') return [operators[type]?.port ?? 0].filter((each) => each > 0);
  const image = imageFor(resource, canvas);
  return image === null ? [] : [image.port, ...Object.values(image.ports ?? {})];
}

const isOutside = ({ resource, settings }: DeployedResource): boolean => settings.serving === 'external' || outside.has(resource.type);

/** Names of the services each one is told of. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>;

const askedBy = ({ services }: Canvas['deployment']): Asked =>
  new Map(
    services.map(({ name, service }) => [
      name,
      new Set(service.env.flatMap(({ binding }) => (binding && 'service' in binding ? [binding.service] : []))),
    ]),
  );

/** Addresses that are nobody's network and not the metadata of a machine. */
const internet: JsonObject = {
  to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } }],
};

const remote: ReadonlySet<ResourceType> = new Set(['sns', 'kinesis', 'pubsub', 'firestore', 'spanner', 'azure_servicebus']);

/** Why a service has to leave the cluster, `null` where nothing says so. */
function outsideOf({ deployment, unsupported }: Canvas, { service, name, gpu }: DeployedService): string | null {
  const resource = deployment.resources.find(
    (each) =>
      (isOutside(each) || remote.has(each.resource.type) || unsupported.some((other) => other.resource === each.name)) &&
      each.users.includes(name),
  );
  if (resource) return `${resource.name} is there`;
  const used = deployment.blueprint.resources.find(
    ({ name: one, need }) => need === 'optional' && service.uses.some(({ resource: other }) => other === one),
  );
  const asked = service.env.find(
    ({ source, binding }) => source === 'ask' || (binding && 'resource' in binding && binding.resource === used?.name),
  );
  if (asked) return `${asked.name} is for something outside`;
  if (service.kind === 'inference' || service.kind === 'training' || gpu) return 'models and data are fetched';
  return null;
}
