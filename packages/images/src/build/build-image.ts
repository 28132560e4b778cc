import type { Host } from '@groundwork/host';
import { baseImagesOf } from '../dockerfile/dockerfile.ts';
import type { Builder } from './builder.ts';
import { contentOf, type Context } from './context.ts';
import type { RegistryLogin } from './login.ts';
import { digestOf } from './registry.ts';

export interface BuildImageOptions {
  readonly name: string;
  readonly context: Context;
  /** What decides its content; base images that have a digest now are pinned by it when it is built. */
  readonly dockerfile: string;
  /** `registry/repository`, without a tag. */
  readonly repository: string;
  readonly login: RegistryLogin | null;
  readonly insecure?: boolean;
  readonly platform?: string;
  readonly host: Host;
}

export interface Built {
  /** `repository@sha256:...`. */
  readonly reference: string;
  /** Hash of what it was built from. */
  readonly content: string;
  /** It was in the registry already. */
  readonly found: boolean;
}

/** What most clusters and clouds run, whatever machine it is built on. */
export const usualPlatform = 'linux/amd64';

const label = 'dev.groundwork.content';

/**
 * Builds an image and pushes it, unless the registry has one of the same content already. Killed at any point it is only run again.
 * Throws `images.*`.
 */
export async function buildImage(builder: Builder, options: BuildImageOptions): Promise<Built> {
  const { name, context, dockerfile, repository, login, insecure = false, platform = usualPlatform, host } = options;
  const content = contentOf(context, dockerfile, platform);
  const tag = tagOf(content);
  const known = await digestOf(`${repository}:${tag}`, { login, insecure, signal: host.signal });
  if (known !== null) return { reference: `${repository}@${known}`, content, found: true };
  const digest = await builder.build({
    name,
    context,
    dockerfile: await pinned(dockerfile, host),
    repository,
    tag,
    labels: { [label]: content },
    platform,
    login,
    insecure,
    host,
  });
  return { reference: `${repository}@${digest}`, content, found: false };
}

/** Tag of an image by its content. */
export const tagOf = (content: string): string => `content-${content.slice(0, 24)}`;

/** The Dockerfile with every base image by the digest it has now, so that what was built is what was looked up. */
async function pinned(dockerfile: string, host: Host): Promise<string> {
  const bases = baseImagesOf(dockerfile);
  const digests = await Promise.all(bases.map((base) => digestOf(base, { login: null, signal: host.signal })));
  return bases.reduce((text, base, index) => {
    const digest = digests[index];
    return digest
      ? text.replaceAll(new RegExp(`^(FROM ${base.replaceAll(/[.*+?^$()[\]{}|\\]/g, String.raw`\$&`)})(?= |$)`, 'gm'), `$1@${digest}`)
      : text;
  }, dockerfile);
}
