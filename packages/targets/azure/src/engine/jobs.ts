import { releaseFailed } from '@groundwork/provision';
import { z } from 'zod';
import { apiVersion, pathOf, type Place } from './place.ts';

const startedSchema = z.looseObject({ name: z.string() });
const executionSchema = z.looseObject({ name: z.string(), properties: z.looseObject({ status: z.string() }) });

const jobPath = (place: Place, job: string): string => pathOf(place, `Microsoft.App/jobs/${job}`);

/** Starts a job; gives the name of what runs. */
export async function startJob(place: Place, job: string): Promise<string> {
  const { body } = await place.client.finish('POST', `${jobPath(place, job)}/start`, apiVersion.apps, {});
  return startedSchema.parse(body).name;
}

/** Waits until an execution is over; gives whether it was done well. */
export async function endOf(
  place: Place,
  job: string,
  execution: string,
  meanwhile: () => Promise<void> = async () => {},
): Promise<boolean> {
  for (;;) {
    const found = await place.client.get(`${jobPath(place, job)}/executions/${execution}`, apiVersion.apps, executionSchema);
    const status = found?.properties.status ?? 'Unknown';
    if (status === 'Succeeded') return true;
    if (/^(?:Failed|Stopped|Degraded)$/.test(status)) return false;
    if (found === null) throw releaseFailed(`${job} is gone while it ran`, 'Run the same command again', { where: job });
    await meanwhile();
    await place.client.wait();
  }
}

export async function deleteJob(place: Place, job: string): Promise<void> {
  await place.client.finish('DELETE', jobPath(place, job), apiVersion.apps);
}
