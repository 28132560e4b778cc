import { unsupported, type Deployment, type Rendered, type RenderOptions } from '@groundwork/provision';
import { clusterName, prefixOf } from '../names.ts';
import { drawResources } from '../resources/draw.ts';
import { drawBalancer } from '../services/balancer.ts';
import { drawRepositories } from '../services/repositories.ts';
import { drawService } from '../services/service.ts';
import { imageParameter } from '../services/task.ts';
import { Canvas } from './canvas.ts';
import { tagsOf } from './tags.ts';
import { drawNetwork } from './network.ts';

/** Files of a rendered deployment. */
export const files = { foundations: 'foundations.json', services: 'services.json', images: 'images.json' } as const;

/** The templates of a deployment. The same deployment gives the same bytes. Throws `target.unsupported`. */
export function render(deployment: Deployment, { images, given, leaveOut = false }: RenderOptions): Rendered {
  const canvas = new Canvas(deployment);
  const { foundations, services, items } = canvas;
  drawNetwork(canvas, { private: deployment.resources.length > 0, gateway: false });
  drawCluster(canvas);
  drawBalancer(canvas);
  drawRepositories(canvas);
  const served = drawResources(canvas);
  if (canvas.unsupported.length > 0 && !leaveOut) throw refused(canvas);
  services.parameter('Architecture', { Type: 'String', Description: 'What images are built for: X86_64 or ARM64', Default: 'X86_64' });
  for (const service of deployment.services) {
    services.parameter(imageParameter(service.image), { Type: 'String', Description: `Image of ${service.image}, by its digest` });
    drawService(service, { canvas, served, given });
  }
  drawSecrets(canvas);
  return {
    target: 'aws',
    files: {
      [files.foundations]: foundations.text(),
      [files.services]: services.empty ? '{}\n' : services.text(),
      [files.images]: `${JSON.stringify(imagesOf(deployment, images), null, 2)}\n`,
    },
    items: items.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    unsupported: canvas.unsupported,
    notes: canvas.notes,
  };
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
      CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
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
    'Use another target for it, or leave it out with --leave-out',
    { where: `environment ${deployment.environment}` },
  );
}
