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
  readonly environments?: string;
  readonly selfCheck?: number;
  readonly predictions?: string;
  readonly agent?: string;
  readonly model?: string;
  readonly usd?: number;
  readonly requests?: number;
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
      environments: { ...word, brief: 'How repositories that are not of SWE-bench are run: a list in JSON', placeholder: 'FILE' },
      selfCheck: { ...number, brief: 'Grade the solution and no change at all, N times each', placeholder: 'N' },
      predictions: { ...word, brief: 'Grade predictions of any agent: lines of JSON, as the harness takes them', placeholder: 'FILE' },
      agent: { ...word, brief: 'Have an agent solve them: groundwork, or another as gw solve takes it', placeholder: 'NAME' },
      model: { ...word, brief: 'Its model, as gw model use takes it; the one that is used where left out', placeholder: 'MODEL' },
      usd: { ...number, brief: 'At most so many dollars an instance', placeholder: 'N' },
      requests: { ...number, brief: 'At most so many requests to the model an instance', placeholder: 'N' },
      out: { ...word, brief: 'Where results are kept, and taken up again (default: swe-bench)', placeholder: 'DIR' },
      parallel: { ...number, brief: 'How many instances at a time (default: 1)', placeholder: 'N' },
      minutes: { ...number, brief: 'For installing one instance, for an agent on it, and for its tests (default: 30)', placeholder: 'N' },
      keep: { ...flag, brief: 'Keep what was installed for the next run' },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [] },
  },
  docs: { brief: 'SWE-bench without Docker: what can be graded here; an agent, predictions, or the grader itself put to the test' },
});

export const benchCommand = buildRouteMap({
  routes: { swe: sweCommand },
  docs: { brief: 'Grade an agent and a model on tasks with a known answer' },
});
