import { z } from 'zod';
import { commandSchema } from '../../launch/command.ts';

/**
 * A server that a package manager carries, fetched once for this person and not for each project. The folder is finished when its
 * marker is there; what was left half done is made anew.
 */
export const obtainSchema = z.strictObject({
  /** `SeaweedFS 3.85 (go install)`. */
  label: z.string(),
  folder: z.string(),
  /** Written into the folder before the commands run, by name: what a package manager is told in a file. */
  files: z.record(z.string(), z.string()).exactOptional(),
  commands: z.array(commandSchema),
  env: z.record(z.string(), z.string()),
});

export type Obtain = z.infer<typeof obtainSchema>;
