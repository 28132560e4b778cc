import type { Resource } from '@groundwork/blueprint';
import { GroundworkError } from '@groundwork/host';
import { shellCommand, shellWord } from '../command.ts';
import { inFolder, type Files } from '../files.ts';
import { commandsOf, runsOf, systemPackagesOf, type Image } from '../image.ts';
import { official } from './base-images.ts';
import { buildValues } from './build-values.ts';
import { copies, copyLine } from './copies.ts';
import { healthLine } from './health.ts';
import { listeningPort } from '../port.ts';
import { installLinked, noteLinked } from './linked.ts';
import { recipes } from './languages/index.ts';
import { run, type Line, type Making, type Recipe } from './recipe.ts';
import { scopeOf } from './scope.ts';

export interface DockerfileOptions {
  readonly files: Files;
  /** Those of the blueprint: PHP is told of its database drivers by them, and builds of what the code insists on. */
  readonly resources?: readonly Resource[];
  /** Base image to the digest its tag has now, `sha256:...`: those are pinned by it. */
  readonly digests?: Readonly<Record<string, string>>;
}

/** A fixed moment for everything that writes one down: 1980-01-01, the earliest that archives of every kind can hold. */
export const sourceDateEpoch = 315_532_800;

/** Who runs in the container: no account of any system, and a number, so that clusters can see it is not root. */
export const userId = 10_001;

/** Where the repository lies in every image: a service in `backend` is in `/app/backend`, whatever else the image holds. */
const root = '/app';

const inRoot = (path: string): string => (path === '.' ? root : `${root}/${path}`);

/**
 * The Dockerfile of an image, built from the root of the repository (`docker build --file Dockerfile .`) with `dockerignoreFor`'s
 * text as its `.dockerignore`. Pure: the same blueprint and files give the same bytes.
 */
