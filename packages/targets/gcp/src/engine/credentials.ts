import { noCredentials, wrongAccount, type TargetContext } from '@groundwork/provision';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const fix = 'gcloud auth application-default login';

export interface Credentials {
  readonly project: string;
  readonly token: () => Promise<string>;
}

/**
 * Who a person is for Google, found as Google's own libraries do: a token in the environment, the file that
 * `GOOGLE_APPLICATION_CREDENTIALS` names, what `gcloud auth application-default login` left, the machine's own account.
 */
export async function findCredentials({
  env,
  settings,
  environment,
}: Pick<TargetContext, 'env' | 'settings' | 'environment'>): Promise<Credentials> {
  const where = `credentials of ${environment}`;
  const given = env['GOOGLE_OAUTH_ACCESS_TOKEN'] ?? env['CLOUDSDK_AUTH_ACCESS_TOKEN'];
  const project = settings.account ?? env['GOOGLE_CLOUD_PROJECT'] ?? env['CLOUDSDK_CORE_PROJECT'];
  if (given !== undefined && given !== '') return { project: project ?? missingProject(where), token: async () => given };
  const file = fileOf(env);
  const onGoogle = env['K_SERVICE'] !== undefined || env['GCE_METADATA_HOST'] !== undefined;
  if (file === null && !onGoogle) throw noCredentials('Nobody is logged in to Google Cloud', fix, { where });
  if (file !== null && !existsSync(file))
    throw noCredentials(`GOOGLE_APPLICATION_CREDENTIALS names ${file}, which is not there`, fix, { where });
  const { GoogleAuth } = await import('google-auth-library');
  const auth = new GoogleAuth({ scopes: [scope], ...(file === null ? {} : { keyFilename: file }) });
  const refused = (cause: unknown) => noCredentials('Google Cloud does not take these credentials', fix, { where, cause });
  const client = await auth.getClient().catch((cause: unknown) => {
    throw refused(cause);
  });
  const found = project ?? projectIn(file) ?? (await auth.getProjectId().catch(() => null)) ?? missingProject(where);
  return {
    project: found,
    token: async () => {
      const { token } = await client.getAccessToken().catch((cause: unknown) => {
        throw refused(cause);
      });
      if (token === null || token === undefined) throw refused(null);
      return token;
    },
  };
}

/** https://cloud.google.com/docs/authentication/application-default-credentials */
function fileOf(env: TargetContext['env']): string | null {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS'];
  if (named !== undefined && named !== '') return named;
  const folder =
    env['CLOUDSDK_CONFIG'] ??
    (process.platform === 'win32' ? join(env['APPDATA'] ?? '', 'gcloud') : join(env['HOME'] ?? homedir(), '.config', 'gcloud'));
  const usual = join(folder, 'application_default_credentials.json');
  return existsSync(usual) ? usual : null;
}

function projectIn(file: string | null): string | null {
  if (file === null) return null;
  const { data } = z
    .object({ project_id: z.string().optional(), quota_project_id: z.string().optional() })
    .safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return data?.project_id ?? data?.quota_project_id ?? null;
}

function missingProject(where: string): never {
  throw wrongAccount('No Google Cloud project is named', 'gw env add NAME --target gcp --account PROJECT, or GOOGLE_CLOUD_PROJECT', {
    where,
  });
}
