import type { LogLine } from '@groundwork/provision';
import { setTimeout as pause } from 'node:timers/promises';
import { annotations } from '../manifest/manifest.ts';
import { podSchema, type Pod } from './live.ts';
import type { Scope } from './scope.ts';

interface Wanted {
  readonly lines: number;
  readonly follow: boolean;
}

/** What one pod said, with the time the cluster gives. */
export async function* linesOfPod(
  { cluster }: Scope,
  { metadata }: Pick<Pod, 'metadata'>,
  { lines, follow }: Wanted,
  signal = cluster.signal,
): AsyncGenerator<LogLine> {
  const service = metadata.annotations?.[annotations.service] ?? metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name;
  const query = { tailLines: String(lines), timestamps: 'true', ...(follow ? { follow: 'true' } : {}) };
  for await (const line of cluster.lines(metadata.name, query, signal)) {
    const at = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?/.exec(line);
    yield { service, at: at?.[1] ?? null, text: at ? line.slice(at[0].length) : line };
  }
}

/** What services said: what there is, or from now on what comes, from pods that are made meanwhile as well. */
export async function* logsOf(
  scope: Scope,
  { service, follow, lines }: Wanted & { readonly service: string | null },
): AsyncGenerator<LogLine> {
  const find = async (): Promise<Pod[]> =>
    (await scope.cluster.list('Pod', scope.labels))
      .map((pod) => podSchema.parse(pod))
      .filter(({ metadata }) =>
        service === null
          ? metadata.annotations?.[annotations.service] !== undefined
          : metadata.annotations?.[annotations.service] === service,
      );
  if (!follow) {
    const all: LogLine[] = [];
    for (const pod of await find()) for await (const line of linesOfPod(scope, pod, { lines, follow })) all.push(line);
    yield* all.sort((left, right) => (left.at ?? '').localeCompare(right.at ?? '')).slice(-lines);
    return;
  }
  yield* followed(scope, find, lines);
}

async function* followed(scope: Scope, find: () => Promise<Pod[]>, lines: number): AsyncGenerator<LogLine> {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, scope.cluster.signal]);
  const queue: LogLine[] = [];
  const seen = new Set<string>();
  const read = async (pod: Pod): Promise<void> => {
    try {
      for await (const line of linesOfPod(scope, pod, { lines, follow: true }, signal)) queue.push(line);
    } catch {
      // The pod went, or nobody listens any more.
    }
    // It may not have begun yet: looked at again the next time.
    if (pod.status?.phase === 'Pending') seen.delete(pod.metadata.name);
  };
  try {
    for (;;) {
      for (const pod of await find()) {
        if (seen.has(pod.metadata.name)) continue;
        seen.add(pod.metadata.name);
        void read(pod);
      }
      for (let waited = 0; waited < 10; waited += 1) {
        yield* queue.splice(0);
        await pause(100, undefined, { signal });
      }
    }
  } finally {
    ending.abort();
  }
}
