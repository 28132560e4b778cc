import type { Exported } from '../file.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import type { Item, Rendered } from '@groundwork/provision';
import type { ExportRequest } from '../request.ts';
import { isObject, objectOf, parseObject, type Json, type JsonObject } from '../text/json.ts';
import { oneLine } from '../text/line.ts';
import { markdown } from '../text/markdown.ts';
import { camel } from '../github-actions/target.ts';
import { commentsOf } from './evidence.ts';
import { goodToKnow } from './readme.ts';
import { imagesOf, notesOf, renderedFor, requiredNames } from './render.ts';
import { exportedMark } from '@groundwork/blueprint';

/** The target's templates; each resource says in its `comments`, which Azure ignores, why it is there. */
export function exportArm(request: ExportRequest): Exported {
  const images = imagesOf(request);
  const marks = new Map(images.map((image) => [`${image}.image.invalid/${image}`, `image${camel(image)}`]));
  const rendered = renderedFor(request, Object.fromEntries([...marks.keys()].map((mark, at) => [images[at] ?? '', mark])));
  const templates = Object.entries(rendered.files).map(([path, text]) => {
    const { $schema, parameters, ...template } = parseObject(text);
    const resources = Object.entries(objectOf(template['resources'])).map(([symbol, resource]): [string, JsonObject] => [
      symbol,
      said(rendered, objectOf(withParameters(resource, marks))),
    ]);
    const metadata: JsonObject = {
      description: `${exportedMark} arm: read from the code, and not read back. ${oneLine(request.deployment.title)}`,
    };
    const own = [...marks].filter(([mark]) => text.includes(mark));
    const commented: JsonObject = {
      $schema,
      metadata,
      ...template,
      parameters: { ...objectOf(parameters), ...Object.fromEntries(own.map(([, name]) => [name, imageParameter])) },
      resources: Object.fromEntries(resources),
    };
    return { path, template: commented };
  });
  const notes = notesOf(rendered, request.deployment);
  const parameters = new Map(templates.map(({ path, template }) => [path, Object.keys(objectOf(template['parameters']))]));
  return {
    files: [
      ...templates.map(({ path, template }) => ({ path, text: `${JSON.stringify(template, null, 2)}\n` })),
      ...dockerfileFiles(request.dockerfiles),
      { path: 'README.md', text: readme(request, { images, notes, parameters }) },
    ],
    notes,
  };
}

const imageParameter: JsonObject = { type: 'string', metadata: { description: 'Image that was pushed, by its digest' } };

/** Images are asked for instead of written down. */
function withParameters(value: Json | undefined, marks: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return marks.has(value) ? `[parameters('${marks.get(value) ?? ''}')]` : value;
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, each === undefined ? undefined : withParameters(each, marks)]),
    );
  return Array.isArray(value) ? value.map((each: Json) => withParameters(each, marks)) : (value ?? null);
}

/** The plan names a resource by its type and name; what stands for the suffix is its own word there. */
function said(rendered: Rendered, resource: JsonObject): JsonObject {
  const { type, name } = resource;
  if (typeof type !== 'string' || typeof name !== 'string') return resource;
  const item = rendered.items.find(({ native }) => native.some((each) => isNamed(each, type, name)));
  const native = item?.native.find((each) => isNamed(each, type, name));
  const lines = item && native !== undefined ? commentsOf({ items: [item] satisfies Item[] }, native) : [];
  return lines.length === 0 ? resource : { ...resource, comments: lines.join(' · ') };
}

/** `Microsoft.App/containerApps/api`, and of a name that is an expression only its type, where no other resource has that. */
const isNamed = (native: string, type: string, name: string): boolean =>
  native === `${type}/${name}` ||
  (name.startsWith('[') && native.startsWith(`${type}/`) && name.includes(native.slice(type.length + 1).split(/[-{]/)[0] ?? '\0'));

interface Readme {
  readonly images: readonly string[];
  readonly notes: readonly string[];
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

function readme({ deployment, root }: ExportRequest, { images, notes, parameters }: Readme): string {
  const { name, environment, region, title, settings } = deployment;
  const group = settings.resourceGroup ?? `${name}-${environment}`;
  const asked = requiredNames(deployment);
  const files = [...parameters.keys()];
  const first = files.find((each) => each.startsWith('foundations')) ?? files[0] ?? '';
  const second = files.find((each) => each !== first);
  const secure = [...new Set([...parameters.values()].flat())].filter(
    (each) => each !== 'location' && each !== 'suffix' && !each.startsWith('image'),
  );
  return `# ${markdown(title)} on Azure, with ARM templates in deployment stacks

\`az login\` first. Templates ask for what is a secret, and keep it in no file: ${secure.length === 0 ? 'here nothing is' : secure.map((each) => `\`${each}\``).join(', ')}.
${asked.length === 0 ? '' : `Among them are yours to give: ${asked.map((each) => `\`${each}\``).join(', ')}.\n`}
\`\`\`sh
az group create --name ${group} --location ${region}
az stack group create --name ${name}-foundations --resource-group ${group} --template-file ${first} \\
  --action-on-unmanage detachAll --deny-settings-mode none

# Images
REGISTRY=$(az acr list --resource-group ${group} --query '[0].loginServer' --output tsv) && az acr login --name "$REGISTRY"
${images.map((image) => `docker build --file ${image}.Dockerfile --tag "$REGISTRY/${image}:latest" ${root} && docker push "$REGISTRY/${image}:latest"`).join('\n')}
${
  second === undefined
    ? ''
    : `
az stack group create --name ${name}-services --resource-group ${group} --template-file ${second} \\
  --action-on-unmanage deleteResources --deny-settings-mode none \\
  --parameters ${images.map((image) => `image${camel(image)}="$REGISTRY/${image}:latest"`).join(' ')}
`
}\`\`\`

\`az deployment group what-if --resource-group ${group} --template-file ${second ?? first}\` shows what would change. Jobs whose name ends in
\`release\` are migrations: \`az containerapp job start\` them then. Services that need them are started again until they are done.
${goodToKnow(notes)}`;
}
