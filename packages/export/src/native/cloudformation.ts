import type { Exported } from '../file.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import type { ExportRequest } from '../request.ts';
import { objectOf, parseObject, type JsonObject } from '../text/json.ts';
import { markdown } from '../text/markdown.ts';
import { yamlText, type Comment, type YamlValue } from '../yaml/yaml.ts';
import { commentsOf } from './evidence.ts';
import { goodToKnow } from './readme.ts';
import { imagesOf, notesOf, renderedFor, requiredNames } from './render.ts';

type Template = JsonObject;

/** The order a reader of a template expects. */
const order = [
  'AWSTemplateFormatVersion',
  'Description',
  'Transform',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** The target's two templates as YAML, each resource with why it is there. */
export function exportCloudFormation(request: ExportRequest): Exported {
  const rendered = renderedFor(request);
  const templates = Object.entries(rendered.files).flatMap(([path, text]) => {
    const template = parseObject(text);
    return 'Resources' in template ? [{ path: path.replace(/\.json$/, '.yaml'), template }] : [];
  });
  const files = templates.map(({ path, template }) => {
    const ordered = Object.fromEntries(order.flatMap((key) => (template[key] === undefined ? [] : [[key, template[key]]])));
    const ids = Object.keys(objectOf(template['Resources']));
    const comments = ids.map((id): Comment => ({ at: ['Resources', id], lines: commentsOf(rendered, id) }));
    return { path, text: yamlText(withTypeFirst(ordered), { comments, airy: 2 }) };
  });
  const notes = notesOf(rendered, request.deployment);
  const parameters = templates.flatMap(({ path, template }) =>
    path === 'services.yaml' ? Object.keys(objectOf(template['Parameters'])) : [],
  );
  return {
    files: [...files, ...dockerfileFiles(request.dockerfiles), { path: 'README.md', text: readme(request, { notes, parameters }) }],
    notes,
  };
}

/** `Type` is what one looks for in a resource. */
function withTypeFirst(template: Template): YamlValue {
  const resources = Object.entries(objectOf(template['Resources'])).map(([id, resource]) => {
    const { Type, ...rest } = objectOf(resource);
    return [id, { Type, ...rest }] as const;
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

function readme(
  request: ExportRequest,
  { notes, parameters }: { readonly notes: readonly string[]; readonly parameters: readonly string[] },
): string {
  const { deployment, root } = request;
  const { name, environment, region, title, generated } = deployment;
  const stack = `${name}-${environment}`;
  const images = imagesOf(request);
  const registry = `$ACCOUNT.dkr.ecr.${region}.amazonaws.com`;
  const asked = requiredNames(deployment);
  const own = parameters.filter((each) => /^Image/.test(each) || /Image$/.test(each));
  return `# ${markdown(title)} on AWS, with CloudFormation

\`\`\`sh
export AWS_REGION=${region} ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
aws cloudformation deploy --stack-name ${stack} --template-file foundations.yaml --capabilities CAPABILITY_NAMED_IAM

# Images
aws ecr get-login-password | docker login --username AWS --password-stdin ${registry}
${images.map((image) => `docker build --file ${image}.Dockerfile --tag ${registry}/${stack}/${image}:1 ${root} && docker push ${registry}/${stack}/${image}:1`).join('\n')}
${
  generated.length + asked.length === 0
    ? ''
    : `
# Secrets, each once: made up, or typed in and ended with Ctrl-D
${generated.map((each) => `openssl rand -hex 32 | tr -d '\\n' | aws secretsmanager create-secret --name ${stack}/env/${each} --secret-string file:///dev/stdin`).join('\n')}
${asked.map((each) => `aws secretsmanager create-secret --name ${stack}/env/${each} --secret-string file:///dev/stdin`).join('\n')}
`.replace(/\n{2,}(?=\n|$)/g, '\n')
}
# What the first stack made is told to the second
aws cloudformation describe-stacks --stack-name ${stack} --query "Stacks[0].Outputs[].join('=',[OutputKey,OutputValue])" --output text |
  tr '\\t' '\\n' > parameters.txt
${own.map((each) => `echo "${each}=${registry}/${stack}/${imageFor(each, images)}:1" >> parameters.txt`).join('\n')}
xargs aws cloudformation deploy --stack-name ${stack}-services --template-file services.yaml --capabilities CAPABILITY_NAMED_IAM \\
  --parameter-overrides < parameters.txt
\`\`\`

\`--no-execute-changeset\` shows what would change and changes nothing. A template above 51,200 bytes goes through a bucket:
\`--s3-bucket NAME\`. Task definitions whose name ends in \`release\` are migrations: \`aws ecs run-task\` them when the second stack has them. Services
that need them are started again until then.
${goodToKnow(notes)}`;
}

/** The image a parameter is for: the one whose name its own holds, letters only. */
function imageFor(parameter: string, images: readonly string[]): string {
  const plain = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();
  return images.find((image) => plain(parameter).replace(/^image|image$/, '') === plain(image)) ?? images[0] ?? '';
}
