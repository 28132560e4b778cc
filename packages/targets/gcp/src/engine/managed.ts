import type { Rendered } from '@groundwork/provision';
import { z } from 'zod';
import { secretIdOf } from '../names.ts';
import { imageOf } from '../render/services.ts';
import { versionsFile } from '../render/versions.ts';
import { expanded, parse, print, type Files } from '../terraform/document.ts';
import type { Session } from './session.ts';

const secretsSchema = z.object({
  locals: z.object({ secrets: z.record(z.string(), z.object({ version: z.string() })).default({}) }).optional(),
});
const imagesSchema = z.record(z.string(), z.string());

/** Which files of a rendering are applied: what runs no code of the person's, what is run by hand, everything. */
export type Part = 'main' | 'jobs' | 'all';

interface Options {
  readonly part: Part;
  /** What is applied now: stays beside what is new until the release takes its place. */
  readonly before: Files | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly unprotected?: readonly string[];
}

/** A rendering as Infrastructure Manager gets it: secrets by the version the engine made, the project's name beside it. */
export function managedFiles(
  { files }: Pick<Rendered, 'files'>,
  session: Session,
  { part, before, versions, unprotected = [] }: Options,
): Files {
  const keys = Object.keys(versionsIn(files['secrets.tf.json']));
  const all = part === 'all';
  const known = versionsIn(before?.['secrets.tf.json']);
  const secrets = { ...(all ? {} : known), ...Object.fromEntries(keys.map((key) => [key, versions[key] ?? known[key] ?? 'latest'])) };
  const [old, next] = [imagesIn(before), imagesIn(files)];
  const grown = (file: string): string | undefined => {
    const text = files[file] === undefined ? undefined : withDigests(files[file], { ...old, ...next });
    if (all || text === undefined) return all ? text : before?.[file];
    return expanded(before?.[file], text);
  };
  // What runs keeps its image until the release: that of before is remembered.
  const main = withImages(grown('main.tf.json') ?? '{}', all ? { ...old, ...next } : { ...next, ...old });
  const chosen: Record<string, string | undefined> = {
    'main.tf.json': main,
    'jobs.tf.json': part === 'main' ? before?.['jobs.tf.json'] : grown('jobs.tf.json'),
    'services.tf.json': all ? grown('services.tf.json') : before?.['services.tf.json'],
  };
  return {
    ...Object.fromEntries(Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    ...inputsOf(session, secrets, unprotected),
  };
}

/** What is not the rendering's: values of variables, where secrets are, which Terraform. */
function inputsOf(session: Session, secrets: Readonly<Record<string, string>>, unprotected: readonly string[]): Files {
  const { project, region, names } = session;
  const sorted = Object.entries(secrets).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const locals = Object.fromEntries(
    sorted.map(([key, version]) => [
      key,
      { id: `projects/${project}/secrets/${secretIdOf(names, key)}`, name: secretIdOf(names, key), version },
    ]),
  );
  return {
    'secrets.tf.json': print({ locals: { secrets: locals } }),
    'terraform.tfvars.json': print({ project, region, unprotected: unprotected.toSorted() }),
    'versions.tf.json': versionsFile('managed'),
  };
}

/** The same configuration with other things protected. */
export const withUnprotected = (files: Files, session: Session, unprotected: readonly string[]): Files => ({
  ...files,
  'terraform.tfvars.json': print({ project: session.project, region: session.region, unprotected: unprotected.toSorted() }),
});

/** Version of each secret by its key. */
export function versionsIn(text: string | undefined): Readonly<Record<string, string>> {
  const { locals } = secretsSchema.parse(JSON.parse(text ?? '{}'));
  return Object.fromEntries(Object.entries(locals?.secrets ?? {}).map(([key, { version }]) => [key, version]));
}

/** What each image was pushed as. */
export function imagesIn(files: Files | null): Readonly<Record<string, string>> {
  const { variable } = parse(files?.['main.tf.json']);
  return imagesSchema.parse(variable?.['images']?.['default'] ?? {});
}

/** Every image by what was pushed of it, so that a service keeps its own while a job before the release has the next. */
const withDigests = (text: string, images: Readonly<Record<string, string>>): string =>
  Object.entries(images).reduce(
    (all, [image, digest]) => all.replaceAll(JSON.stringify(imageOf(image).text), JSON.stringify(digest)),
    text,
  );

function withImages(text: string, images: Readonly<Record<string, string>>): string {
  const document = parse(text);
  const sorted = Object.fromEntries(Object.entries(images).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  return print({ ...document, variable: { ...document.variable, images: { ...document.variable?.['images'], default: sorted } } });
}
