import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import {
  buildImage,
  contentOf,
  contextTar,
  dockerfileFor,
  dockerignoreFor,
  findBuilder,
  imagesOf,
  readContext,
  scopeOf,
  within,
  usualPlatform,
  type Builder,
  type Context,
  type Files,
} from '@groundwork/images';
import type { Deployment, Engine } from '@groundwork/provision';
import { openFolder } from '@groundwork/scan';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { CloudOptions } from './open.ts';
import { readRecord } from './record.ts';

export interface BuiltImage {
  readonly reference: string;
  /** Hash of what it was built from. */
  readonly content: string;
}

/** One image of a deployment, with what it is built from. */
export interface Source {
  /** As services of the deployment name it. */
  readonly name: string;
  readonly dockerfile: string;
  readonly context: Context;
}

/** Images of the last deployment whose content is what the folder has now: image name to `repository@sha256:...`. */
export async function knownImages(dir: string, deployment: Deployment): Promise<Readonly<Record<string, string>>> {
  const before = readRecord(dir, deployment.environment)?.images ?? {};
  if (Object.keys(before).length === 0) return {};
  const sources = await imageSources(dir, deployment);
  return Object.fromEntries(
    sources.flatMap(({ name, context, dockerfile }) => {
      const known = before[name];
      return known?.content === contentOf(context, dockerfile, usualPlatform) ? [[name, known.reference]] : [];
    }),
  );
}

/**
 * Builds and pushes every image of a deployment, or only the one that a service runs: on this machine where something here builds,
 * otherwise in the cloud. What the registry has already is left as it is. Throws `images.*`.
 */
export async function buildImages(
  dir: string,
  deployment: Deployment,
  engine: Engine,
  { host, builder: find = findBuilder }: Pick<CloudOptions, 'host' | 'builder'>,
  service?: string,
): Promise<Readonly<Record<string, BuiltImage>>> {
  const wanted = deployment.services.find(({ name }) => name === service)?.image;
  const sources = (await imageSources(dir, deployment, host.signal)).filter(({ name }) => wanted === undefined || name === wanted);
  const builder = await find(host);
  const built: Record<string, BuiltImage> = {};
  for (const source of sources) built[source.name] = await buildOne(source, { builder, engine, host });
  return built;
}

async function buildOne(
  source: Source,
  { builder, engine, host }: { builder: Builder | null; engine: Engine; host: Host },
): Promise<BuiltImage> {
  const { name, context, dockerfile } = source;
  const task = `image ${name}`;
  const started = performance.now();
  host.notify({ type: 'started', task, label: `Image ${name}` });
  for (const path of context.leftOut)
    host.notify({
      type: 'note',
      level: 'warning',
      code: 'images.link',
      message: 'A link that leads out of the repository is in no image',
      where: path,
    });
  const finished = (outcome: 'done' | 'failed' | 'skipped', detail?: string): void =>
    host.notify({ type: 'finished', task, outcome, ms: performance.now() - started, ...(detail === undefined ? {} : { detail }) });
  try {
    if (!builder) {
      if (!engine.builds) throw nothingBuilds();
      const content = contentOf(context, dockerfile, usualPlatform);
      const reference = await engine.builds.build({ name, context: contextTar(context), dockerfile });
      finished('done', 'built in the cloud');
      return { reference, content };
    }
    const registry = await engine.registry();
    const { found, ...result } = await buildImage(builder, {
      name,
      context,
      dockerfile,
      repository: registry.reference(name),
      login: registry.login,
      insecure: registry.insecure,
      host,
    });
    finished(found ? 'skipped' : 'done', found ? 'the registry has it' : builder.title);
    return result;
  } catch (cause) {
    finished('failed');
    throw cause;
  }
}

/** What each image of a deployment is built from. Reads the folder, runs nothing. Throws `images.dockerfile`. */
export async function imageSources(dir: string, deployment: Deployment, signal?: AbortSignal): Promise<readonly Source[]> {
  const files = await repositoryFiles(dir, signal);
  const whole = await readContext(dir, dockerignoreFor(files), signal);
  const sources: Source[] = [];
  for (const [name, services] of Map.groupBy(deployment.services, ({ image }) => image)) {
    const chosen = services.find(({ settings }) => settings.dockerfile !== undefined)?.settings;
    if (chosen?.dockerfile !== undefined) {
      sources.push({ name, ...(await ownSource(dir, chosen.dockerfile, chosen.context, signal)) });
      continue;
    }
    for (const image of imagesOf(services.map(({ service }) => service))) {
      const dockerfile = dockerfileFor(image, { files, resources: deployment.blueprint.resources });
      // What lies beside it is no part of it: it changes without this image being built again.
      sources.push({ name, dockerfile, context: within(whole, scopeOf(image, files)) });
    }
  }
  return sources;
}

/** A Dockerfile of the repository that `groundwork.yaml` takes instead, in its own folder, with what its own `.dockerignore` leaves. */
async function ownSource(
  dir: string,
  dockerfile: string,
  context: string | undefined,
  signal?: AbortSignal,
): Promise<Omit<Source, 'name'>> {
  const path = posix.normalize(dockerfile);
  const folder = posix.normalize(context ?? dirname(path));
  const text = [path, folder].some((each) => each.startsWith('..') || each.startsWith('/')) ? null : (readText(join(dir, path)) ?? null);
  if (text === null)
    throw new GroundworkError({
      code: 'images.dockerfile',
      message: `groundwork.yaml names a Dockerfile that is not there: ${dockerfile}`,
      where: 'groundwork.yaml',
      fix: 'Name one of the repository, relative to its root, or leave `dockerfile` out',
      exit: exitCodes.usage,
    });
  const ignored = readText(join(dir, `${path}.dockerignore`)) ?? readText(join(dir, folder, '.dockerignore')) ?? '';
  return { dockerfile: text, context: await readContext(join(dir, folder), `${ignored}\n.git\n.groundwork\n**/.env\n`, signal) };
}

/** Which Dockerfiles of the repository are not used, and how to use them: a plan says it. */
export function unusedDockerfiles(files: Files, deployment: Deployment): string[] {
  return [...Map.groupBy(deployment.services, ({ image }) => image)].flatMap(([name, services]) => {
    const [first] = services;
    const path = first && files.paths.find((each) => each === posix.join(first.service.path, 'Dockerfile'));
    if (!first || path === undefined || services.some(({ settings }) => settings.dockerfile !== undefined)) return [];
    const key = `environments.${deployment.environment}.services.${first.name}.dockerfile`;
    return [`The image of ${name} is made from what the code says. To build it by ${path} instead: ${key}: ${path} in groundwork.yaml`];
  });
}

const readText = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** A folder's files as Dockerfiles are made from them. */
export async function repositoryFiles(dir: string, signal?: AbortSignal): Promise<Files> {
  const tree = openFolder(dir);
  const found = await tree.files(signal);
  return { paths: found.map(({ path }) => path), read: (path) => tree.read(path)?.text ?? null };
}

function nothingBuilds(): GroundworkError {
  return new GroundworkError({
    code: 'images.no_builder',
    message: 'Nothing on this machine builds images, and this target builds none in the cloud',
    fix: 'Install one: apt-get install buildah, or Docker from https://docs.docker.com/engine/install',
    exit: exitCodes.notPossibleHere,
  });
}
