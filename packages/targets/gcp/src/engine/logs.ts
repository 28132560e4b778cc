import type { LogLine } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Api } from './api.ts';

const entriesSchema = z.object({
  entries: z
    .array(
      z.object({
        insertId: z.string().default(''),
        timestamp: z.string().optional(),
        textPayload: z.string().optional(),
        jsonPayload: z.record(z.string(), z.json()).optional(),
        httpRequest: z
          .object({ requestMethod: z.string().default(''), requestUrl: z.string().default(''), status: z.number().optional() })
          .optional(),
        resource: z.object({ labels: z.record(z.string(), z.string()).default({}) }).default({ labels: {} }),
        labels: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

type Entry = z.infer<typeof entriesSchema>['entries'][number];

/** Names of things of Cloud Run, and what their service is called. */
export type LogSources = ReadonlyMap<string, string>;

/** https://cloud.google.com/run/docs/logging */
const nameLabels = ['service_name', 'job_name', 'worker_pool_name'] as const;

export const filterOf = (sources: LogSources, more: readonly string[] = []): string =>
  [
    `(${[...sources.keys()].flatMap((name) => nameLabels.map((label) => `resource.labels.${label}=${JSON.stringify(name)}`)).join(' OR ')})`,
    ...more,
  ].join(' AND ');

/** What services said: the last lines, and with `follow` what they say from then on. */
export async function* readLogs(
  api: Api,
  sources: LogSources,
  {
    follow,
    lines,
    more = [],
    pause = 2000,
  }: { readonly follow: boolean; readonly lines: number; readonly more?: readonly string[]; readonly pause?: number },
): AsyncGenerator<LogLine> {
  if (sources.size === 0) return;
  const seen = new Set<string>();
  const ask = async (filter: string, orderBy: string, pageSize: number): Promise<Entry[]> => {
    const { entries } = await api.ask('logging', 'v2/entries:list', entriesSchema, {
      method: 'POST',
      body: { resourceNames: [`projects/${api.project}`], filter, orderBy, pageSize },
    });
    return entries;
  };
  let since = new Date(0).toISOString();
  const newest = await ask(filterOf(sources, more), 'timestamp desc', Math.min(1000, lines));
  yield* shown(newest.toReversed());
  if (!follow) return;
  for (;;) {
    api.signal.throwIfAborted();
    await sleep(pause, undefined, { signal: api.signal });
    yield* shown(await ask(filterOf(sources, [...more, `timestamp>=${JSON.stringify(since)}`]), 'timestamp asc', 1000));
  }

  function* shown(entries: readonly Entry[]): Generator<LogLine> {
    for (const entry of entries) {
      if (entry.insertId !== '' && seen.has(entry.insertId)) continue;
      seen.add(entry.insertId);
      since = entry.timestamp ?? since;
      yield { service: serviceOf(entry, sources), at: entry.timestamp ?? null, text: textOf(entry) };
    }
  }
}

function serviceOf({ resource }: Entry, sources: LogSources): string {
  const name = nameLabels.map((label) => resource.labels[label]).find((each) => each !== undefined) ?? '';
  return sources.get(name) ?? name;
}

function textOf({ textPayload, jsonPayload, httpRequest }: Entry): string {
  if (textPayload !== undefined) return textPayload;
  const message = jsonPayload?.['message'];
  if (typeof message === 'string') return message;
  if (httpRequest) return `${httpRequest.requestMethod} ${httpRequest.requestUrl} ${httpRequest.status ?? ''}`.trim();
  return JSON.stringify(jsonPayload ?? {});
}
