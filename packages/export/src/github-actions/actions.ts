/**
 * Actions by the commit their release stood at, read from their repositories on 2026-11-26: a tag can be moved, a commit cannot. To
 * take a later release, put `git rev-parse 'TAG^{commit}'` of it here.
 */
export const actions = {
  checkout: { uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', release: 'v7.0.1' },
  githubScript: { uses: 'actions/github-script@ed597411d8f924073f98dfc5c65a23a2325f34cd', release: 'v8.0.0' },
  setupBuildx: { uses: 'docker/setup-buildx-action@37fe631027851001ddb9b187196cc803df7f5f0e', release: 'v4.3.0' },
  dockerLogin: { uses: 'docker/login-action@4907a6ddec9925e35a0a9e82d7399ccc52663121', release: 'v4.1.0' },
  dockerBuild: { uses: 'docker/build-push-action@53b7df96c91f9c12dcc8a07bcb9ccacbed38856a', release: 'v7.3.0' },
  awsCredentials: { uses: 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c', release: 'v6.2.3' },
  awsRegistry: { uses: 'aws-actions/amazon-ecr-login@03f1aad4c6c7ffd436567f42f9384779290529bd', release: 'v2.1.7' },
  googleAuth: { uses: 'google-github-actions/auth@7c6bc770dae815cd3e89ee6cdf493a5fab2cc093', release: 'v3.0.0' },
  googleSetup: { uses: 'google-github-actions/setup-gcloud@aa5489c8933f4cc7a4f7d45035b3b1440c9c10db', release: 'v3.0.1' },
  terraform: { uses: 'hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e', release: 'v4.0.1' },
  azureLogin: { uses: 'azure/login@f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca', release: 'v3.0.1' },
} as const;

export type ActionName = keyof typeof actions;
