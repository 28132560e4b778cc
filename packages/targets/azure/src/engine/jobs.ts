import { deployFailed, releaseFailed } from '@groundwork/provision';
import { z } from 'zod';
import { apiVersion, pathOf, type Place } from './place.ts';

const startedSchema = z.looseObject({ name: z.string() });
const executionSchema = z.looseObject({
  name: z.string(),
  properties: z.looseObject({ status: z.string(), startTime: z.string().nullish() }),
});

const jobPath = (place: Place, job: string): string => pathOf(place, `Microsoft.App/jobs/${job}`);

/** Starts a job; gives the name of what runs, which Azure says at once or when it has accepted it for good. */
export async function startJob(place: Place, job: string): Promise<string> {
  const { client } = place;
  const { body } = await client.finish('POST', `${jobPath(place, job)}/start`, apiVersion.apps, {});
  const said = startedSchema.safeParse(body);
  if (said.success) return said.data.name;
  const executions = await client.list(`${jobPath(place, job)}/executions`, apiVersion.apps, executionSchema);
  const [newest] = executions.toSorted((left, right) => (startOf(left) < startOf(right) ? 1 : -1));
  if (!newest) throw deployFailed(`${job} did not start`, 'Run the same command again', { where: job });
  return newest.name;
}

const startOf = ({ properties }: z.infer<typeof executionSchema>): string => properties.startTime ?? '';

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
