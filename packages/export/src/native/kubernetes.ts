import { parseAllDocuments } from 'yaml';
import type { Exported, ExportedFile } from '../file.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import type { ExportRequest } from '../request.ts';
import { markdown } from '../text/markdown.ts';
import { yamlText } from '../yaml/yaml.ts';
import { goodToKnow } from './readme.ts';
import { imagesOf, notesOf, renderedFor, requiredNames } from './render.ts';

/** A Secret that is applied empty, and the keys of it that are made up. */
interface Filled {
  readonly secret: string;
  readonly keys: readonly string[];
}

/** The target's manifests, in folders that `kubectl apply` takes one after another, with the names of images in one place. */
export function exportKubernetes(request: ExportRequest): Exported {
  const images = imagesOf(request);
  const rendered = renderedFor(request, Object.fromEntries(images.map((image) => [image, image])));
  const { deployment } = request;
  const namespace = namespaceIn(rendered.files) ?? deployment.name;
  const registry = deployment.settings.registry ?? 'registry.invalid';
  const filled = Object.values(rendered.files).flatMap(generatedIn);
  const folders = Object.entries(rendered.files).flatMap(([path, text]): ExportedFile[] => {
    const folder = path.replace(/\.yaml$/, '');
    if (folder === 'foundations') return [{ path, text }];
    const kustomization = yamlText({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [path],
      images: images.map((image) => ({ name: image, newName: `${registry}/${deployment.name}-${image}`, newTag: '1' })),
    });
    return [
      { path: `${folder}/${path}`, text },
      { path: `${folder}/kustomization.yaml`, text: kustomization },
    ];
  });
  const asked = requiredNames(deployment);
  const notes = [
    ...(deployment.settings.registry === undefined
      ? ['Set the registry of the images in the kustomization.yaml files: the environment names none']
      : []),
    ...notesOf(rendered, deployment),
  ];
  return {
    files: [
      ...folders,
      ...dockerfileFiles(request.dockerfiles),
      { path: 'secrets.sh', text: secretsScript(namespace, filled, asked.length > 0), executable: true },
      ...(asked.length === 0
        ? []
        : [
            {
              path: '.env.example',
              text: `# Values only you have: a copy called .env is read by secrets.sh.\n${asked.map((name) => `${name}=\n`).join('')}`,
            },
          ]),
      { path: '.gitignore', text: '.env\n' },
      { path: 'README.md', text: readme(request, { namespace, registry, asked, migrates: 'migrations.yaml' in rendered.files, notes }) },
    ],
    notes,
  };
}

/** What the manifests say of themselves: which keys of which Secret are made up. */
function generatedIn(text: string): Filled[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.get('kind') !== 'Secret') return [];
    const keys = document.getIn(['metadata', 'annotations', 'groundwork.dev/generate']);
    const secret = document.getIn(['metadata', 'name']);
    if (typeof keys !== 'string' || typeof secret !== 'string') return [];
    return [{ secret, keys: keys.split(/\s+/).filter((key) => /^[\w.-]+$/.test(key)) }];
  });
}

function namespaceIn(files: Readonly<Record<string, string>>): string | null {
  for (const document of Object.values(files).flatMap((text) => parseAllDocuments(text))) {
    const name = document.get('kind') === 'Namespace' ? document.getIn(['metadata', 'name']) : undefined;
    if (typeof name === 'string') return name;
  }
  return null;
}

function secretsScript(namespace: string, filled: readonly Filled[], asked: boolean): string {
  const random = filled.flatMap(({ secret, keys }) => keys.map((key) => `random ${secret} ${key}`));
  return `#!/bin/sh
# Fills the Secrets of foundations.yaml: what only has to be random is made up where it is missing${asked ? ', the rest is read from .env' : ''}.
# Values go through pipes: none is an argument that others on this machine could see.
set -eu
cd "$(dirname "$0")"

random() {
  if kubectl --namespace ${namespace} get secret "$1" --output "go-template={{ if .data }}{{ index .data \\"$2\\" }}{{ end }}" |
    grep -v '<no value>' | grep -q .; then return 0; fi
  printf '{"data":{"%s":"%s"}}' "$2" "$(openssl rand -hex 24 | tr -d '\\n' | base64 | tr -d '\\n')" |
    kubectl --namespace ${namespace} patch secret "$1" --type=merge --patch-file=/dev/stdin
}

${random.join('\n')}
${asked ? `kubectl --namespace ${namespace} create secret generic environment --from-env-file=.env --dry-run=client --output=yaml |\n  kubectl apply --server-side --field-manager=person --filename=-\n` : ''}`;
}

interface Readme {
  readonly namespace: string;
  readonly registry: string;
  readonly asked: readonly string[];
  readonly migrates: boolean;
  readonly notes: readonly string[];
}

function readme(request: ExportRequest, { namespace, registry, asked, migrates, notes }: Readme): string {
  const { deployment, root } = request;
  const images = imagesOf(request);
  const built = images.map((image) => `${registry}/${deployment.name}-${image}:1`);
  return `# ${markdown(deployment.title)} in a Kubernetes cluster

\`\`\`sh
# Images, where the cluster reaches them: their names are in the kustomization.yaml files.
${images.map((image, at) => `docker build --file ${image}.Dockerfile --tag ${built[at] ?? ''} ${root} && docker push ${built[at] ?? ''}`).join('\n')}

kubectl apply --server-side --filename foundations.yaml   # namespace, servers, volumes, network policies
${asked.length === 0 ? '' : 'cp .env.example .env && $EDITOR .env                       # the keys only you have\n'}sh secrets.sh
${migrates ? `kubectl apply --kustomize migrations\nkubectl --namespace ${namespace} wait --for=condition=complete --timeout=10m job --all\n` : ''}kubectl apply --kustomize services
\`\`\`

\`kubectl diff --kustomize services\` shows what would change. Jobs cannot be changed: delete the one of the last release first
(\`kubectl delete --kustomize migrations\`). Pods pull with the Secret \`registry-login\` (\`kubectl create secret docker-registry\`); a
registry that asks for no login needs none. \`kubectl delete namespace ${namespace}\` removes everything, with what its databases hold.
${goodToKnow(notes)}`;
}
