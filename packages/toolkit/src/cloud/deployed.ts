import { environmentFolder, stateFolder } from '@groundwork/provision';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { localEnvironment } from '../local/folder.ts';
import { readRecord, recordFile, type DeploymentRecord } from './record.ts';

/** An environment that this machine deployed to, with what it deployed last. */
export interface DeployedEnvironment {
  readonly name: string;
  readonly record: DeploymentRecord;
}

/** What this machine deployed from a folder, by the names of environments; no cloud is asked. Reads a few files of the disk. */
export function deployedEnvironments(dir: string): readonly DeployedEnvironment[] {
  return environmentNames(dir).flatMap((name) => {
    const record = readRecord(dir, name);
    return record ? [{ name, record }] : [];
  });
}

/** The files that `deployedEnvironments` is made of, there or not. */
export const deploymentFiles = (dir: string): readonly string[] =>
  environmentNames(dir).map((name) => recordFile(environmentFolder(dir, name).root));

function environmentNames(dir: string): readonly string[] {
  try {
    return readdirSync(join(dir, stateFolder), { withFileTypes: true })
      .filter((each) => each.isDirectory() && each.name !== localEnvironment)
      .map(({ name }) => name)
      .toSorted();
  } catch {
    // Nothing was ever run or deployed here.
    return [];
  }
}
