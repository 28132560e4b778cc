import { buildCommand, buildRouteMap, numberParser } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { jsonFlag } from '../folder.ts';

export interface SweFlags {
  readonly dataset?: readonly string[];
  readonly data?: string;
  readonly instances?: readonly string[];
  readonly repo?: readonly string[];
  readonly native?: boolean;
  readonly limit?: number;
  readonly mirror?: string;
  readonly selfCheck?: number;
  readonly out?: string;
  readonly parallel?: number;
  readonly minutes?: number;
  readonly keep?: boolean;
  readonly json?: boolean;
}

const words = { kind: 'parsed', parse: String, variadic: ',', optional: true } as const;
const word = { kind: 'parsed', parse: String, optional: true } as const;
const number = { kind: 'parsed', parse: numberParser, optional: true } as const;
const flag = { kind: 'boolean', optional: true, withNegated: false } as const;

const sweCommand = buildCommand<SweFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).swe,
  parameters: {
    flags: {
      dataset: { ...words, brief: 'verified, multilingual or a parquet or jsonl file; both where left out', placeholder: 'NAME|FILE' },
      data: { ...word, brief: 'Folder of the parquet files of the datasets that have a name', placeholder: 'DIR' },
      instances: { ...words, brief: 'Only these', placeholder: 'ID,...' },
      repo: { ...words, brief: 'Only of these repositories', placeholder: 'OWNER/NAME,...' },
      native: { ...flag, brief: 'Leave out what cannot be graded on this machine' },
      limit: { ...number, brief: 'At most so many', placeholder: 'N' },
      mirror: { ...word, brief: 'Folder of bare repositories, owner/name.git; cloned from GitHub where left out', placeholder: 'DIR' },
      selfCheck: { ...number, brief: 'Grade the solution and no change at all, N times each', placeholder: 'N' },
      out: { ...word, brief: 'Where results are kept, and taken up again (default: swe-bench)', placeholder: 'DIR' },
      parallel: { ...number, brief: 'How many instances at a time (default: 1)', placeholder: 'N' },
      minutes: { ...number, brief: 'For installing one instance, and for its tests (default: 30)', placeholder: 'N' },
      keep: { ...flag, brief: 'Keep what was installed for the next run' },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [] },
  },
  docs: { brief: 'SWE-bench without Docker: which instances can be graded here, and a check of the grader' },
});

export const benchCommand = buildRouteMap({
  routes: { swe: sweCommand },
  docs: { brief: 'Grade an agent and a model on tasks with a known answer' },
});
