import type { Connection } from '../values/connection.ts';
import type { Told } from '../values/told.ts';

/**
 * What a server in a container is told about who may log in, and what its clients are told in turn. Values may be tokens of
 * references (`tokenOf`), for targets that write no secret down; none of the images quotes them.
 */
export interface Login {
  /** How its clients reach it. */
  readonly host: string;
  readonly port: number;
  /** The names the code has written down, else the project's; none needs quoting (`accountOf`). */
  readonly user: string;
  readonly database: string;
  readonly password: string;
  readonly adminPassword: string;
  readonly told: Told;
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
  /** The port it listens on inside. */
  readonly port: number;
  /** Ports that clients use beside it, by what they are: `http`, `grpc`. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Where it keeps its data. */
  readonly data: string | null;
  /** A folder below its data that is the server's own, where the root of a volume holds what is not (`lost+found`). */
  readonly below?: string;
  /** Whom it has to run as where a fresh volume belongs to root and nobody changes that. */
  readonly user?: string;
  /** The number of the account its makers made for it in the image, or of one it runs as just as well. */
  readonly account: number;
  /** Folders it writes to beside its data and `/tmp`; `null` where it writes all over its image. */
  readonly writes?: readonly string[] | null;
  /** MiB it takes to start and do a little. */
  readonly memory: number;
  readonly ready: Ready;
  readonly env?: (login: Login) => Readonly<Record<string, string>>;
  /** Shown to everyone on the machine: no password is among them. */
  readonly arguments?: (login: Login) => readonly string[];
  /** Instead of the image's own entry point. */
  readonly command?: readonly string[];
  /** Files it reads at its start, by path. */
  readonly files?: (login: Login) => Readonly<Record<string, string>>;
  readonly connection?: (login: Login) => Partial<Connection>;
}

/** How one sees from outside of it that it serves: a page, a program of the image, or that it takes connections. */
export type Ready = { readonly page: string } | { readonly program: readonly string[] } | 'connects';

/** The image and tag for what was asked. `null` where no image fits. */
export function tagged(
  image: ServerImage,
  { version, extensions }: { readonly version: string | null; readonly extensions: readonly string[] },
): string | null {
  const { tags = 'any', flavour = '', tag } = image;
  const pattern = { any: /^\d+(?:\.\d+){0,2}$/, complete: /^\d+\.\d+\.\d+$/, none: /^$/ }[tags];
  const asked = version !== null && pattern.test(version) ? version : null;
  const special = image.withExtensions?.(extensions, asked);
  if (special !== undefined) return special;
  return `${image.image}:${asked === null ? tag : `${asked}${flavour}`}`;
}
