import type { ResourceType, Service } from '@groundwork/blueprint';
import type { Files } from '../files.ts';
import type { Image } from '../image.ts';

/** What an image is made from, found once for its recipe. */
export interface Making {
  readonly image: Image;
  /** The first of its services: path, language and install are the same for all. */
  readonly service: Service;
  readonly files: Files;
  /** Folder that is copied, relative to the repository. */
  readonly scope: string;
  /** Where that folder lies in the container: as in the repository, below `/app`. Targets mount a service's folders by it. */
  readonly code: string;
  /** Absolute folder of the services in the container. */
  readonly folder: string;
  readonly install: readonly string[];
  readonly build: readonly string[];
  /** Commands of the finished container: releases and starts. */
  readonly runs: readonly string[];
  readonly systemPackages: readonly string[];
  /** Types of the resources that the services use. */
  readonly types: readonly ResourceType[];
}

/** One instruction, with why it is there. */
export interface Line {
  readonly why?: string;
  readonly text: string;
}

/** How one language is built and run; `dockerfile.ts` puts it in order. */
export interface Recipe {
  /** Images that something is copied from, by the name of a stage: `FROM node:24-bookworm-slim AS node`. */
  readonly stages?: Readonly<Record<string, string>>;
  /** Where it is built, with compilers; `null` when nothing is. */
  readonly build: string | null;
  readonly runtime: string;
  readonly buildEnv?: Readonly<Record<string, string>>;
  /** Debian packages that only building needs. */
  readonly buildPackages?: readonly string[];
  /** Before anything of the repository is copied. */
  readonly tools?: readonly Line[];
  /** What decides the dependencies: copied by itself, so that the layer stays until it changes. */
  readonly manifests: readonly string[];
  /** Installs dependencies from the manifests alone. */
  readonly dependencies: readonly Line[];
  /** After the rest was copied. */
  readonly finish: readonly Line[];
  /** Takes out what running does not need. */
  readonly strip: readonly Line[];
  /** Where compiled parts lie: what they are linked to is needed at run time. `programs` are patterns of paths that have no ending. */
  readonly linked?: { readonly folders: readonly string[]; readonly programs?: readonly string[] };
  /** Instead of installing and building by `dependencies` and `finish`, why the whole is copied first. */
  readonly wholeFirst: string | null;
  readonly runtimeEnv?: Readonly<Record<string, string>>;
  readonly runtimePackages?: readonly string[];
  /** In the last stage, as root, before the code. */
  readonly runtimeTools?: readonly Line[];
  /** What the last stage takes from the first: absolute paths. All of the code when left out. */
  readonly artifacts?: readonly { readonly from: string; readonly to: string; readonly why: string; readonly owned?: boolean }[];
  /** Replaces the services' own start command: static files. */
  readonly command?: readonly string[];
  readonly stopSignal?: { readonly signal: string; readonly why: string };
}

/** A command as an instruction: one that a Dockerfile would read otherwise than a shell does is quoted as a whole. */
export const run = (command: string, why?: string): Line => ({
  text: /^(?:--|\[)|<<|\\$|\r|[^\\]\n/.test(command) ? `RUN ${JSON.stringify(['/bin/sh', '-c', command])}` : `RUN ${command}`,
  ...(why === undefined ? {} : { why }),
});
