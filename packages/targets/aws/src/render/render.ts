import { unsupported, type Deployment, type Rendered, type RenderOptions } from '@groundwork/provision';
import { clusterName, logical, prefixOf } from '../names.ts';
import { attribute, ref } from '../cloudformation/value.ts';
import { groupOf } from '../resources/door.ts';
import { drawResources } from '../resources/draw.ts';
import { publicAddresses, publicUrl } from '../services/addresses.ts';
import { drawBalancer } from '../services/balancer.ts';
import { drawCapacity } from '../services/capacity.ts';
import { capacityOf, machineFor, machinesOf } from '../services/machines.ts';
import { drawBuilder } from '../services/builder.ts';
import { drawRepositories } from '../services/repositories.ts';
import { isEndpoint, isInNetwork, logGroupOfEndpoint } from '../services/endpoints/names.ts';
import { drawService } from '../services/service.ts';
import { imageParameter } from '../services/task.ts';
import { Canvas } from './canvas.ts';
import { tagsOf } from './tags.ts';
import { files } from './files.ts';
import { drawNetwork } from './network.ts';

/** The templates of a deployment. The same deployment gives the same bytes. Throws `target.unsupported`. */
export function render(deployment: Deployment, { images, given, leaveOut = false }: RenderOptions): Rendered {
  const canvas = new Canvas(deployment);
  const { foundations, services, items } = canvas;
  const gateway = deployment.services.some((service) => (isEndpoint(service) ? isInNetwork(service, deployment) : service.gpu !== null));
  drawNetwork(canvas, { private: deployment.resources.length > 0, gateway });
  drawCluster(canvas);
  drawCapacity(canvas);
  drawBalancer(canvas);
  drawRepositories(canvas);
  drawBuilder(canvas);
  const served = drawResources(canvas);
  if (canvas.unsupported.length > 0 && !leaveOut) throw refused(canvas);
  services.parameter('Architecture', { Type: 'String', Description: 'What images are built for: X86_64 or ARM64', Default: 'X86_64' });
  for (const service of deployment.services) {
    services.parameter(imageParameter(service.image), { Type: 'String', Description: `Image of ${service.image}, by its digest` });
    drawService(service, { canvas, served, given });
  }
  drawSecrets(canvas);
  describeStacks(canvas);
  return {
    target: 'aws',
    files: {
      [files.foundations]: foundations.text(),
      [files.services]: services.empty ? '{}\n' : services.text(),
      [files.images]: `${JSON.stringify(imagesOf(deployment, images), null, 2)}\n`,
    },
    items: items.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    unsupported: canvas.unsupported,
    notes: [...canvas.notes, ...limitsOf(canvas)],
  };
}

/** What CloudFormation takes in one stack: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const most = { resources: 500, parameters: 200 } as const;

function limitsOf({ foundations, services, stacks }: Canvas): string[] {
  const [below, above] = stacks;
  return [
    ...(foundations.size > most.resources
      ? [`${below} has ${foundations.size} resources, and CloudFormation takes ${most.resources}`]
      : []),
    ...(services.size > most.resources ? [`${above} has ${services.size} resources, and CloudFormation takes ${most.resources}`] : []),
    ...(services.asks > most.parameters ? [`${above} has ${services.asks} parameters, and CloudFormation takes ${most.parameters}`] : []),
  ].map((each) => `${each}: split the project into two environments`);
}

/** What the engine reads of a stack it finds: names of the blueprint for what is in it. */
function describeStacks({ foundations, services, deployment, items }: Canvas): void {
  const addresses = publicAddresses(deployment);
  foundations.describe({
    hosts: [...addresses.values()].flatMap(({ host }) => host ?? []),
    resources: Object.fromEntries(
      items
        .filter(({ kind, native }) => kind === 'resource' && native.length > 0)
        .map(({ name, title, native, stateful }) => [name, { native: [...native], stateful, title }]),
    ),
  });
  services.describe({
    services: Object.fromEntries(
      deployment.services.map((service) => {
        const { name, id, mode, release, gpu } = service;
        const about = { id, logical: logical(id), mode, release: release.length > 0 };
        if (isEndpoint(service)) return [name, { ...about, logGroup: logGroupOfEndpoint(service, deployment) }];
        return [name, gpu ? { ...about, capacity: capacityOf(machineFor(gpu)) } : about];
      }),
    ),
  });
  foundations.output('ClusterName', ref('Cluster'));
  for (const zone of [1, 2]) foundations.output(`PublicSubnet${zone}Id`, ref(`PublicSubnet${zone}`));
  for (const { name, id } of deployment.services) {
    foundations.output(`${groupOf(id)}Id`, attribute(groupOf(id), 'GroupId'));
    const address = addresses.get(name);
    if (address) foundations.output(`${logical(id)}Url`, publicUrl(address));
  }
}

/** Parameters of the services' stack: what was built. */
function imagesOf({ services }: Deployment, images: Readonly<Record<string, string>>): Record<string, string> {
  const known = [...new Set(services.map(({ image }) => image))].sort();
  return Object.fromEntries(known.flatMap((image) => (images[image] === undefined ? [] : [[imageParameter(image), images[image]]])));
}

function drawCluster({ foundations, deployment, items }: Canvas): void {
  foundations.add('Cluster', {
    Type: 'AWS::ECS::Cluster',
    Properties: {
      // Where there are machines as well, one thing says all of them.
      ...(machinesOf(deployment).size === 0 ? { CapacityProviders: ['FARGATE', 'FARGATE_SPOT'] } : {}),
      ClusterName: clusterName(deployment),
      ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }],
      Configuration: { ExecuteCommandConfiguration: { Logging: 'NONE' } },
      Tags: tagsOf(deployment),
    },
  });
  items.push({
    id: 'environment',
    kind: 'environment',
    name: prefixOf(deployment),
    title: 'ECS cluster',
    native: ['Cluster'],
    permissions: [],
    quantities: [],
    stateful: false,
    evidence: [],
  });
}

function drawSecrets({ deployment, items, composed }: Canvas): void {
  const made = deployment.generated.length;
  if (composed.all.length > 0)
    items.push({
      id: 'secret:addresses',
      kind: 'secret',
      name: 'addresses',
      title: `${composed.all.length} in Secrets Manager that hold a password: put together there, never here`,
      native: [...composed.all],
      permissions: [],
      quantities: [{ price: 'aws.secret', label: 'secrets', amount: composed.all.length }],
      stateful: false,
      evidence: [],
    });
  if (made > 0)
    items.push({
      id: 'secret:generated',
      kind: 'secret',
      name: 'generated',
      title: `${deployment.generated.join(', ')} in Secrets Manager, random`,
      native: [],
      permissions: [],
      quantities: [{ price: 'aws.secret', label: 'secrets', amount: made }],
      stateful: false,
      evidence: [],
    });
}

function refused({ unsupported: parts, deployment }: Canvas): Error {
  return unsupported(
    `AWS cannot serve ${parts.map(({ resource, why }) => `${resource} (${why})`).join('; ')}`,
    `Use another target for it, or in groundwork.yaml \`resources: { ${parts[0]?.resource ?? 'NAME'}: { need: optional } }\` if the code works without it`,
    { where: `environment ${deployment.environment}` },
  );
}
