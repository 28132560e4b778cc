import type { Exported } from '../file.ts';
import { commentsOf } from '../native/evidence.ts';
import { imagesOf, notesOf, renderedFor } from '../native/render.ts';
import { goodToKnow } from '../native/readme.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import type { ExportRequest } from '../request.ts';
import { markdown } from '../text/markdown.ts';
import { parseObject } from '../text/json.ts';
import { hclText } from './hcl.ts';

/** Terraform for Google Cloud: what the target renders, in the language people write it in. */
export function exportGoogle(request: ExportRequest): Exported {
  const rendered = renderedFor(request);
  const notes = notesOf(rendered, request.deployment);
  const files = Object.entries(rendered.files).map(([name, text]) => ({
    path: name.replace(/\.tf\.json$/, '.tf'),
    text: hclText(parseObject(text), { comments: (address) => commentsOf(rendered, address) }),
  }));
  return {
    files: [
      ...files,
      ...dockerfileFiles(request.dockerfiles),
      { path: '.gitignore', text: '.terraform/\n*.tfstate*\n*.auto.tfvars\n' },
      { path: 'README.md', text: readme(request, notes) },
    ],
    notes,
  };
}

function readme(request: ExportRequest, notes: readonly string[]): string {
  const { deployment, root } = request;
  const { name, environment, region, title } = deployment;
  const repository = `${region}-docker.pkg.dev/$PROJECT/${name}-${environment}`;
  const images = imagesOf(request);
  return `# ${markdown(title)} on Google Cloud, with Terraform

Terraform or OpenTofu 1.11 or later, \`gcloud auth application-default login\`, and a project with billing.

\`\`\`sh
export PROJECT=your-project TF_VAR_project=your-project
terraform init
# The registry first, then images, then everything else.
terraform apply -target=google_artifact_registry_repository.images
gcloud auth configure-docker ${region}-docker.pkg.dev
${images.map((image) => `docker build --file ${image}.Dockerfile --tag ${repository}/${image}:latest ${root} && docker push ${repository}/${image}:latest`).join('\n')}
terraform apply
\`\`\`

\`terraform plan\` shows what would change. For images by their digest: \`-var 'images={${images[0] ?? 'api'}="...@sha256:..."}'\`.
Values of secrets are made up, or given as variables, and kept in Secret Manager; they are in no file and not in the state.
\`main.tf\` has what lasts, \`services.tf\` what runs, \`jobs.tf\` what is run by hand, by a schedule or before a release. Migrations are the
jobs that end in \`release\`: \`terraform apply -target=google_cloud_run_v2_job.NAME\`, \`gcloud run jobs execute NAME --wait\`, then the rest.
${goodToKnow(notes)}`;
}
