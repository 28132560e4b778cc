import { yamlText, type Comment, type YamlValue } from '../yaml/yaml.ts';

/** https://github.com/oauth2-proxy/oauth2-proxy */
const signIn = 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6';

interface Manifest {
  readonly value: { readonly [key: string]: YamlValue };
  readonly head: readonly string[];
  readonly comments?: readonly Comment[];
}

const secure = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true };
const variables = (values: Readonly<Record<string, string>>): YamlValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** One workspace, without a name: each user's folder gives it one. */
export function workspaceManifests(image: string, repository: string | null): string {
  return [account, statefulSet(image, repository), pods, service, ingress, network, budget]
    .map(({ value, head, comments = [] }) => yamlText(value, { head, comments }))
    .join('---\n');
}

const labels = { 'app.kubernetes.io/name': 'workspace' };

const account: Manifest = {
  head: ['It asks nothing of the cluster: no token is in its pod.'],
  value: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'workspace', labels }, automountServiceAccountToken: false },
};

function statefulSet(image: string, repository: string | null): Manifest {
  return {
    head: ['The editor and, in front of it, the sign-in: only that one is reached from outside of the pod.'],
    comments: [
      { at: ['spec', 'template', 'spec', 'containers', 1, 'env', 1], lines: ['The only one who gets in: users/NAME/kustomization.yaml'] },
      { at: ['spec', 'volumeClaimTemplates'], lines: ['The home of the user; it stays when the workspace is deleted.'] },
    ],
    value: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'workspace', labels },
      spec: {
        replicas: 1,
        serviceName: 'workspace-pods',
        selector: { matchLabels: labels },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'workspace',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              fsGroup: 10001,
              fsGroupChangePolicy: 'OnRootMismatch',
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'editor',
                image,
                imagePullPolicy: 'Always',
                env: variables({
                  HOME: '/home/coder',
                  ...(repository === null ? {} : { WORKSPACE_REPOSITORY: repository }),
                }),
                resources: {
                  requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '1Gi' },
                  limits: { cpu: '4', memory: '8Gi', 'ephemeral-storage': '10Gi' },
                },
                startupProbe: { ...editorProbe(5), periodSeconds: 5, failureThreshold: 60 },
                readinessProbe: { ...editorProbe(5), periodSeconds: 10 },
                // Whether it still answers at all: a machine with much to do may take its time.
                livenessProbe: { ...editorProbe(20), periodSeconds: 30, failureThreshold: 6 },
                securityContext: secure,
                volumeMounts: [
                  { name: 'home', mountPath: '/home/coder' },
                  { name: 'temporary', mountPath: '/tmp' },
                ],
              },
              {
                name: 'sign-in',
                image: signIn,
                imagePullPolicy: 'Always',
                env: variables({
                  OAUTH2_PROXY_HTTP_ADDRESS: '0.0.0.0:4180',
                  OAUTH2_PROXY_AUTHENTICATED_EMAILS_FILE: '/etc/sign-in/emails',
                  OAUTH2_PROXY_UPSTREAMS: 'http://127.0.0.1:8080',
                  OAUTH2_PROXY_PROVIDER: 'oidc',
                  OAUTH2_PROXY_CLIENT_SECRET_FILE: '/etc/sign-in-secrets/client-secret',
                  OAUTH2_PROXY_COOKIE_SECRET_FILE: '/etc/sign-in-secrets/cookie-secret',
                  OAUTH2_PROXY_CODE_CHALLENGE_METHOD: 'S256',
                  OAUTH2_PROXY_COOKIE_SECURE: 'true',
                  OAUTH2_PROXY_COOKIE_SAMESITE: 'lax',
                  OAUTH2_PROXY_REVERSE_PROXY: 'true',
                  OAUTH2_PROXY_SKIP_PROVIDER_BUTTON: 'true',
                }),
                envFrom: [{ configMapRef: { name: 'sign-in' } }],
                ports: [{ name: 'http', containerPort: 4180 }],
                resources: {
                  requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
                  limits: { cpu: '500m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
                },
                readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10 },
                livenessProbe: { httpGet: { path: '/ping', port: 'http' }, periodSeconds: 15, failureThreshold: 5 },
                securityContext: { ...secure, runAsUser: 65532, runAsGroup: 65532 },
                volumeMounts: [
                  { name: 'user', mountPath: '/etc/sign-in', readOnly: true },
                  { name: 'secrets', mountPath: '/etc/sign-in-secrets', readOnly: true },
                ],
              },
            ],
            volumes: [
              { name: 'temporary', emptyDir: { sizeLimit: '4Gi' } },
              { name: 'user', configMap: { name: 'user' } },
              { name: 'secrets', secret: { secretName: 'sign-in', defaultMode: 0o440 } },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'home' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
          },
        ],
      },
    },
  };
}

/** Nothing but the pod itself reaches the editor: it is asked from inside. */
const editorProbe = (seconds: number) => ({
  exec: { command: ['curl', '-fsS', '-o', '/dev/null', '--max-time', String(seconds), 'http://127.0.0.1:8080/healthz'] },
  timeoutSeconds: seconds + 1,
});

const pods: Manifest = {
  head: ['The name of its pod, which a StatefulSet asks for.'],
  value: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'workspace-pods', labels },
    spec: { clusterIP: 'None', selector: labels, ports: [{ name: 'http', port: 4180, targetPort: 'http' }] },
  },
};

const service: Manifest = {
  head: [],
  value: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'workspace', labels },
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  },
};

const ingress: Manifest = {
  head: ['Its host is set in users/NAME/kustomization.yaml; annotations and class are those of your ingress controller.'],
  value: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'workspace',
      labels,
      annotations: {
        'nginx.ingress.kubernetes.io/proxy-body-size': '512m',
        'nginx.ingress.kubernetes.io/proxy-buffer-size': '16k',
        'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600',
        'nginx.ingress.kubernetes.io/proxy-send-timeout': '3600',
      },
    },
    spec: {
      tls: [{ hosts: ['workspace.invalid'], secretName: 'workspace-tls' }],
      rules: [
        {
          host: 'workspace.invalid',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'workspace', port: { name: 'http' } } } }] },
        },
      ],
    },
  },
};

const network: Manifest = {
  head: [
    'In: only from the ingress controller, only to the sign-in. Out: names, and the internet; not to other pods, nor to the machine',
    'they run on, whose metadata service hands out keys.',
  ],
  comments: [{ at: ['spec', 'ingress', 0, 'from', 0], lines: ['The namespace of your ingress controller.'] }],
  value: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'workspace', labels },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
          ports: [{ protocol: 'TCP', port: 4180 }],
        },
      ],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
        {
          to: [
            {
              ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] },
            },
          ],
        },
      ],
    },
  },
};

const budget: Manifest = {
  head: ['A machine that is emptied waits until its user is asked: somebody is working in it.'],
  value: {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'workspace', labels },
    spec: { maxUnavailable: 0, selector: { matchLabels: labels } },
  },
};
