import type { Deployment } from '@groundwork/provision';
import type { ActionName } from './actions.ts';

export interface Step {
  readonly name: string;
  readonly uses?: ActionName;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly id?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** How one target is reached and changed by its own tools, on what `gw export` wrote for it. */
export interface WorkflowTarget {
  /** The export whose files are deployed, and the folder they are in. */
  readonly format: string;
  readonly folder: string;
  /** What a person sets under Settings, Variables: names with what they are. None of it is a secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** Logs in as `deploy` or, for a pull request, as somebody who may only look. */
  readonly login: (as: 'deploy' | 'plan') => readonly Step[];
  readonly registryLogin: readonly Step[];
  /** Where an image is pushed to, without a tag. */
  readonly image: (image: string) => string;
  /** Prints what would change. */
  readonly plan: string;
  readonly deploy: readonly Step[];
  /** Which permissions the jobs' token gets beside reading and the identity token. */
  readonly permissions?: Readonly<Record<string, string>>;
}

export type WorkflowOf = (deployment: Deployment, images: readonly string[]) => WorkflowTarget;

/** The name a job gives to the digest of an image that it pushed. */
export const digestOf = (image: string): string => `\${{ steps.image-${image}.outputs.digest }}`;

/** Lines of a script, empty ones left out. */
export const lines = (...all: readonly string[]): string => all.filter((line) => line !== '').join('\n');

/** `sea-wall` -> `SEA_WALL_IMAGE` */
export const variable = (image: string): string => `${image.replaceAll('-', '_').toUpperCase()}_IMAGE`;

/** `sea-wall` -> `SeaWall`: how parameters of templates are called. */
export const camel = (id: string): string =>
  id
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