export function dockerfileFor(image: Image, { files, resources = [], digests = {} }: DockerfileOptions): string {
  const making = makingOf(image, files, resources);
  const recipe = recipes[making.service.language](making);
  const from = (name: string): string => {
    const base = qualified(name);
    return digests[base] === undefined ? base : `${base}@${digests[base]}`;
  };
  const values = buildValues(image, resources);
  const stages = Object.entries(stagesOf(recipe, making));
  const parts: string[][] = [
    heading(image),
    ...(stages.length > 0 ? [stages.map(([name, base]) => `FROM ${from(base)} AS ${name}`)] : []),
    ...(recipe.build === null ? [] : [buildStage(recipe.build, recipe, making, { from, values })]),
    lastStage(recipe, making, from),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** With its registry: only Docker takes a name without one to be at Docker Hub on every machine. */
function qualified(name: string): string {
  if (/^[^/]*[.:][^/]*\//.test(name)) return name;
  return name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`;
}

/** Base images of a Dockerfile, as they stand behind `FROM`, without its own stages. */
export function baseImagesOf(dockerfile: string): string[] {
  const found = [...dockerfile.matchAll(/^FROM (\S+?)(?:@sha256:\w+)?(?: AS (\S+))?$/gm)];
  const stages = new Set(found.map(([, , name]) => name));
  return [...new Set(found.flatMap(([, base]) => (base === undefined || stages.has(base) || base === 'scratch' ? [] : [base])))];
}

function makingOf(image: Image, files: Files, resources: readonly Resource[]): Making {
  const [service] = image.services;
  const scope = scopeOf(image, files);
  if (/[\p{Cc}"\\]/u.test(service.path))
    throw new GroundworkError({
      code: 'images.path',
      message: `No Dockerfile can name the folder of ${oneLine(service.name)}`,
      where: JSON.stringify(service.path),
      fix: 'Rename it: without quotes, backslashes and line breaks',
    });
  const used = new Set(image.services.flatMap(({ uses }) => uses.map(({ resource }) => resource)));
  return {
    image,
    service,
    files,
    scope,
    code: inRoot(scope),
    folder: inRoot(service.path),
    install: service.install,
    build: commandsOf(image, 'build'),
    runs: runsOf(image),
    // Extensions of PHP are no packages in its image: they are built for the PHP that is there.
    systemPackages: systemPackagesOf(image).filter((name) => service.language !== 'php' || !name.startsWith('php')),
    types: resources.filter(({ name }) => used.has(name)).map(({ type }) => type),
  };
}

/** Pages inside of a program of another language are built by Node as well. */
const needsNode = ({ service, build, install }: Making): boolean =>
  service.language !== 'node' && [...install, ...build].some((command) => /(?:^|[\s;&])(?:npm|npx|node|yarn|pnpm)\s/.test(command));

const stagesOf = (recipe: Recipe, making: Making): Readonly<Record<string, string>> => ({
  ...recipe.stages,
  ...(needsNode(making) ? { node: official('node', null, 'full') } : {}),
});

function heading({ name, services }: Image): string[] {
  const [{ language, path, framework }] = services;
  const names = services.map((each) => each.name).join(', ');
  return [
    `# ${oneLine(names)}: ${language}${framework === null ? '' : ` (${framework})`}${path === '.' ? '' : ` in ${oneLine(path)}`}`,
    ...services
      .flatMap(({ evidence }) => evidence.slice(0, 1))
      .map(({ file, line, why }) => `#   ${oneLine(why)}, ${oneLine(file)}:${line}`),
    `# Build it at the root of the repository: docker build --file ${services.length === 1 ? 'Dockerfile' : `Dockerfile.${oneLine(name)}`} .`,
  ];
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

interface Building {
  readonly from: (base: string) => string;
  readonly values: string;
}

function buildStage(base: string, recipe: Recipe, making: Making, { from, values }: Building): string[] {
  const { scope, code, folder, build, systemPackages } = making;
  const packages = [...new Set([...(recipe.buildPackages ?? []), ...systemPackages, ...headersFor(systemPackages)])].sort();
  const building = build.map((command, index) =>
    run(
      values === '' ? command : `export ${values} && ${command}`,
      index > 0 || values === '' ? undefined : 'Stand-ins for what the code insists on: they are in no layer and no variable of the image.',
    ),
  );
  return [
    `FROM ${from(base)} AS build`,
    `ARG SOURCE_DATE_EPOCH=${sourceDateEpoch}`,
    ...environment(recipe.buildEnv ?? {}),
    ...written(packages.length > 0 ? [installPackages(packages)] : []),
    ...written(needsNode(making) ? nodeLines : []),
    ...written(recipe.tools ?? []),
    `WORKDIR ${folder}`,
    ...(recipe.manifests.length > 0
      ? [
          '# What it depends on, by itself: these layers stay until one of these files changes.',
          ...copies(recipe.manifests, { scope, root: code, folder }),
        ]
      : recipe.wholeFirst === null
        ? []
        : [`# ${oneLine(recipe.wholeFirst)}`]),
    ...written(recipe.dependencies),
    copyLine([scope === '.' ? '.' : `${scope}/`], `${code}/`),
    ...written(recipe.finish),
    ...written(building),
    ...written(recipe.strip),
    ...written(recipe.linked ? [noteLinked(recipe.linked.folders, recipe.linked.programs)] : []),
  ];
}

function lastStage(recipe: Recipe, making: Making, from: (base: string) => string): string[] {
  const { image, code, folder, systemPackages, service, scope } = making;
  const packages = [...new Set([...(recipe.runtimePackages ?? []), ...systemPackages])].sort();
  const [first] = image.services;
  const artifacts = recipe.artifacts ?? [{ from: code, to: code, why: 'The code with what it depends on.', owned: true }];
  // A folder that COPY finds keeps its owner, who could then make no file in it.
  const owned = recipe.command === undefined ? [...new Set([code, folder])].map(shellWord) : [];
  const command = recipe.command ?? (first.start === null ? null : shellCommand(first.start));
  const others = image.services.slice(1).filter(({ start }) => start !== null);
  const port = image.services.map(listeningPort).find((each) => each !== null) ?? null;
  const volumes = image.services.flatMap(({ volumes }) => volumes.map(({ path }) => path)).filter((path) => !path.startsWith('..'));
  const writable = [...new Set(volumes)].sort().map(shellWord);
  return [
    `FROM ${from(recipe.runtime)}`,
    `ARG SOURCE_DATE_EPOCH=${sourceDateEpoch}`,
    ...written(packages.length > 0 ? [installPackages(packages)] : []),
    ...written(recipe.linked ? installLinked : []),
    ...written(recipe.runtimeTools ?? []),
    ...written([
      run(
        `groupadd --gid ${userId} app && useradd --uid ${userId} --gid app --no-log-init --create-home --shell /usr/sbin/nologin app${owned.length === 0 ? '' : ` \\\n  && install --directory --owner=${userId} --group=${userId} ${owned.join(' ')}`}`,
        'It runs as nobody in particular, and not as root.',
      ),
    ]),
    ...environment({ ...recipe.runtimeEnv, HOME: '/home/app', ...(port === null ? {} : { PORT: String(port) }) }),
    `WORKDIR ${recipe.command ? '/srv' : folder}`,
    ...artifacts.flatMap((artifact) => [`# ${artifact.why}`, recipe.build === null ? fromContext(artifact, scope) : fromStage(artifact)]),
    ...(writable.length === 0
      ? []
      : written([
          run(
            `mkdir -p ${writable.join(' ')} && chown -R ${userId}:${userId} ${writable.join(' ')}`,
            'The code writes here: a volume of the target, or gone with the container.',
          ),
        ])),
    ...(recipe.command ? [] : written(servesModels(image))),
    `USER ${userId}:${userId}`,
    ...(port === null ? [] : [`EXPOSE ${port}`]),
    ...(recipe.stopSignal === undefined ? [] : [`# ${recipe.stopSignal.why}`, `STOPSIGNAL ${recipe.stopSignal.signal}`]),
    ...healthLine(image, service.kind === 'static' ? '/' : null),
    ...others.map(({ name, start }) => `# ${oneLine(name)}: ${JSON.stringify(shellCommand(start ?? ''))}`),
    ...(command === null ? ['# What starts it is its platform: the code names no command.'] : [`CMD ${JSON.stringify(command)}`]),
  ];
}

/** SageMaker starts a container with `serve` in place of its command: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
function servesModels({ services }: Making['image']): Line[] {
  const start = services.find(({ kind }) => kind === 'inference')?.start ?? null;
  if (start === null || start.includes('\n')) return [];
  const program = shellWord(`exec ${shellCommand(start).map(shellWord).join(' ')}`);
  return [
    run(
      `printf '%s\\n' '#!/bin/sh' ${program} > /usr/local/bin/serve && chmod 755 /usr/local/bin/serve`,
      'Starts it as SageMaker does, with `serve`.',
    ),
  ];
}

/** Node as its own image has it, beside the language that is there. */
const nodeLines: readonly Line[] = [
  { text: 'COPY --from=node /usr/local/bin/node /usr/local/bin/node', why: 'Pages inside of it are built by Node.' },
  { text: 'COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules' },
  run(
    'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx && npm install --global yarn@1.22.22 pnpm@10',
  ),
];

/** Headers that the larger official images lack (https://hub.docker.com/_/buildpack-deps has the usual ones). */
const headers: Readonly<Record<string, string>> = {
  unixodbc: 'unixodbc-dev',
  libmemcached11: 'libmemcached-dev',
  libmagic1: 'libmagic-dev',
  libsasl2: 'libsasl2-dev',
  'tesseract-ocr': 'libtesseract-dev',
};

const headersFor = (packages: readonly string[]): string[] => packages.flatMap((name) => headers[name] ?? []);

/** Lists and logs hold dates, and nothing reads them again. */
const installPackages = (packages: readonly string[]): Line =>
  run(
    [
      'apt-get update && apt-get install -y --no-install-recommends \\',
      ...packages.map((name) => `    ${name} \\`),
      '  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log',
    ].join('\n'),
    'System packages that its libraries load.',
  );

const written = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ why, text }) => (why === undefined ? [text] : [`# ${oneLine(why)}`, text]));

function environment(variables: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(variables).map(
    ([name, value]) => `${name}=${/^[\w./:$+,-]*$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`}`,
  );
  return all.length === 0 ? [] : [`ENV ${all.join(' \\\n    ')}`];
}

type Artifact = NonNullable<Recipe['artifacts']>[number];

/** `cuda:/usr/local/cuda/` is from another stage than the build. */
function fromStage({ from, to, owned }: Artifact): string {
  const [stage, path] = from.startsWith('/') ? ['build', from] : [from.slice(0, from.indexOf(':')), from.slice(from.indexOf(':') + 1)];
  return copyLine([path], to, [`--from=${stage}`, ...(owned === true ? [`--chown=${userId}:${userId}`] : [])]);
}

function fromContext({ from, to }: Artifact, scope: string): string {
  const source = inFolder(scope, from);
  return copyLine([source === '.' ? '.' : `${source}/`], to);
}
