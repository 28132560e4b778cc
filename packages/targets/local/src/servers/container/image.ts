import type { Connection } from '@groundwork/provision';
import type { Handshake } from '../handshake/of-type.ts';
import type { ServerRequest } from '../provider.ts';

/** What a server in a container is told about who may log in, and what its clients are told in turn. */
export interface Login extends Pick<ServerRequest, 'port' | 'password' | 'adminPassword' | 'told' | 'extensions' | 'project'> {
  /** The project's name as one that needs no quoting. */
  readonly user: string;
}

/** The image that a server's makers or Docker publish, and how it is told its settings. */
export interface ServerImage {
  readonly title: string;
  /** With its registry, since not every engine assumes one. */
  readonly image: string;
  /** Taken where the code asks for no version, or for one that is no tag of this image. */
  readonly tag: string;
  /** Which versions are tags: `16` and `16.4`, or only complete ones like `8.19.4`. */
  readonly tags?: 'any' | 'complete' | 'none';
  /** Behind a version, in every tag: `-alpine`. */
  readonly flavour?: string;
  /** Another image for the extensions that are asked for; `null` where none has them. */
  readonly withExtensions?: (extensions: readonly string[], version: string | null) => string | null;
  readonly port: number;
  /** Where it keeps its data. */
  readonly data: string | null;
  readonly user?: string;
  readonly env?: (login: Login) => Readonly<Record<string, string>>;
  /** Shown to everyone on the machine: no password is among them. */
  readonly arguments?: (login: Login) => readonly string[];
  readonly connection?: (login: Login) => Partial<Connection>;
  readonly answers: Handshake;
}

/** The image and tag for what was asked. `null` where no image fits. */
export function tagged(image: ServerImage, { version, extensions }: Pick<ServerRequest, 'version' | 'extensions'>): string | null {
  const { tags = 'any', flavour = '', tag } = image;
  const pattern = { any: /^\d+(?:\.\d+){0,2}$/, complete: /^\d+\.\d+\.\d+$/, none: /^$/ }[tags];
  const asked = version !== null && pattern.test(version) ? version : null;
  const special = image.withExtensions?.(extensions, asked);
  if (special !== undefined) return special;
  return `${image.image}:${asked === null ? tag : `${asked}${flavour}`}`;
}
