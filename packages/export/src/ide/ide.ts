import type { Exported, ExportedFile } from '../file.ts';
import type { ExportRequest } from '../request.ts';
import { markdown } from '../text/markdown.ts';
import { yamlText } from '../yaml/yaml.ts';
import { imageFiles } from './image.ts';
import { machineOf } from './machine.ts';
import { workspaceManifests } from './workspace.ts';

/** Workspaces in the cloud, one for each user: `kubectl apply -k .` */
export function exportIde({ deployment }: ExportRequest): Exported {
  const { needed, missing } = machineOf(deployment);
  const { settings, name, title } = deployment;
  const image = `${settings.registry ?? 'registry.invalid'}/${name}-workspace`;
  const domain = settings.domain === undefined ? 'ide.invalid' : `ide.${settings.domain}`;
  const namespace = `${name}-ide`;
  const files: ExportedFile[] = [
    ...imageFiles(needed),
    { path: 'workspace/workspace.yaml', text: workspaceManifests('workspace', null) },
    { path: 'workspace/kustomization.yaml', text: yamlText(kustomization({ resources: ['workspace.yaml'] })) },
    { path: 'namespace.yaml', text: yamlText(namespaceOf(namespace)) },
    { path: 'sign-in.yaml', text: signInText },
    { path: 'kustomization.yaml', text: rootText(namespace, image) },
    { path: 'users/anna/kustomization.yaml', text: userText('anna', 'anna@example.com', domain) },
    { path: 'add-user.sh', text: addUser(domain), executable: true },
    { path: 'sign-in.env.example', text: signInExample },
    { path: '.gitignore', text: 'sign-in.env\nimage/groundwork.vsix\nimage/groundwork-cli.tgz\n' },
    { path: 'README.md', text: readme({ title, namespace, image, domain, missing }) },
  ];
  return {
    files,
    notes: [
      ...(settings.registry === undefined ? ['Set the name of the image in kustomization.yaml: the environment names no registry'] : []),
      ...missing,
    ],
  };
}

const kustomization = (fields: Readonly<Record<string, string[]>>) => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  ...fields,
});

/** Its pods are held to the restricted profile by the cluster itself. */
const namespaceOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
  },
});

function rootText(namespace: string, image: string): string {
  return yamlText(
    {
      ...kustomization({ resources: ['namespace.yaml', 'sign-in.yaml', 'users/anna'] }),
      namespace,
      images: [{ name: 'workspace', newName: image, newTag: '1' }],
    },
    {
      head: ['Workspaces in the cloud: kubectl apply -k .   README.md says what comes before.'],
      comments: [
        { at: ['resources'], lines: ['One folder for each user; sh add-user.sh NAME EMAIL adds one.'] },
        {
          at: ['images'],
          lines: ['The image of image/Dockerfile, where you pushed it; by its digest: `digest: sha256:...` instead of `newTag`.'],
        },
      ],
    },
  );
}

/** Everything that is one user's own. The label tells the parts of one workspace from those of another. */
function userText(user: string, email: string, domain: string): string {
  const host = `${user}.${domain}`;
  return yamlText({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['../../workspace'],
    nameSuffix: `-${user}`,
    labels: [{ pairs: { 'groundwork.dev/user': user }, includeSelectors: true, includeTemplates: true }],
    configMapGenerator: [{ name: 'user', literals: [`emails=${email}`] }],
    patches: [
      {
        target: { kind: 'Ingress', name: 'workspace' },
        patch: [
          { op: 'replace', path: '/spec/rules/0/host', value: host },
          { op: 'replace', path: '/spec/tls/0/hosts/0', value: host },
          { op: 'replace', path: '/spec/tls/0/secretName', value: `workspace-${user}-tls` },
        ]
          .map(({ op, path, value }) => `- op: ${op}\n  path: ${path}\n  value: ${value}\n`)
          .join(''),
      },
    ],
  });
}

