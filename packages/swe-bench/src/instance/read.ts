import { readFile } from 'node:fs/promises';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { instanceSchema, type Instance } from './instance.ts';

/** Reads a dataset: `*.parquet` as it is published, or `*.jsonl` with the same fields. */
export async function readInstances(file: string): Promise<readonly Instance[]> {
  const rows = await readRows(file);
  return rows.map((row, index) => {
    const parsed = instanceSchema.safeParse(row);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new GroundworkError({
      code: 'swe.instance_unreadable',
      message: `Row ${index + 1} is no instance: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      where: file,
      fix: 'Use a dataset of SWE-bench 5 or later: its rows hold eval_script and log_parser.',
      exit: exitCodes.usage,
    });
  });
}

async function readRows(file: string): Promise<readonly unknown[]> {
  try {
    if (file.endsWith('.parquet')) return await parquetReadObjects({ file: await asyncBufferFromFile(file) });
    const text = await readFile(file, 'utf8');
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  } catch (cause) {
    throw new GroundworkError({
      code: 'swe.dataset_unreadable',
      message: 'The dataset cannot be read',
      where: file,
      fix: 'Get its parquet file from https://huggingface.co/SWE-bench and give its path: --dataset FILE',
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
}
