import type { LaunchedService } from '../launch/schema.ts';
import type { ProcessGroup } from '../process/group.ts';
import { processesOf } from '../process/escaped.ts';
import { portsOf } from '../process/listening.ts';
import { askHttp } from './ready.ts';
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
/** A worker says nothing on a port: one that lives this long has read its settings and connected. */
const settledMs = 2_000;
/** After this long without an answer where it was expected, it may be listening somewhere else. */
const elsewhereMs = 2_000;

/** Waits until a service does what it is for, or ends, or time is up. */
export async function becomesReady(service: LaunchedService, group: ProcessGroup, run: string): Promise<Readiness> {
  let over = false;
  const ended = group.ended.then((): Readiness => {
    over = true;
    return { kind: 'ended' };
  });
  const { port } = service;
  if (port === null || (service.mode !== 'serve' && service.mode !== 'static')) {
    const settled = sleep(settledMs, { kind: 'ready', port: null, url: null } as const, { ref: false });
    return Promise.race([ended, settled]);
  }
  return Promise.race([ended, answers(service, port, run, () => over)]);
}

async function answers(service: LaunchedService, expected: number, run: string, over: () => boolean): Promise<Readiness> {
  const started = Date.now();
  let unwellSince: number | null = null;
  for (let pause = 20; !over(); pause = Math.min(pause * 1.3, 250)) {
    const elsewhere = Date.now() - started > elsewhereMs ? portsOf(processesOf(run)).filter((port) => port !== expected) : [];
    for (const port of [expected, ...elsewhere]) {
      const path = service.health ?? '/';
      const { status, host } = await askHttp(port, path);
      if (status === null) continue;
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