/** The same file for another user, and its line in the list. */
const addUser = (domain: string): string => `#!/bin/sh
# sh add-user.sh NAME EMAIL: a workspace for one more user. Nothing is applied yet.
set -eu
cd "$(dirname "$0")"
name=\${1:?a name of small letters, digits and -}
email=\${2:?the address this user signs in with}
case $name in '' | [!a-z]* | *[!a-z0-9-]*) echo "$name: small letters, digits and -" >&2; exit 2 ;; esac
case $email in *[!A-Za-z0-9._%+@-]* | *@*@* | @* | *@) echo "$email is no address" >&2; exit 2 ;; *@*) ;; *) echo "$email is no address" >&2; exit 2 ;; esac
[ ! -e "users/$name" ] || { echo "users/$name is there already" >&2; exit 1; }
mkdir -p "users/$name"
cat > "users/$name/kustomization.yaml" <<END
${userText('$name', '$email', domain).trimEnd()}
END
sed "s|^resources: \\[\\(.*\\)\\]$|resources: [\\1, users/$name]|" kustomization.yaml > kustomization.yaml.new
mv kustomization.yaml.new kustomization.yaml
echo "users/$name: https://$name.${domain}"
`;

/** What is no secret of it. */
const signInText = yamlText(
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'sign-in' },
    data: { OAUTH2_PROXY_OIDC_ISSUER_URL: 'https://sign-in.invalid', OAUTH2_PROXY_CLIENT_ID: 'workspaces' },
  },
  {
    head: [
      'Your identity provider (OpenID Connect): its address and the name it knows these workspaces by. It has to know',
      'https://NAME.DOMAIN/oauth2/callback of every user as a place to come back to.',
    ],
  },
);

const signInExample = `# Copy it to sign-in.env, fill it in, and keep that out of version control.
# Of your identity provider.
client-secret=
# 32 random bytes: openssl rand -base64 32 | tr -- '+/' '-_'
cookie-secret=
`;

interface Readme {
  readonly title: string;
  readonly namespace: string;
  readonly image: string;
  readonly domain: string;
  readonly missing: readonly string[];
}

function readme({ title, namespace, image, domain, missing }: Readme): string {
  return `# Workspaces of ${markdown(title)} in the cloud

Each user has a pod of their own: code-server with the Groundwork extension and command line, a home that is kept, limits, a network
that only the ingress controller reaches, and a sign-in with your identity provider in front that lets in exactly one address. The
editor itself listens on the pod's 127.0.0.1 and nowhere else.

1. The image. \`groundwork.vsix\` and \`groundwork-cli.tgz\` are of a release; in a checkout of Groundwork, \`npm run package:extension\`
   and \`npm pack --workspace apps/cli\` make them. Put both into \`image/\`.

   \`\`\`sh
   docker build --tag ${image}:1 image && docker push ${image}:1
   \`\`\`

2. The sign-in. Set your identity provider in \`sign-in.yaml\`, and its secrets in \`sign-in.env\` (a filled-in \`sign-in.env.example\`): they
   go to the cluster and into nothing that is applied from here.

   \`\`\`sh
   kubectl apply -f namespace.yaml
   kubectl -n ${namespace} create secret generic sign-in --from-env-file=sign-in.env
   \`\`\`

3. The users. \`users/anna\` is an example; delete it, and its line in \`kustomization.yaml\`, when there are others.

   \`\`\`sh
   sh add-user.sh bert bert@example.com
   kubectl apply -k .
   \`\`\`

   Each is at \`https://NAME.${domain}\`: a wildcard name and certificate for \`*.${domain}\`, or cert-manager, belong to it.

To set: the domain in \`users/*/kustomization.yaml\`, the class and namespace of the ingress controller in \`workspace/workspace.yaml\`
(as it stands: ingress-nginx). What goes out to private networks is refused there; add what a workspace has to reach.
\`kubectl -n ${namespace} delete -k users/anna\` removes a workspace and keeps its home (\`pvc/home-workspace-anna-0\`);
\`kubectl delete -k .\` removes everything, homes included.
${missing.length === 0 ? '' : `\nGood to know:\n\n${missing.map((each) => `- ${markdown(each)}`).join('\n')}\n`}`;
}
