import type { GroundworkError } from '@groundwork/host';
import {
  halfDeleted,
  nameTaken,
  noCredentials,
  notAllowed,
  quotaRefused,
  throttled,
  unreachable,
  wrongAccount,
  wrongRegion,
} from '@groundwork/provision';
import { z } from 'zod';

/** https://cloud.google.com/apis/design/errors */
const errorSchema = z.object({
  error: z.object({
    code: z.number().optional(),
    message: z.string().default(''),
    status: z.string().default(''),
    details: z
      .array(
        z.object({
          '@type': z.string().optional(),
          reason: z.string().optional(),
          metadata: z.record(z.string(), z.string()).optional(),
        }),
      )
      .default([]),
    errors: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

export interface Asked {
  /** `POST run projects/...`. */
  readonly where: string;
  readonly project: string;
}

/** What Google's refusal means for the person, with what to do about it. */
export async function errorOf(response: Response, asked: Asked): Promise<GroundworkError> {
  const text = await response.text();
  let said: z.infer<typeof errorSchema>['error'] = { message: text.slice(0, 200), status: '', details: [], errors: [] };
  try {
    said = errorSchema.parse(JSON.parse(text)).error;
  } catch {
    // Proxies and load balancers answer with pages.
  }
  return refusal({ status: response.status, message: said.message, reason: reasonOf(said), metadata: metadataOf(said) }, asked);
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  /** `SERVICE_DISABLED`, `RESOURCE_EXHAUSTED`. */
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export function refusal({ status, message, reason, metadata }: Refusal, { where, project }: Asked): GroundworkError {
  const told = { where };
  const said = message.replace(/\s+/g, ' ').trim().slice(0, 400);
  if (status === 401) return noCredentials('Google Cloud does not take these credentials', 'gcloud auth application-default login', told);
  if (reason === 'BILLING_DISABLED' || /billing/i.test(said))
    return notAllowed(`${project} has no billing account: ${said}`, `Link one: gcloud billing projects link ${project}`, told);
  if (reason === 'SERVICE_DISABLED' || /has not been used in project|is disabled/.test(said)) {
    const api = metadata['service'] ?? /([a-z]+\.googleapis\.com)/.exec(said)?.[1] ?? 'an API';
    return notAllowed(`${api} is not switched on in ${project}`, `gcloud services enable ${api} --project ${project}`, told);
  }
  if (reason === 'CONSUMER_INVALID' || (status === 404 && /project .*(not found|does not exist)/i.test(said)))
    return wrongAccount(
      `There is no project ${project}, or these credentials do not see it`,
      'gw env add NAME --target gcp --account PROJECT',
      told,
    );
  if (/quota|RESOURCE_EXHAUSTED/i.test(`${reason} ${said}`) && !/rate|per minute/i.test(said))
    return quotaRefused(
      `Google Cloud refuses more of it: ${said}`,
      `Ask for more at https://console.cloud.google.com/iam-admin/quotas?project=${project}`,
      told,
    );
  if (status === 429) return throttled(`Google Cloud asks for patience: ${said}`, told);
  if (status === 403) return notAllowed(`These credentials may not do this in ${project}: ${said}`, permissionFix(said, project), told);
  if (status === 400 && /location|region/i.test(said))
    return wrongRegion(said, 'Choose another region: gw env add NAME --target gcp --region REGION', told);
  if (status === 404 && /location/i.test(said))
    return wrongRegion(said, 'Choose another region: gw env add NAME --target gcp --region REGION', told);
  if (status === 409) return taken(said, told);
  if (status >= 500) return unreachable(`Google Cloud failed: ${said}`, 'Run the same command again in a minute', told);
  return notAllowed(`Google Cloud refuses: ${said} (${status})`, 'What it says above is what to mend', told);
}

/** A name that is in use, or one that is only on its way out. */
const taken = (said: string, told: { readonly where: string }): GroundworkError =>
  /delet|in use for|recently/i.test(said)
    ? halfDeleted(said, 'Wait until it is gone, then run the same command again', told)
    : nameTaken(
        `Something with this name is there and is not of this environment: ${said}`,
        'Remove it, or name the environment differently',
        told,
      );

function permissionFix(said: string, project: string): string {
  const permission = /'?([a-z]+\.[a-zA-Z]+\.[a-zA-Z]+)'?/.exec(said)?.[1];
  const what = permission === undefined ? 'the roles that docs/gcp.md names' : `a role with ${permission}`;
  return `Let somebody who may grant them give ${what} on ${project}`;
}

const reasonOf = ({ details, errors, status }: z.infer<typeof errorSchema>['error']): string =>
  details.find(({ reason }) => reason !== undefined)?.reason ?? errors[0]?.reason ?? status;

const metadataOf = ({ details }: z.infer<typeof errorSchema>['error']): Readonly<Record<string, string>> =>
  details.find(({ metadata }) => metadata !== undefined)?.metadata ?? {};
