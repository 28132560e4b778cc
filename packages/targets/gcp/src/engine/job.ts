import { GroundworkError } from '@groundwork/host';
import type { CloudJob, Deployment, Rendered } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { runName } from '../render/service-address.ts';
import { jobBlocks } from '../render/services.ts';
import { textOfFile } from '../terraform/block.ts';
import { expanded } from '../terraform/document.ts';
import { readLogs } from './logs.ts';
import type { Session } from './session.ts';
import { apply, wiringFor, workOf } from './steps.ts';
import { imagesIn } from './managed.ts';

const tasksSchema = z.object({
  tasks: z.array(z.object({ lastAttemptResult: z.object({ exitCode: z.number().default(0) }).optional() })).default([]),
});

/** Runs a service's program as a job of its own, with its variables and its GPU, and passes on what it says. */
export async function runService(session: Session, job: CloudJob, rendered: Rendered, deployment: Deployment): Promise<number> {
  const wiring = await wiringFor(session, deployment, rendered);
  const running = wiring.services.find(({ service }) => service.name === job.service);
  if (!running)
    throw new GroundworkError({ code: 'run.unknown_service', message: `There is no service \`${job.service}\` in this environment` });
  const id = `${running.service.id}-run`;
  const context = { deployment, given: new Set<string>(), images: imagesIn(rendered.files) };
  const block = jobBlocks(running, context, { id, command: job.command, retries: 0 });
  const jobs = expanded(rendered.files['jobs.tf.json'], textOfFile([block], 'jobs') ?? '{}');
  const work = await workOf(session, deployment, rendered);
  await apply(work, { ...rendered, files: { ...rendered.files, 'jobs.tf.json': jobs } }, 'jobs');
  const name = runName(deployment, id);
  const execution = await session.run.begin(name, [job.command]);
  try {
    return await followed(session, job, { name, execution });
  } catch (cause) {
    if (session.api.signal.aborted) await cancel(session, execution);
    throw cause;
  }
}

async function followed(
  session: Session,
  job: CloudJob,
  { name, execution }: { readonly name: string; readonly execution: string },
): Promise<number> {
  const { api, run, pace } = session;
  const more = [`labels."run.googleapis.com/execution_name"=${JSON.stringify(execution.split('/').at(-1) ?? '')}`];
  const seen = new Set<string>();
  const tell = async (): Promise<void> => {
    for await (const line of readLogs(api, new Map([[name, job.service]]), { follow: false, lines: 1000, more })) {
      const key = `${line.at ?? ''} ${line.text}`;
      if (!seen.has(key)) job.onLine(line);
      seen.add(key);
    }
  };
  for (;;) {
    const now = await run.look(execution);
    await tell();
    if (now.completionTime !== undefined) {
      // Its last words come a moment after its end.
      await sleep(pace.logs ?? 3000, undefined, { signal: api.signal });
      await tell();
      if (now.failedCount === 0) return 0;
      const { tasks } = await api.ask('run', `v2/${execution}/tasks`, tasksSchema);
      return tasks.map(({ lastAttemptResult }) => lastAttemptResult?.exitCode ?? 0).find((code) => code !== 0) ?? 1;
    }
    await sleep(pace.logs ?? 3000, undefined, { signal: api.signal });
  }
}

/** Whoever stops waiting for a job stops the job. */
async function cancel({ api }: Session, execution: string): Promise<void> {
  await api.unstoppable().send('run', `v2/${execution}:cancel`, { method: 'POST', body: {}, or: [400, 404, 409] });
}
