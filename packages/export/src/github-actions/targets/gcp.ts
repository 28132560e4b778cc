import { digestOf, lines, type WorkflowOf } from '../target.ts';

/** Terraform, with its state in a bucket. */
export const gcpWorkflow: WorkflowOf = ({ name, environment, region, services }, images) => {
  const folder = 'deploy/terraform';
  const migrations = services.filter(({ release }) => release.length > 0);
  const repository = `${region}-docker.pkg.dev/\${{ vars.GOOGLE_PROJECT }}/${name}-${environment}`;
  const initialised = lines(
    `echo 'terraform { backend "gcs" {} }' > backend.tf`,
    'terraform init -input=false -backend-config="bucket=$STATE_BUCKET"',
  );
  const env = {
    TF_VAR_project: '${{ vars.GOOGLE_PROJECT }}',
    STATE_BUCKET: '${{ vars.TERRAFORM_STATE_BUCKET }}',
  };
  const jobs = migrations.map(({ id }) => `${id.replaceAll('-', '_')}_release`);
  return {
    format: 'terraform',
    folder,
    variables: {
      GOOGLE_PROJECT: 'project',
      GOOGLE_WORKLOAD_IDENTITY_PROVIDER: 'projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER',
      GOOGLE_DEPLOY_ACCOUNT: `service account that environment:${environment} may be`,
      GOOGLE_PLAN_ACCOUNT: 'service account that pull requests may be: it may look and change nothing',
      TERRAFORM_STATE_BUCKET: 'bucket for the state of Terraform',
    },
    login: (as) => [
      {
        name: 'Log in to Google Cloud',
        uses: 'googleAuth',
        with: {
          workload_identity_provider: '${{ vars.GOOGLE_WORKLOAD_IDENTITY_PROVIDER }}',
          service_account: `\${{ vars.GOOGLE_${as === 'plan' ? 'PLAN' : 'DEPLOY'}_ACCOUNT }}`,
        },
      },
      { name: 'gcloud', uses: 'googleSetup' },
      { name: 'Terraform', uses: 'terraform', with: { terraform_wrapper: false } },
    ],
    registryLogin: [{ name: 'Log in to the registry', run: `gcloud auth configure-docker --quiet ${region}-docker.pkg.dev` }],
    image: (image) => `${repository}/${image}`,
    plan: lines(`cd ${folder}`, initialised, 'terraform plan -input=false -no-color -lock=false'),
    deploy: [
      {
        name: 'Deploy',
        env: { ...env, TF_VAR_images: `{${images.map((image) => `"${image}":"${repository}/${image}@${digestOf(image)}"`).join(',')}}` },
        run: lines(
          `cd ${folder}`,
          initialised,
          jobs.length === 0
            ? ''
            : `terraform apply -input=false -auto-approve ${jobs.map((job) => `-target=google_cloud_run_v2_job.${job}`).join(' ')}`,
          ...migrations.map(
            ({ id }) =>
              `gcloud run jobs execute ${name}-${environment}-${id}-release --region ${region} --project "$TF_VAR_project" --wait`,
          ),
          'terraform apply -input=false -auto-approve',
        ),
      },
    ],
  };
};
