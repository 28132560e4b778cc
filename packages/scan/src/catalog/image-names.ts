export interface ImageName {
  /** Registry, path and name, without tag and digest. */
  readonly name: string;
  readonly tag: string | null;
}

/** `ghcr.io/tea/kettle:2.1-alpine@sha256:…` taken apart. */
export function readImage(image: string): ImageName {
  const plain = image.trim().split('@')[0] ?? '';
  const match = /^(.*?)(?::([\w][\w.-]*))?$/.exec(plain);
  return {
    name: (match?.[1] ?? plain).toLowerCase().replace(/^(docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, ''),
    tag: match?.[2] ?? null,
  };
}

/** `16-alpine` → `16`, `latest` → `null`, `0.8.0-pg16` → `16`: what counts is the server. */
export function versionOfTag(tag: string | null): string | null {
  return (/(?:^|[-_.])pg(\d+)/.exec(tag ?? '') ?? /^v?(\d+(?:\.\d+)*)/.exec(tag ?? ''))?.[1] ?? null;
}
