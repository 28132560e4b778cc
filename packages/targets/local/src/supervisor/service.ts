import type { Reason } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { argvOf } from '../launch/command.ts';
import type { LaunchedService } from '../launch/schema.ts';
import { explain } from '../observe/reason.ts';
import { readTail, sizeOf } from '../process/log.ts';
import { processesOf } from '../process/escaped.ts';
import { portsOf } from '../process/listening.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { startGroup, type GroupEnd, type ProcessGroup } from '../process/group.ts';
import { createBackoff } from './backoff.ts';
import { argvInView } from '../process/view.ts';
import type { Corrected } from './corrected.ts';
import type { Journal } from './journal.ts';
import type { Mender } from './mender.ts';
import { becomesReady, type Readiness } from './readiness.ts';

export interface ServiceContext {
  readonly journal: Journal;
  readonly run: string;
  /** Folder of the repository. */
  readonly folder: string;
  readonly mender: Mender | null;
}

export interface SupervisedService {
  /** Settles when it is ready, or done, or has failed: `true` unless it failed. */
  readonly settled: Promise<boolean>;
  /** Settles when it will not run again. */
  readonly over: Promise<void>;
  stop(): Promise<void>;
  /** Starts it anew when it is up: what it runs with was replaced. */
  renew(): void;
}

/** Starts a service, watches it, and starts it again when it ends although it should not. */
export function superviseService(service: LaunchedService, { journal, run: wholeRun, folder, mender }: ServiceContext): SupervisedService {
  const run = `${wholeRun}/${service.name}`;
  const backoff = createBackoff();
  const stopping = new AbortController();
  let group: ProcessGroup | null = null;
  let restarts = 0;
  let renewing = false;
  let settle: (well: boolean) => void = () => {};
  let hasSettled = false;
  const settled = new Promise<boolean>((done) => (settle = done));
  void settled.then(() => (hasSettled = true));

  const say = (change: Parameters<Journal['service']>[1]): void => journal.service(service.name, change);
  const fail = (reason: Reason, exit: number | null, process: ProcessGroup['record'] = null): void => {
    say({ state: 'failed', reason, exit, process });
    // Until it settled, whoever brings it up shows why it failed.
    if (hasSettled)
      journal.notify({ type: 'note', level: 'warning', code: 'service.failed', message: `${service.name} stopped: ${reason.message}` });
    settle(false);
  };

  const startOnce = async (since: number): Promise<{ end: GroupEnd; log: string; readiness: Readiness }> => {
    const from = sizeOf(service.log);
    group = startGroup({
      argv: argvOfService(service, journal.corrected),
      cwd: service.cwd,
      env: journal.corrected.environment(service.name, { ...baseEnvironment(), ...service.env }),
      log: service.log,
      run,
    });
    say({ state: 'starting', process: group.record, restarts });
    const readiness: Readiness = service.mode === 'once' ? { kind: 'silent' } : await becomesReady(service, group, run, from);
    if (readiness.kind === 'ready') {
      say({ state: 'ready', reason: null, ...(readiness.url === null ? {} : { url: readiness.url, port: readiness.port }) });
      if (readiness.port !== null && readiness.port !== service.port) elsewhere(service, readiness.port, { journal, run });
      settle(true);
      if (journal.corrected.tryToShow([service.name], readTail(service.log, from), service.contained)) startAnew();
    } else if (readiness.kind === 'unwell') {
      if (await isMended(readTail(service.log, from), since)) startAnew();
      else fail(unwell(service, readiness.status), null, group.record);
    } else if (readiness.kind === 'silent' && service.mode !== 'once') {
      fail(silent(service), null, group.record);
      await group.stop();
    }
    const end = await group.ended;
    // What it started may still run without it.
    await group.stop(0);
    return { end, log: end.error ?? readTail(service.log, from), readiness };
  };

  const startAnew = (): void => {
    renewing = true;
    void group?.stop();
  };

  /** A remedy that was interrupted mended nothing. */
  const isMended = async (log: string, since: number): Promise<boolean> => {
    const services = [service.name];
    const { corrected } = journal;
    if (corrected.tryToShow(services, log, service.contained) || corrected.tryFor(services, log)) return true;
    return (await mender?.mend({ services, log, since, task: null }).catch(() => false)) ?? false;
  };

  const live = async (): Promise<void> => {
    for (;;) {
      const since = mender?.now() ?? 0;
      const { end, log, readiness } = await startOnce(since);
      if (renewing && !stopping.signal.aborted) {
        renewing = false;
        continue;
      }
      if (stopping.signal.aborted || (readiness.kind === 'silent' && service.mode !== 'once')) return;
      if (service.mode === 'once' && end.code === 0) {
        say({ state: 'done', exit: 0, process: null, reason: null });
        settle(true);
        return;
      }
      if (readiness.kind !== 'ready' && (await isMended(log, since))) continue;
      if (stopping.signal.aborted) return;
      const { reason, seen } = explain({ service: service.name, log, code: end.code, signal: end.signal, folder });

      const wait = mayRestart(service, readiness, reason, restarts) ? backoff.next(Date.now()) : null;
      if (wait === null) {
        if (seen) journal.observer.seen(seen, { service: service.name, where: reason.where, log: service.log });
        return fail(reason, end.code);
      }
      restarts += 1;
      say({ state: 'starting', reason, exit: end.code, process: null, restarts });
      const again = `${service.name} ended: ${reason.message}. Starting it again`;
      journal.notify({ type: 'note', level: 'warning', code: 'service.restarted', message: again });
      await sleep(wait, null, { signal: stopping.signal }).catch(() => null);
      if (stopping.signal.aborted) return;
    }
  };

  const over = live().then(() => settle(false));
  return {
    settled,
    over,
    renew: () => {
      const { state } = journal.state.services.find(({ name }) => name === service.name) ?? {};
      if (state !== 'ready' || !group) return;
      startAnew();
    },
    stop: async () => {
      stopping.abort();
      await group?.stop();
      await over;
      const { state } = journal.state.services.find(({ name }) => name === service.name) ?? {};
      if (state === 'starting' || state === 'ready') say({ state: 'stopped', process: null });
      else say({ process: null });
    },
  };
}

