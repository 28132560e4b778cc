import { z } from 'zod';
import { inFolder, type Files } from '../../../files.ts';

const packageSchema = z.object({
  scripts: z.record(z.string(), z.string()).catch({}).default({}),
  dependencies: z.record(z.string(), z.string()).catch({}).default({}),
  devDependencies: z.record(z.string(), z.string()).catch({}).default({}),
  packageManager: z.string().optional().catch(undefined),
});

export type Manifest = z.infer<typeof packageSchema>;

/** A package.json; empty where it is missing or cannot be read. */
export function manifestOf(files: Files, folder: string): Manifest {
  const text = files.read(inFolder(folder, 'package.json'));
  try {
    return packageSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return packageSchema.parse({});
  }
}
