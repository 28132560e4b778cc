import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { replacePrivateFile, type EnvironmentFolder } from './folder.ts';
import { environmentStateSchema, secretsSchema, type EnvironmentState, type Secrets } from './schema.ts';

/** The last state, `null` when there is none or an older version wrote another shape: then everything is done anew. */
export function readState({ state }: Pick<EnvironmentFolder, 'state'>): EnvironmentState | null {
  return readJson(state, environmentStateSchema);
}

export function writeState({ state }: Pick<EnvironmentFolder, 'state'>, value: EnvironmentState): void {
  replacePrivateFile(state, `${JSON.stringify(value, null, 2)}\n`);
}

/** The kept secrets, or those of a new environment. */
export function readSecrets({ secrets }: Pick<EnvironmentFolder, 'secrets'>): Secrets {
  return (
    readJson(secrets, secretsSchema) ?? {
      version: 1,
      instance: randomUUID(),
      generated: {},
      given: {},
      skipped: [],
      passwords: {},
      ports: {},
    }
  );
}

export function writeSecrets({ secrets }: Pick<EnvironmentFolder, 'secrets'>, value: Secrets): void {
  replacePrivateFile(secrets, `${JSON.stringify(value, null, 2)}\n`);
}

/** `null` for a file that is missing, half written by a dying disk, or of another shape. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
