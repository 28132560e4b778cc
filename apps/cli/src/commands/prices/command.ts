import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag, jsonFlag } from '../folder.ts';

export interface RefreshFlags {
  readonly cloud?: string;
  readonly region?: string;
  readonly dir?: string;
  readonly json?: boolean;
}

export interface ListFlags {
  readonly cloud: string;
  readonly region: string;
  readonly missing?: boolean;
  readonly json?: boolean;
}

const cloud = { kind: 'parsed', brief: 'aws, gcp or azure', placeholder: 'CLOUD', parse: String } as const;
const region = { kind: 'parsed', brief: 'Region of the cloud', placeholder: 'REGION', parse: String } as const;

const refreshCommand = buildCommand<RefreshFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).refresh,
  parameters: {
    flags: { cloud: { ...cloud, optional: true }, region: { ...region, optional: true }, dir: folderFlag, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [] },
    aliases: { r: 'region' },
  },
  docs: { brief: "Read the clouds' public price lists, for this folder's environments or the region named" },
});

const listCommand = buildCommand<ListFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).list,
  parameters: {
    flags: {
      cloud,
      region,
      missing: { kind: 'boolean', brief: 'Only what has no price there', optional: true, withNegated: false },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [] },
    aliases: { r: 'region' },
  },
  docs: { brief: 'Prices of a region that estimates are made of, with the day they were read' },
});

export const pricesCommand = buildRouteMap({
  routes: { refresh: refreshCommand, list: listCommand },
  docs: { brief: 'Prices that estimates are made of' },
});
