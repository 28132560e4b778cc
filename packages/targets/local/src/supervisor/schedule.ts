import { Cron } from 'croner';
import { appendFileSync } from 'node:fs';
import type { LaunchedService } from '../launch/schema.ts';
import { reasonOf } from '../observe/reason.ts';
import { readTail, sizeOf } from '../process/log.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { startGroup, type ProcessGroup } from '../process/group.ts';
import { argvOfService, type ServiceContext, type SupervisedService } from './service.ts';

/** Runs a service by its cron expression, in UTC; a run that still goes on when the next is due is not doubled. */
export function scheduleService(service: LaunchedService, { journal, run, folder }: ServiceContext): SupervisedService {
  let group: ProcessGroup | null = null;
  let end: () => void = () => {};
  const over = new Promise<void>((done) => (end = done));

  const runOnce = async (): Promise<void> => {
    const from = sizeOf(service.log);
    appendFileSync(service.log, `--- ${new Date().toISOString()}\n`, { mode: 0o600 });
    group = startGroup({
      argv: argvOfService(service, journal.corrected),
      cwd: service.cwd,
      env: journal.corrected.environment(service.name, { ...baseEnvironment(), ...service.env }),
      log: service.log,
      run: `${run}/${service.name}`,
    });
    journal.service(service.name, { process: group.record });
    const { code, signal, error } = await group.ended;
    await group.stop(0);
    group = null;
    const log = error ?? readTail(service.log, from);
    const reason = code === 0 ? null : reasonOf({ service: service.name, log, code, signal, folder });
    journal.service(service.name, { process: null, exit: code, reason });
  };

  const cron = service.schedule === null ? null : tryCron(service.schedule, runOnce);
  const well = service.schedule === null || cron !== null;
  journal.service(service.name, well ? { state: 'scheduled' } : { state: 'failed', reason: notACron(service) });
  return {
    settled: Promise.resolve(well),
    over,
    // The next run finds what is there then.
    renew: () => {},
    stop: async () => {
      cron?.stop();
      await group?.stop();
      journal.service(service.name, { state: 'stopped', process: null });
      end();
    },
  };
}

function tryCron(expression: string, action: () => Promise<void>): Cron | null {
  try {
    return new Cron(expression, { timezone: 'UTC', protect: true }, action);
  } catch {
    return null;
  }
}

function notACron({ schedule, name }: LaunchedService) {
  const message = `\`${schedule ?? ''}\` is no cron expression`;
  return { code: 'service.schedule', message, where: null, fix: `set services.${name}.schedule in groundwork.yaml` };
}
