import { cloudPlanSchema, environmentFolder, prepareEnvironmentFolder, readJson, replacePrivateFile } from '@groundwork/provision';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** ISO */
  at: z.string(),
  plan: cloudPlanSchema,
  /** Image name to `repository@sha256:...`, with the hash of what it was built from. */
  images: z.record(z.string(), z.strictObject({ reference: z.string(), content: z.string() })),
});

/**
 * What this machine deployed last: for the difference in cost, and so that an editor can show it without asking a cloud. What is
 * really there only the engine knows.
 */
export type DeploymentRecord = z.infer<typeof recordSchema>;

export function readRecord(dir: string, environment: string): DeploymentRecord | null {
  return readJson(recordFile(environmentFolder(dir, environment).root), recordSchema);
}

export function writeRecord(dir: string, environment: string, record: DeploymentRecord): void {
  replacePrivateFile(recordFile(prepareEnvironmentFolder(dir, environment).root), `${JSON.stringify(record, null, 2)}\n`);
}

export function forgetRecord(dir: string, environment: string): void {
  rmSync(recordFile(environmentFolder(dir, environment).root), { force: true });
}

/** Where an environment's folder keeps it. */
export const recordFile = (root: string): string => join(root, 'deployed.json');
