import type { DeployedService } from '@groundwork/provision';
import { annotations, type JsonObject } from '../manifest/manifest.ts';
import { labelsOf } from '../manifest/labels.ts';
import { evidenceOf, type Canvas } from './canvas.ts';

/** Five fields, or one of the words that Kubernetes knows. */
const cron = /^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\d*/,?A-Za-z-]+\s+){4}[\d*/,?A-Za-z-]+)$/;

export function drawSchedule(canvas: Canvas, item: string, deployed: DeployedService, pod: JsonObject, why: readonly string[]): string {
  const { id, name, service } = deployed;
  const schedule = service.schedule?.trim() ?? '';
  const known = cron.test(schedule);
  if (!known)
    canvas.note(
      schedule === ''
        ? `${name} runs by a schedule that was not found: it is suspended; kubectl create job --from=cronjob/${id} runs it`
        : `${name}: ${schedule} is no schedule of five fields, which are all Kubernetes knows: it is suspended`,
    );
  return canvas.add(
    item,
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: {
        name: id,
        labels: labelsOf(canvas.deployment, id, service.kind),
        annotations: { [annotations.service]: name, ...evidenceOf(service.evidence) },
      },
      spec: {
        concurrencyPolicy: 'Forbid',
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels: labelsOf(canvas.deployment, id, service.kind) }, spec: { backoffLimit: 2, template: pod } },
        schedule: known ? schedule : '0 0 1 1 *',
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 3,
        suspend: !known,
        timeZone: 'Etc/UTC',
      },
    },
    { step: 'release', why },
  );
}
