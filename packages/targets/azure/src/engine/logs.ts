import { noCredentials, unreachable, type LogLine } from '@groundwork/provision';
import { z } from 'zod';
import { tagNames } from '../foundations/tags.ts';
import { ownResources } from './own.ts';
import { apiVersion, pathOf, type Place } from './place.ts';

const workspaceSchema = z.looseObject({ properties: z.looseObject({ customerId: z.string() }) });
const tablesSchema = z.looseObject({ tables: z.array(z.looseObject({ rows: z.array(z.array(z.union([z.string(), z.null()]))) })) });

/** Where Log Analytics answers, and whom its tokens are for (learn.microsoft.com/azure/azure-monitor/logs/api/access-api). */
const publicLogs = 'https://api.loganalytics.azure.com';

export interface Asked {
  /** A Container App by its id. */
  readonly app?: string;
  /** One execution of a job. */
  readonly group?: string;
}

/** A word of a query: our ids have letters, digits and `-` only, and nothing else gets into one. */
const word = (text: string): string => `"${text.replace(/[^A-Za-z0-9-]/g, '')}"`;

function queryOf({ app, group }: Asked, { lines, after }: { readonly lines: number; readonly after: string | null }): string {
  const filters = [
    ...(app === undefined ? [] : [`ContainerAppName_s == ${word(app)} or ContainerJobName_s == ${word(app)}`]),
    ...(group === undefined ? [] : [`ContainerGroupName_s startswith ${word(group)}`]),
    ...(after === null ? [] : [`TimeGenerated > datetime(${after.replace(/[^0-9TZ:.+-]/g, '')})`]),
  ];
  return [
    'ContainerAppConsoleLogs_CL',
    ...filters.map((each) => `where ${each}`),
    `top ${lines} by TimeGenerated desc`,
    "project format_datetime(TimeGenerated, 'yyyy-MM-ddTHH:mm:ss.fffffffZ'), coalesce(ContainerAppName_s, ContainerJobName_s), Log_s",
  ].join(' | ');
}

/** Lines in the order they were written. Log Analytics has them a minute or two after. */
export async function linesOf(
  place: Place,
  asked: Asked,
  { lines, after }: { readonly lines: number; readonly after: string | null },
): Promise<LogLine[]> {
  const path = pathOf(place, `Microsoft.OperationalInsights/workspaces/${place.names.workspace.native}`);
  const workspace = await place.client.get(path, apiVersion.workspaces, workspaceSchema);
  if (!workspace) return [];
  const { credentials, management } = place.client.options;
  const base = management.startsWith('https:') ? publicLogs : management;
  const url = `${base}/v1/workspaces/${workspace.properties.customerId}/query`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await credentials.token('https://api.loganalytics.io/')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: queryOf(asked, { lines, after }), timespan: 'P7D' }),
    });
  } catch (cause) {
    throw unreachable('Log Analytics does not answer', 'Check the network, then run the same command again', { where: url, cause });
  }
  if (response.status === 401 || response.status === 403)
    throw noCredentials('Log Analytics refused the login', 'The reader needs Log Analytics Reader: docs/azure.md', { where: url });
  // A workspace that nothing was ever written to has no such table yet.
  if (!response.ok) return [];
  const { tables } = tablesSchema.parse(await response.json());
  return (tables[0]?.rows ?? []).toReversed().map(([at = null, service, text]) => ({ service: service ?? '', at, text: text ?? '' }));
}

/** The last words of something, where there are any yet. */
export async function recentWords(place: Place, asked: Asked): Promise<string[]> {
  const found = await linesOf(place, asked, { lines: 10, after: null }).catch(() => []);
  return found.map(({ text }) => text);
}

export async function* followLines(
  place: Place,
  { service, follow, lines }: { readonly service: string | null; readonly follow: boolean; readonly lines: number },
): AsyncGenerator<LogLine> {
  const names = await serviceNames(place);
  const app = service === null ? null : ([...names].find(([, name]) => name === service)?.[0] ?? service);
  let after: string | null = null;
  for (;;) {
    const found: LogLine[] = await linesOf(place, app === null ? {} : { app }, { lines: after === null ? lines : 1000, after });
    for (const line of found) yield { ...line, service: names.get(line.service) ?? line.service };
    after = found.at(-1)?.at ?? after;
    if (!follow) return;
    await place.client.wait();
  }
}

/** Service by the name of its app or job. */
async function serviceNames(place: Place): Promise<ReadonlyMap<string, string>> {
  const own = await ownResources(place);
  return new Map(own.flatMap(({ name, tags }) => (tags?.[tagNames.service] === undefined ? [] : [[name, tags[tagNames.service] ?? name]])));
}
