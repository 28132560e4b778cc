import type { Deployment, Target } from '@groundwork/provision';

/** Everything an export is made from. Plain data: nothing is read while it is rendered. */
export interface ExportRequest {
  readonly deployment: Deployment;
  /** The renderer of the deployment's target; `null` where the format needs none. */
  readonly target: Target | null;
  /** From the folder that is exported to, to that of the repository: `../..`. */
  readonly root: string;
  /** From the folder of the repository to the one that is exported to: `deploy/compose`. */
  readonly here: string;
  readonly dockerfiles: readonly Dockerfile[];
}

/** How an image of the deployment is built, at the root of the repository. */
export interface Dockerfile {
  /** Name of the image, as services of the deployment have it. */
  readonly image: string;
  readonly text: string;
  /** The text of its `.dockerignore`: what is not sent to the builder. */
  readonly ignore: string;
  /** Absolute folder in the container that the services' own folder becomes. */
  readonly folder: string;
  /** The image says by itself whether what runs in it is well. */
  readonly healthcheck: boolean;
}

/** Where a Dockerfile is put beside other files of an export. */
export const dockerfileName = (image: string): string => `${image}.Dockerfile`;
