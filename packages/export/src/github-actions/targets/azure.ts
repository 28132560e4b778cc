import { camel, digestOf, lines, variable, type WorkflowOf } from '../target.ts';

/** Deployment stacks of ARM templates. */
export const azureWorkflow: WorkflowOf = ({ name, environment, settings, services }, images) => {
  const folder = 'deploy/arm';
  const group = settings.resourceGroup ?? `${name}-${environment}`;
  const registry = '${{ vars.AZURE_REGISTRY }}';
  const migrations = services.filter(({ release }) => release.length > 0);
  const parameters = images.map((image) => `image${camel(image)}="$${variable(image)}"`).join(' ');
  const env = Object.fromEntries(images.map((image) => [variable(image), `${registry}/${image}@${digestOf(image)}`]));
  return {
    format: 'arm',
    folder,
    variables: {
      AZURE_CLIENT_ID: `an application with a federated credential for environment:${environment}`,
      AZURE_PLAN_CLIENT_ID: 'another one for pull requests, which may only look',
      AZURE_TENANT_ID: 'tenant',
      AZURE_SUBSCRIPTION_ID: 'subscription',
      AZURE_REGISTRY: 'login server of the registry that the first deployment made: NAME.azurecr.io',
    },
    login: (as) => [
      {
        name: 'Log in to Azure',
        uses: 'azureLogin',
        with: {
          'client-id': `\${{ vars.AZURE_${as === 'plan' ? 'PLAN_' : ''}CLIENT_ID }}`,
          'tenant-id': '${{ vars.AZURE_TENANT_ID }}',
          'subscription-id': '${{ vars.AZURE_SUBSCRIPTION_ID }}',
        },
      },
    ],
    registryLogin: [{ name: 'Log in to the registry', env: { REGISTRY: registry }, run: 'az acr login --name "${REGISTRY%%.*}"' }],
    image: (image) => `${registry}/${image}`,
    plan: lines(
      `az deployment group what-if --no-pretty-print --resource-group ${group} --template-file ${folder}/foundations.json \\`,
      `  --query 'changes[].{change:changeType,resource:resourceId}' --output table`,
    ),
    deploy: [
      {
        name: 'Services',
        env,
        run: lines(
          `az stack group create --yes --name ${name}-services --resource-group ${group} --template-file ${folder}/services.json \\`,
          `  --parameters ${parameters} --action-on-unmanage deleteResources --deny-settings-mode none`,
        ),
      },
      ...(migrations.length === 0
        ? []
        : [
            {
              name: 'Migrations',
              run: lines(...migrations.map(({ id }) => `az containerapp job start --resource-group ${group} --name ${id}-release`)),
            },
          ]),
    ],
  };
};
