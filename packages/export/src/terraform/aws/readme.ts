import { goodToKnow } from '../../native/readme.ts';
import { requiredNames } from '../../native/render.ts';
import type { ExportRequest } from '../../request.ts';
import { markdown } from '../../text/markdown.ts';

interface Contents {
  readonly notes: readonly string[];
  /** The address of the repository of each image. */
  readonly repositories: ReadonlyMap<string, string>;
  readonly topics: readonly string[];
  /** Names of variables only a person knows. */
  readonly open: readonly string[];
}

/** What to run, in the order in which it has to be. */
export function amazonReadme(request: ExportRequest, { notes, repositories, topics, open }: Contents): string {
  const { deployment, root } = request;
  const { name, environment, region, title, generated } = deployment;
  const prefix = `${name}-${environment}`;
  const registry = `$ACCOUNT.dkr.ecr.${region}.amazonaws.com`;
  const asked = requiredNames(deployment);
  const secrets = [
    ...generated.map(
      (each) =>
        `openssl rand -hex 32 | tr -d '\\n' | aws secretsmanager create-secret --name ${prefix}/env/${each} --secret-string file:///dev/stdin`,
    ),
    ...asked.map((each) => `aws secretsmanager create-secret --name ${prefix}/env/${each} --secret-string file:///dev/stdin`),
  ];
  const pushes = [...repositories.keys()].map(
    (image) =>
      `docker build --file ${image}.Dockerfile --tag ${registry}/${prefix}/${image}:1 ${root} && docker push ${registry}/${prefix}/${image}:1`,
  );
  return `# ${markdown(title)} on AWS, with Terraform

Terraform or OpenTofu 1.11 or later, and credentials as the AWS CLI takes them.

\`\`\`sh
export AWS_REGION=${region} ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
${open.map((each) => `export TF_VAR_${each}=...\n`).join('')}terraform init
# Registries first, then images, then everything else.
terraform apply ${[...repositories.values()].map((address) => `-target=${address}`).join(' ')}
aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}
${pushes.join('\n')}
${secrets.length === 0 ? '' : `# Secrets, each once: made up, or typed in and ended with Ctrl-D\n${secrets.join('\n')}\n`}terraform apply
\`\`\`

\`terraform plan\` shows what would change. A new image has a new tag (\`-var image_tag=2\`), or is said by its digest
(\`-var 'images={${[...repositories.keys()][0] ?? 'web'}="...@sha256:..."}'\`).

Passwords are made up by Secrets Manager, read while Terraform runs (\`ephemeral\`) and handed on by arguments that are only written: they are in
no file, no plan and not in the state. After a password was changed, raise the \`_wo_version\` beside it.

${topics.map((topic) => `\`${topic}.tf\``).join(', ')}: what each is there for stands above it. Task definitions whose name ends in \`release\` are
migrations: \`aws ecs run-task\` them when they are there. Services that need them are started again until then.
${goodToKnow(notes)}`;
}
