import type { Exported, ExportedFile } from '../file.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import { commentsOf } from '../native/evidence.ts';
import { imagesOf, notesOf, renderedFor } from '../native/render.ts';
import type { ExportRequest } from '../request.ts';
import { objectOf, parseObject, textOf, type JsonObject } from '../text/json.ts';
import { templateOf, type Template } from './aws/configuration.ts';
import { snake } from './aws/names.ts';
import { amazonReadme } from './aws/readme.ts';
import { blocksOf, type Block } from './aws/resources.ts';
import { tagLocals } from './aws/tags.ts';
import { asIs, outputValue, refused, valueOf, type Needs, type Reading } from './aws/values.ts';
import { hclText } from './hcl.ts';

const versions: JsonObject = {
  terraform: {
    required_version: '>= 1.11',
    required_providers: {
      aws: { source: 'hashicorp/aws', version: '~> 6.66' },
      awscc: { source: 'hashicorp/awscc', version: '~> 1.96' },
    },
  },
  provider: { aws: { region: '${var.region}' }, awscc: { region: '${var.region}' } },
};

/**
 * Terraform for AWS: a translation of the templates of the AWS target. Resources are those of awscc, which has the names of
 * CloudFormation; those of aws where awscc lacks the type or would keep a password in the state.
 */
export function exportAmazon(request: ExportRequest): Exported {
  const rendered = renderedFor(request);
  const { deployment } = request;
  const { name, environment } = deployment;
  const prefix = `${name}-${environment}`;
  // Groundwork itself builds with it; here images are pushed.
  const builder = rendered.items.find(({ id }) => id === 'registry:builder')?.native ?? [];
  const read = (path: string): Template => templateOf(parseObject(rendered.files[path] ?? '{}'), new Set(builder));
  const [foundations, services] = [read('foundations.json'), read('services.json')];
  const needs: Needs = { data: new Map(), secrets: new Map() };
  const variables = new Map<string, JsonObject>();
  const images = imagesOf(request);

  const variable = (parameter: string, from: JsonObject): string => {
    const { Description: description = '', Default: usual } = objectOf(from[parameter]);
    variables.set(snake(parameter), { description, type: 'string', ...(usual === undefined ? {} : { default: usual }) });
    return `\${var.${snake(parameter)}}`;
  };
  const below: Reading = { template: foundations, needs, parameter: (each) => parameterOf(each, foundations.parameters) };
  const above: Reading = {
    template: services,
    needs,
    parameter: (each) => {
      const value = outputValue(foundations, each);
      if (value !== undefined) return valueOf(value, below, asIs);
      const image = images.find((one) => each.toLowerCase() === `${one.replace(/[^A-Za-z0-9]/g, '')}image`.toLowerCase());
      return image === undefined ? parameterOf(each, services.parameters) : `\${local.images[${JSON.stringify(image)}]}`;
    },
  };
  function parameterOf(each: string, from: JsonObject): string {
    if (from[each] === undefined) throw refused(`The parameter ${each}`);
    return variable(each, from);
  }

  const blocks = [...blocksOf(below, prefix), ...blocksOf(above, prefix)];
  const outputs = Object.keys(foundations.outputs)
    .filter((each) => services.parameters[each] === undefined || each === 'ClusterName' || /^PublicSubnet\d|GroupId$/.test(each))
    .map((each) => [snake(each), { value: valueOf(outputValue(foundations, each), below, asIs) }] as const);
  const topics = [...new Set(blocks.map(({ topic }) => topic))].sort();
  const comments = (address: string): readonly string[] =>
    blocks.filter((each) => `${each.type}.${each.name}` === address).flatMap(({ of }) => of.flatMap((id) => commentsOf(rendered, id)));
  const repositories = repositoriesOf(foundations, images);
  const files: ExportedFile[] = [
    { path: 'versions.tf', text: hclText(versions) },
    {
      path: 'variables.tf',
      text: hclText({
        variable: { ...usual(request), ...sortedBy(variables) },
        locals: {
          ...tagLocals([...foundations.resources.values()].map(({ properties }) => properties['Tags'])),
          ...localsOf(repositories),
        },
      }),
    },
    { path: 'sources.tf', text: hclText({ data: grouped(needs.data), ephemeral: ephemeralOf(needs) }) },
    ...topics.map((topic) => ({
      path: `${topic}.tf`,
      text: hclText({ resource: resourcesOf(blocks.filter((each) => each.topic === topic)) }, { comments }),
    })),
    { path: 'outputs.tf', text: hclText({ output: Object.fromEntries(outputs) }) },
  ];
  const notes = notesOf(rendered, deployment);
  const open = [...variables].flatMap(([each, body]) => (body['default'] === undefined ? [each] : [])).sort();
  return {
    files: [
      ...files.filter(({ text }) => text !== ''),
      ...dockerfileFiles(request.dockerfiles),
      { path: '.gitignore', text: '.terraform/\n*.tfstate*\n*.auto.tfvars\n' },
      { path: 'README.md', text: amazonReadme(request, { notes, repositories, topics, open }) },
    ],
    notes,
  };
}

const usual = ({ deployment }: ExportRequest): JsonObject => ({
  region: { description: 'Region of AWS', type: 'string', default: deployment.region },
  images: {
    description: 'Images by their digest, by name; what is not here is taken from its registry by its tag',
    type: 'map(string)',
    default: {},
  },
  image_tag: { description: 'Tag of the images that were pushed. A tag is written once', type: 'string', default: '1' },
});

/** The address of each image's repository. */
function repositoriesOf({ resources }: Template, images: readonly string[]): ReadonlyMap<string, string> {
  const all = [...resources.values()].filter(({ type }) => type === 'AWS::ECR::Repository');
  return new Map(
    images.flatMap((image) => {
      const found = all.find(({ properties }) => textOf(properties['RepositoryName']).endsWith(`/${image}`));
      return found ? [[image, `awscc_ecr_repository.${snake(found.id)}`] as const] : [];
    }),
  );
}

const localsOf = (repositories: ReadonlyMap<string, string>): JsonObject => ({
  images: Object.fromEntries(
    [...repositories].map(([image, address]) => [
      image,
      `\${lookup(var.images, ${JSON.stringify(image)}, "\${${address}.repository_uri}:\${var.image_tag}")}`,
    ]),
  ),
});

const sortedBy = (entries: ReadonlyMap<string, JsonObject>): JsonObject =>
  Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));

/** `type.name` to a body, as a document has it. */
function grouped(blocks: ReadonlyMap<string, JsonObject>): JsonObject {
  const document: Record<string, Record<string, JsonObject>> = {};
  for (const [address, body] of Object.entries(sortedBy(blocks))) {
    const [type = '', name = ''] = address.split('.');
    document[type] = { ...document[type], [name]: objectOf(body) };
  }
  return document;
}

const ephemeralOf = ({ secrets }: Needs): JsonObject =>
  grouped(new Map([...secrets].map(([name, secret]) => [`aws_secretsmanager_secret_version.${name}`, { secret_id: secret }] as const)));

function resourcesOf(blocks: readonly Block[]): JsonObject {
  const document: Record<string, Record<string, JsonObject>> = {};
  for (const { type, name, body } of blocks) document[type] = { ...document[type], [name]: body };
  return document;
}