/** How a service is started, with what it sees differently from the rest of this machine. */
export function argvOfService({ name, command, contained }: LaunchedService, corrected: Corrected): string[] {
  return contained ? argvInView(argvOf(command), corrected.view(name, contained), contained.folder) : argvOf(command);
}

/** One that was ready is started again; one that never was only when what it called had not come up yet. */
function mayRestart({ mode }: LaunchedService, readiness: Readiness, reason: Reason, restarts: number): boolean {
  if (mode === 'once') return false;
  return readiness.kind === 'ready' || (reason.code === 'connection.refused' && restarts < 3);
}

/** What answered first may be a port beside the one that is meant, which comes later: only what stays so is remembered. */
const surelyMs = 4_000;

function elsewhere(
  { name, port: expected, log }: LaunchedService,
  port: number,
  { journal, run }: { journal: Journal; run: string },
): void {
  const message = `${name} listens on ${port}, not on ${expected ?? 'the port'} it was given`;
  journal.notify({ type: 'note', level: 'warning', code: 'service.port', message });
  setTimeout(() => {
    const ports = portsOf(processesOf(run));
    if (ports.includes(port) && !ports.includes(expected ?? 0)) journal.observer.listens(port, { service: name, where: null, log });
  }, surelyMs).unref();
}

function unwell({ health, log }: LaunchedService, status: number): Reason {
  return { code: 'service.unwell', message: `it answers ${status} at ${health ?? '/'}`, where: log, fix: null };
}

function silent({ port, log }: LaunchedService): Reason {
  return { code: 'service.silent', message: `it runs but does not answer HTTP on port ${port ?? ''}`, where: log, fix: null };
}
