import { exitCodes, GroundworkError } from '@groundwork/host';
import { readInstances, selectInstances, type Instance, type Selection } from '@groundwork/swe-bench';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Datasets by name, as their project publishes them. */
const published = { verified: 'SWE-bench_Verified', multilingual: 'SWE-bench_Multilingual' } as const;
const isPublished = (name: string): name is keyof typeof published => name in published;

export interface DatasetOptions extends Selection {
  /** `verified`, `multilingual`, or files. */
  readonly datasets: readonly string[];
  /** Folder of the parquet files of the datasets that have a name. */
  readonly data: string;
  /** The folder relative paths are meant from. */
  readonly cwd: string;
}

/** Instances of several datasets as one list. */
export async function readDatasets({ datasets, data, cwd, ...selection }: DatasetOptions): Promise<readonly Instance[]> {
  const all: Instance[] = [];
  for (const dataset of datasets) all.push(...(await readInstances(fileOf(dataset, data, cwd))));
  return selectInstances(all, selection);
}

function fileOf(dataset: string, data: string, cwd: string): string {
  if (!isPublished(dataset)) return resolve(cwd, dataset);
  const name = published[dataset];
  const file = join(data, `${name}.parquet`);
  if (existsSync(file)) return file;
  throw new GroundworkError({
    code: 'swe.dataset_missing',
    message: `The dataset ${name} is not here`,
    where: file,
    fix: `Download its parquet file from https://huggingface.co/datasets/SWE-bench/${name} to that path, or name another: --dataset FILE`,
    exit: exitCodes.notPossibleHere,
  });
}
