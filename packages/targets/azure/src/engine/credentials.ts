import { noCredentials, unreachable } from '@groundwork/provision';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Credentials {
  /** For a person: `az login`, `service principal 1234...`. */
  readonly kind: string;
  /** The subscription the person works in, where the credentials know one. */
  readonly subscription: string | null;
  /** A bearer token for an API. Never logged. Throws `target.credentials`. */
  token(resource: string): Promise<string>;
}

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const tokenSchema = z.looseObject({
  access_token: z.string(),
  expires_in: z.coerce.number().optional(),
  expires_on: z.coerce.number().optional(),
});
const cliTokenSchema = z.looseObject({ accessToken: z.string(), expires_on: z.coerce.number().optional() });
const cliAccountSchema = z.looseObject({ id: z.string() });

/** A token is asked for anew five minutes before it ends. */
const early = 300_000;

/**
 * Who deploys, in the order of Azure's own libraries: a service principal of the environment (a secret, or a token that a CI system
 * signs), the identity of the machine, the login of the Azure CLI. `@azure/identity` does the same with 40 packages of 50 MB that a
 * command line would have to carry; these four requests are all there is to it.
 */
export async function findCredentials(env: Environment): Promise<Credentials> {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = env;
  const authority = env['AZURE_AUTHORITY_HOST'] ?? 'https://login.microsoftonline.com';
  const subscription = env['AZURE_SUBSCRIPTION_ID'] ?? null;
  if (tenant && client && (env['AZURE_CLIENT_SECRET'] || env['AZURE_FEDERATED_TOKEN_FILE'])) {
    return {
      kind: `service principal ${client}`,
      subscription,
      token: kept((resource) => principalToken(env, { authority, tenant, client, resource })),
    };
  }
  if (env['IDENTITY_ENDPOINT'] && env['IDENTITY_HEADER']) {
    return { kind: 'the identity of this machine', subscription, token: kept((resource) => identityToken(env, resource)) };
  }
  const account = await cliAccount(env);
  return { kind: 'az login', subscription: subscription ?? account, token: kept((resource) => cliToken(env, resource)) };
}

function kept(ask: (resource: string) => Promise<Token>): Credentials['token'] {
  const tokens = new Map<string, Token>();
  return async (resource) => {
    const known = tokens.get(resource);
    if (known && known.until - early > Date.now()) return known.value;
    const token = await ask(resource);
    tokens.set(resource, token);
    return token.value;
  };
}

async function principalToken(
  env: Environment,
  { authority, tenant, client, resource }: { authority: string; tenant: string; client: string; resource: string },
): Promise<Token> {
  const file = env['AZURE_FEDERATED_TOKEN_FILE'];
  const secret = env['AZURE_CLIENT_SECRET'];
  const proof: Record<string, string> =
    secret !== undefined && secret !== ''
      ? { client_secret: secret }
      : {
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: (await readFile(file ?? '', 'utf8')).trim(),
        };
  const scope = `${resource.replace(/\/$/, '')}/.default`;
  return askFor(`${authority.replace(/\/$/, '')}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client, scope, ...proof }),
  });
}

async function identityToken(env: Environment, resource: string): Promise<Token> {
  const url = new URL(env['IDENTITY_ENDPOINT'] ?? '');
  url.search = new URLSearchParams({
    resource,
    'api-version': '2019-08-01',
    ...(env['AZURE_CLIENT_ID'] ? { client_id: env['AZURE_CLIENT_ID'] } : {}),
  }).toString();
  return askFor(url.href, { headers: { 'X-IDENTITY-HEADER': env['IDENTITY_HEADER'] ?? '' } });
}

async function askFor(url: string, init: RequestInit): Promise<Token> {
  const where = new URL(url).origin;
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    throw unreachable('Azure’s login does not answer', 'Check the network, then run the same command again', { where, cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const said = z.looseObject({ error_description: z.string() }).safeParse(body);
    const [first = 'The login was refused'] = (said.success ? said.data.error_description : 'The login was refused').split(/\r?\n/);
    throw noCredentials(first, 'Check AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, or use az login', { where });
  }
  const { access_token, expires_in, expires_on } = tokenSchema.parse(body);
  return { value: access_token, until: expires_on ? expires_on * 1000 : Date.now() + (expires_in ?? 600) * 1000 };
}

const run = promisify(execFile);

async function az(env: Environment, words: readonly string[]): Promise<unknown> {
  try {
    const { stdout } = await run('az', [...words, '--output', 'json'], { env: { ...env }, shell: process.platform === 'win32' });
    return JSON.parse(stdout);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw noCredentials(
      missing
        ? 'Nobody is logged in to Azure: its CLI is not installed and no service principal is in the environment'
        : 'Nobody is logged in to Azure',
      missing
        ? 'Install the Azure CLI (aka.ms/azure-cli) and run az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET'
        : 'az login',
      { where: `az ${words.join(' ')}`, cause },
    );
  }
}

const cliAccount = async (env: Environment): Promise<string> => cliAccountSchema.parse(await az(env, ['account', 'show'])).id;

async function cliToken(env: Environment, resource: string): Promise<Token> {
  const { accessToken, expires_on } = cliTokenSchema.parse(await az(env, ['account', 'get-access-token', '--resource', resource]));
  return { value: accessToken, until: expires_on ? expires_on * 1000 : Date.now() + 600_000 };
}
