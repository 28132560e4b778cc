import { deployFailed, type CloudJob, type Deployment, type LogLine, type Rendered } from '@groundwork/provision';
import { servicesFile } from '../render/render.ts';
import { deleteJob, endOf, startJob } from './jobs.ts';
import { linesOf } from './logs.ts';
import { deploymentNames, type Place } from './place.ts';
import { deployOnly } from './stacks.ts';
import { jobInPlaceOf, readTemplate } from './template.ts';

/** Runs a program in the place of a service, as a job of its own that is removed afterwards. Azure tells whether it failed, no code. */
export async function runProgram(
  place: Place,
  { service, command, onLine }: CloudJob,
  { files }: Rendered,
  { services }: Deployment,
): Promise<number> {
  const deployed = services.find(({ name }) => name === service);
  const name = `${deployed?.id ?? service}-run`;
  const template = jobInPlaceOf(readTemplate(files[servicesFile] ?? ''), { service, name, command });
  if (!template) throw deployFailed(`${service} is not part of ${place.environment}`, 'gw scan shows the services', { where: service });
  await deployOnly(place, deploymentNames.run, template);
  try {
    const execution = await startJob(place, name);
    let after: string | null = null;
    const show = async (): Promise<void> => {
      const lines: LogLine[] = await linesOf(place, { group: execution }, { lines: 1000, after });
      for (const line of lines) onLine({ ...line, service });
      after = lines.at(-1)?.at ?? after;
    };
    const well = await endOf(place, name, execution, show);
    await show();
    return well ? 0 : 1;
  } finally {
    await deleteJob(place, name).catch(() => {});
  }
}
