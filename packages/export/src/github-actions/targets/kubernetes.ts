import { digestOf, lines, variable, type WorkflowOf } from '../target.ts';

/** Manifests, migrations first. The cluster trusts tokens of GitHub itself. */
export const kubernetesWorkflow: WorkflowOf = ({ name, environment, settings, services }, images) => {
  const folder = 'deploy/kubernetes';
  const namespace = settings.namespace ?? `${name}-${environment}`;
  const registry = settings.registry ?? 'ghcr.io/${{ github.repository }}';
  const own = settings.registry === undefined || settings.registry.startsWith('ghcr.io');
  const migrates = services.some(({ release }) => release.length > 0);
  // What `kustomize edit set image` does, without it.
  const pinned = (part: string): string =>
    lines(
      `pin() { sed -i "/name: $1$/,/newTag:/ { s|newName: .*|newName: $2|; s|newTag: .*|digest: $3| }" ${folder}/${part}/kustomization.yaml; }`,
      ...images.map((image) => `pin ${image} "$${variable(image)}_NAME" "$${variable(image)}_DIGEST"`),
    );
  const env = Object.fromEntries(
    images.flatMap((image) => [
      [`${variable(image)}_NAME`, `${registry}/${name}-${image}`],
      [`${variable(image)}_DIGEST`, digestOf(image)],
    ]),
  );
  return {
    format: 'kubernetes',
    folder,
    variables: {
      CLUSTER_SERVER: 'address of the API server, which trusts https://token.actions.githubusercontent.com (structured authentication)',
      CLUSTER_CA: 'its certificate authority, in base64',
    },
    ...(own ? { permissions: { packages: 'write' } } : {}),
    login: () => [
      {
        name: 'Token for the cluster',
        id: 'cluster',
        uses: 'githubScript',
        with: { script: "const token = await core.getIDToken('kubernetes');\ncore.setSecret(token);\ncore.setOutput('token', token);" },
      },
      {
        name: 'Log in to the cluster',
        env: { SERVER: '${{ vars.CLUSTER_SERVER }}', AUTHORITY: '${{ vars.CLUSTER_CA }}', TOKEN: '${{ steps.cluster.outputs.token }}' },
        run: lines(
          'echo "$AUTHORITY" | base64 --decode > "$RUNNER_TEMP/ca.crt"',
          'kubectl config set-cluster cluster --server="$SERVER" --certificate-authority="$RUNNER_TEMP/ca.crt" --embed-certs',
          'kubectl config set-credentials workflow --token="$TOKEN"',
          `kubectl config set-context workflow --cluster=cluster --user=workflow --namespace=${namespace}`,
          'kubectl config use-context workflow',
        ),
      },
    ],
    registryLogin: own
      ? [
          {
            name: 'Log in to the registry',
            uses: 'dockerLogin',
            with: { registry: 'ghcr.io', username: '${{ github.actor }}', password: '${{ github.token }}' },
          },
        ]
      : [],
    image: (image) => `${registry}/${name}-${image}`,
    plan: lines(
      `kubectl diff --filename ${folder}/foundations.yaml || [ $? -eq 1 ]`,
      `kubectl diff --kustomize ${folder}/services || [ $? -eq 1 ]`,
    ),
    deploy: [
      { name: 'Namespace, servers, volumes', run: `kubectl apply --server-side --filename ${folder}/foundations.yaml` },
      ...(migrates
        ? [
            {
              name: 'Migrations',
              env,
              run: lines(
                pinned('migrations'),
                `kubectl delete --ignore-not-found --kustomize ${folder}/migrations`,
                `kubectl apply --kustomize ${folder}/migrations`,
                `kubectl wait --for=condition=complete --timeout=15m job --all`,
              ),
            },
          ]
        : []),
      {
        name: 'Services',
        env,
        run: lines(pinned('services'), `kubectl apply --kustomize ${folder}/services`, 'kubectl rollout status deployment --timeout=10m'),
      },
    ],
  };
};
