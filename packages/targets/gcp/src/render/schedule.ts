import { accountOf, nameOf } from '../names.ts';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, joined } from '../terraform/value.ts';
import type { Context } from './context.ts';

/** A job of Cloud Scheduler that starts one of Cloud Run, as an account that may do nothing else. */
export function scheduleBlocks({ deployment }: Context, { id, cron }: { readonly id: string; readonly cron: string }): Block[] {
  const job = `google_cloud_run_v2_job.${labelOf(id)}`;
  return [
    block('jobs', 'google_cloud_scheduler_job', labelOf(id), {
      name: nameOf(deployment, id, 60),
      region: expression('var.region'),
      schedule: cron,
      time_zone: 'Etc/UTC',
      attempt_deadline: '180s',
      retry_config: { retry_count: 3 },
      http_target: {
        http_method: 'POST',
        uri: joined('https://run.googleapis.com/v2/', expression(`${job}.id`), ':run'),
        oauth_token: { service_account_email: expression('google_service_account.scheduler.email') },
      },
    }),
    block('jobs', 'google_cloud_run_v2_job_iam_member', labelOf(`${id}-scheduler`), {
      name: expression(`${job}.name`),
      location: expression('var.region'),
      role: 'roles/run.invoker',
      member: expression('google_service_account.scheduler.member'),
    }),
  ];
}

export const schedulerAccount = ({ deployment }: Context): Block =>
  block('main', 'google_service_account', 'scheduler', {
    account_id: accountOf(deployment, 'scheduler'),
    display_name: `Starts scheduled jobs of ${deployment.title} ${deployment.environment}`.slice(0, 100),
  });
