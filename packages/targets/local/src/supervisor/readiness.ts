import type { LaunchedService } from '../launch/schema.ts';
import type { ProcessGroup } from '../process/group.ts';
import { processorTime } from '../process/activity.ts';
import { processesOf } from '../process/escaped.ts';
import { readTail } from '../process/log.ts';
import { portsOf } from '../process/listening.ts';
import { askHttp } from './ready.ts';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

export type Readiness =
  | { readonly kind: 'ready'; readonly port: number | null; readonly url: string | null }
  | { readonly kind: 'unwell'; readonly status: number; readonly url: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'ended' };

/** How long a program gets until it answers: development servers compile on the first start. */
const patienceMs = 120_000;
/** How long one that answers errors gets to become well. */
const unwellMs = 20_000;
/**
 * A worker says nothing on a port. It is taken to have read its settings and connected when it lives this long and has gone
 * quiet: loading code and failing on it keep a processor busy.
 */
const settlesMs = { least: 1_500, unmeasured: 3_000, afterAnError: 6_000, most: 12_000, quiet: 750 };
/** A program that hides what it listens on is believed after this long. */
const foreignMs = 10_000;
/** After this long without an answer where it was expected, it may be listening somewhere else. */
const elsewhereMs = 2_000;

/** Waits until a service does what it is for, or ends, or time is up. */
export async function becomesReady(service: LaunchedService, group: ProcessGroup, run: string, logStart: number): Promise<Readiness> {
  let over = false;
  const ended = group.ended.then((): Readiness => {
    over = true;
    return { kind: 'ended' };
  });
  const { port } = service;
  if (port === null || (service.mode !== 'serve' && service.mode !== 'static')) {
    return Promise.race([
      ended,
      settles(
        run,
        () => over,
        () => complains(readTail(service.log, logStart)),
      ),
    ]);
  }
  return Promise.race([ended, answers(service, port, run, () => over)]);
}

async function settles(run: string, over: () => boolean, complains: () => boolean): Promise<Readiness> {
  const started = Date.now();
  let used = processorTime(processesOf(run));
  let quietSince = started;
  while (!over() && Date.now() - started < (used === null ? settlesMs.unmeasured : settlesMs.most)) {
    await sleep(125);
    const now = processorTime(processesOf(run));
    // Waiting for work costs a tick now and then.
    if (now !== null && used !== null && Math.abs(now - used) > 2) quietSince = Date.now();
    used = now;
    const quiet = used !== null && Date.now() - quietSince >= settlesMs.quiet;
    // Between the error and the end some put their children away first.
    if (quiet && Date.now() - started >= (complains() ? settlesMs.afterAnError : settlesMs.least)) break;
  }
  return { kind: 'ready', port: null, url: null };
}

/** Another program may have taken the port a moment before ours: its answers say nothing about ours, which is about to fail. */
function isOurs(port: number, run: string): boolean {
  return platform() !== 'linux' || portsOf(processesOf(run)).includes(port);
}

const complains = (log: string): boolean =>
  /^Traceback \(most recent call last\)|\b(?:CRITICAL|FATAL|Unrecoverable|Unhandled)\b/m.test(log);

async function answers(service: LaunchedService, expected: number, run: string, over: () => boolean): Promise<Readiness> {
  const started = Date.now();
  let unwellSince: number | null = null;
  for (let pause = 20; !over(); pause = Math.min(pause * 1.3, 250)) {
    const elsewhere = Date.now() - started > elsewhereMs ? portsOf(processesOf(run)).filter((port) => port !== expected) : [];
    for (const port of [expected, ...elsewhere]) {
      const path = service.health ?? '/';
      const { status, host } = await askHttp(port, path);
      if (status === null || (!isOurs(port, run) && Date.now() - started < foreignMs)) continue;
      const url = `http://${host}:${port}`;
      if (status < 500) return { kind: 'ready', port, url };
      if (port !== expected) continue;
      unwellSince ??= Date.now();
      if (Date.now() - unwellSince > unwellMs) return { kind: 'unwell', status, url };
    }
    if (Date.now() - started > patienceMs) return { kind: 'silent' };
    await sleep(pause);
  }
  return { kind: 'ended' };
}
