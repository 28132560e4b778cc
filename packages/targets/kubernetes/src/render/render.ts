import { unsupported as unsupportedError, type Deployment, type Reach, type Rendered, type RenderOptions } from '@groundwork/provision';
import { annotations, steps } from '../manifest/manifest.ts';
import { ownLabels } from '../manifest/labels.ts';
import { yamlOf } from '../manifest/yaml.ts';
import { drawResource } from '../servers/draw.ts';
import { Canvas } from './canvas.ts';
import { environmentSecret } from './environment.ts';
import { drawNetwork } from './network.ts';
import { drawService } from './service.ts';

/** File of each step, in the order they are applied. */
export const files = { foundation: 'foundations.yaml', migration: 'migrations.yaml', release: 'services.yaml' } as const;

/** The manifests of a deployment, in files that `kubectl apply` takes one after another. Pure. */
export function render(deployment: Deployment, { images, given, leaveOut = false }: RenderOptions): Rendered {
  const canvas = new Canvas(deployment);
  drawNamespace(canvas);
  drawSecrets(canvas);
  const reach: Record<string, Reach> = {};
  for (const resource of deployment.resources) {
    const found = drawResource(canvas, resource);
    if (found) reach[resource.name] = found;
  }
  if (canvas.unsupported.length > 0 && !leaveOut) throw cannotRender(canvas);
  for (const { name, id, port } of deployment.services) {
    canvas.values.set(`service.${name}.host`, id);
    canvas.values.set(`service.${name}.port`, String(port ?? 80));
    canvas.values.set(`service.${name}.url`, `http://${id}:${port ?? 80}`);
  }
  for (const service of deployment.services) drawService(canvas, service, { reach, given, images });
  drawNetwork(canvas);
  return {
    target: 'kubernetes',
    files: Object.fromEntries(
      steps.flatMap((step) => (canvas.drawn[step].length === 0 ? [] : [[files[step], yamlOf(canvas.drawn[step])]])),
    ),
    items: canvas.items,
    unsupported: canvas.unsupported,
    notes: canvas.notes,
  };
}

function cannotRender({ unsupported }: Canvas): ReturnType<typeof unsupportedError> {
  const [first] = unsupported;
  const place = first?.evidence[0];
  return unsupportedError(
    unsupported.map(({ resource, type, why }) => `${resource} (${type}) cannot be served in a cluster: ${why}`).join('; '),
    'say in groundwork.yaml that it is elsewhere (serving: external), or leave it out',
    { where: place ? `${place.file}:${place.line}` : 'the blueprint' },
  );
}

/** A namespace that takes only pods of the restricted profile. */
function drawNamespace(canvas: Canvas): void {
  const native = canvas.add(
    'environment',
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: canvas.namespace,
        labels: {
          ...ownLabels(canvas.deployment),
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'latest',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    },
    { step: 'foundation', why: [`${canvas.deployment.title}, ${canvas.deployment.environment}`] },
  );
  canvas.items.push({
    id: 'environment',
    kind: 'environment',
    name: 'environment',
    title: `namespace ${canvas.namespace}, restricted pods only`,
    native: [native],
    permissions: [],
    quantities: [],
    stateful: false,
    evidence: [],
  });
}

/** Keys of what the code asks a person for, and what is made up: their values are put there and nowhere else. */
function drawSecrets(canvas: Canvas): void {
  const { generated, asked } = canvas.deployment;
  const why = [
    'values of secret variables, by their names; none of them is in this file',
    ...(generated.length === 0 ? [] : [`made up at random: ${generated.join(', ')}`]),
    ...(asked.length === 0
      ? []
      : [`given by a person: ${asked.map(({ name, where }) => (where === null ? name : `${name} (${where})`)).join(', ')}`]),
  ];
  const native = canvas.add(
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: environmentSecret,
        labels: { ...ownLabels(canvas.deployment), 'app.kubernetes.io/component': 'secrets' },
        annotations: { [annotations.generate]: '' },
      },
      type: 'Opaque',
    },
    { step: 'foundation', why },
  );
  canvas.items.push({
    id: 'secrets',
    kind: 'secret',
    name: 'secrets',
    title: generated.length + asked.length === 0 ? 'none asked for' : `${generated.length} made up, ${asked.length} asked for`,
    native: [native],
    permissions: [],
    quantities: [],
    stateful: false,
    evidence: [],
  });
}
