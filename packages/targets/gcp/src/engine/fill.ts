import { fill, generatePassword, generateSecret, type Deployment } from '@groundwork/provision';
import { z } from 'zod';
import { accountOf } from '../names.ts';
import { keyOf } from '../render/container.ts';
import { runName } from '../render/service-address.ts';
import { outputName, type Wiring } from '../render/wiring.ts';
import type { Api } from './api.ts';
import { until } from './operation.ts';
import type { SecretStore } from './secrets.ts';

const hmacSchema = z.object({
  secret: z.string().default(''),
  metadata: z.object({ accessId: z.string().default('') }).default({ accessId: '' }),
});
const sqlOperationSchema = z.object({ name: z.string().default(''), status: z.string().default('') });
const usersSchema = z.object({ items: z.array(z.object({ name: z.string().default('') })).default([]) });

interface Filling {
  readonly api: Api;
  readonly secrets: SecretStore;
  readonly deployment: Deployment;
  readonly wiring: Wiring;
  readonly pace: { first?: number };
}

/** What servers are started with has to be there before them; whatever else is only made of chance with it. */
export async function fillMade({ secrets, deployment, wiring }: Filling): Promise<void> {
  for (const secret of wiring.secrets) {
    if (secret.of === 'made') await secrets.generate([secret.key], 'made', () => generatePassword());
    else if (secret.of === 'given' && deployment.generated.includes(secret.name))
      await secrets.generate([secret.key], 'given', generateSecret);
    // Policies are of the secret itself, which may still wait for its value.
    else await secrets.prepare(secret.key, secret.of === 'given' ? 'given' : 'made');
  }
}

/** What only can be known once servers and accounts are there: users of databases, keys for S3's interface, texts around both. */
export async function fillRest(filling: Filling, outputs: Readonly<Record<string, string>>): Promise<void> {
  await sqlUsers(filling);
  await hmacKeys(filling);
  await composed(filling, outputs);
}

/** Sets the password of a database's user to the one in Secret Manager: it is never in Terraform. */
async function sqlUsers(filling: Filling): Promise<void> {
  const { secrets, deployment, wiring } = filling;
  for (const { name, id } of deployment.resources) {
    const user = wiring.made.get(name)?.sqlUser;
    if (!user) continue;
    await setUser(filling, user.instance, { name: user.user, password: await secrets.read(keyOf(id, 'password')) });
    // What SQL Server was made with lies in Terraform's state: from now on it is another one, which nobody keeps.
    if (user.server === 'mssql') await setUser(filling, user.instance, { name: 'sqlserver', password: `${generatePassword()}Aa1!` });
  }
}

async function setUser(
  { api, pace }: Filling,
  instance: string,
  { name, password }: { readonly name: string; readonly password: string | null },
): Promise<void> {
  const path = `v1/projects/${api.project}/instances/${instance}/users`;
  const { items } = await api.ask('sqladmin', path, usersSchema);
  const there = items.some((each) => each.name === name);
  const operation = await api.ask('sqladmin', path, sqlOperationSchema, {
    method: there ? 'PUT' : 'POST',
    ...(there ? { query: { name } } : {}),
    body: { name, password },
  });
  await until(
    api,
    async () => {
      const now = await api.ask('sqladmin', `v1/projects/${api.project}/operations/${operation.name}`, sqlOperationSchema);
      return now.status === 'DONE' ? now : null;
    },
    pace,
  );
}

/** A key of the service's account: its secret is told once, so that both parts are stored before anything else happens. */
async function hmacKeys({ api, secrets, deployment, wiring }: Filling): Promise<void> {
  for (const secret of wiring.secrets) {
    if (secret.of !== 'hmac' || secret.part !== 'secret') continue;
    if ((await secrets.version(secret.key)) !== null) continue;
    const id = deployment.services.find(({ name }) => name === secret.service)?.id ?? secret.service;
    const email = `${accountOf(deployment, id)}@${api.project.split(':').toReversed().join('.')}.iam.gserviceaccount.com`;
    // One whose secret was lost on the way is of no use to anybody.
    await removeHmacKeys(api, [email.split('@')[0] ?? email]);
    const key = await api.ask('storage', `storage/v1/projects/${api.project}/hmacKeys`, hmacSchema, {
      method: 'POST',
      query: { serviceAccountEmail: email },
    });
    // The secret is last: where it is missing, a new key is made for both.
    await secrets.set(secret.key.replace(/-secret-key$/, '-access-key'), key.metadata.accessId, 'made');
    await secrets.set(secret.key, key.secret, 'made');
  }
}

async function composed({ secrets, deployment, wiring }: Filling, outputs: Readonly<Record<string, string>>): Promise<void> {
  for (const secret of wiring.secrets) {
    if (secret.of !== 'composed') continue;
    const values = new Map<string, string>();
    for (const part of secret.template) {
      if (typeof part === 'string') continue;
      values.set(JSON.stringify(part), (await valueOf(part, secret.service)) ?? '');
    }
    await secrets.set(
      secret.key,
      fill(secret.template, (part) => values.get(JSON.stringify(part)) ?? ''),
      'made',
    );
  }

  async function valueOf(
    part: Exclude<Extract<Wiring['secrets'][number], { of: 'composed' }>['template'][number], string>,
    service: string,
  ): Promise<string | null> {
    if (part.of === 'secret') return secrets.read(part.name);
    if (part.of === 'service') {
      const id = deployment.services.find(({ name }) => name === part.name)?.id ?? part.name;
      const host = `${runName(deployment, id)}-${outputs['project_number'] ?? ''}.${deployment.region}.run.app`;
      return { url: `https://${host}`, host, port: '443' }[part.property];
    }
    const resource = deployment.resources.find(({ name }) => name === part.name.split('/')[0]);
    const id = resource?.id ?? part.name;
    const user = deployment.services.find(({ name }) => name === service)?.id ?? service;
    const hmac = wiring.made.get(resource?.name ?? '')?.hmac === true;
    if (part.property === 'accessKey') return secrets.read(`${user}-${id}-access-key`);
    if (part.property === 'secretKey' && hmac) return secrets.read(`${user}-${id}-secret-key`);
    if (part.property === 'password' || part.property === 'apiKey' || part.property === 'secretKey')
      return secrets.read(keyOf(id, part.property));
    const known = wiring.made.get(resource?.name ?? '')?.values[part.property];
    return typeof known === 'string' ? known : (outputs[outputName(part.name, part.property)] ?? null);
  }
}

/** Removes keys of the environment's accounts, which would outlive them. */
export async function removeHmacKeys(api: Api, accounts: readonly string[]): Promise<void> {
  const listSchema = z.object({
    items: z
      .array(z.object({ accessId: z.string().default(''), serviceAccountEmail: z.string().default(''), state: z.string().default('') }))
      .default([]),
    nextPageToken: z.string().optional(),
  });
  const keys = await api.list('storage', `storage/v1/projects/${api.project}/hmacKeys`, listSchema, ({ items }) => items);
  for (const { accessId, serviceAccountEmail, state } of keys) {
    if (!accounts.includes(serviceAccountEmail.split('@')[0] ?? '') || state === 'DELETED') continue;
    const path = `storage/v1/projects/${api.project}/hmacKeys/${accessId}`;
    await api.send('storage', path, { method: 'PUT', body: { state: 'INACTIVE' }, or: [404] });
    await api.send('storage', path, { method: 'DELETE', or: [404] });
  }
}
