import type { Deployment } from '@groundwork/provision';
import { secretIdOf } from '../names.ts';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, joined, type Body, type Expression } from '../terraform/value.ts';
import { keyOf, valueOfResource } from './container.ts';
import type { Context, Made } from './context.ts';
import type { Secret } from './secrets.ts';
import { valueOfService } from './service-address.ts';

/**
 * Secrets for who runs Terraform without us: values pass through it and are written nowhere (ephemeral values and write-only
 * arguments, Terraform 1.11). Infrastructure Manager runs 1.5, and there the engine makes them itself.
 */
export function secretsFile(secrets: readonly Secret[], context: Context, made: ReadonlyMap<string, Made>): Block[] {
  const { deployment } = context;
  const users = deployment.resources.flatMap(({ name, id }) => {
    const user = made.get(name)?.sqlUser;
    return user ? [{ id, user }] : [];
  });
  return [
    ...secrets.flatMap((secret) => [...valueOf(secret, context), ...stored(secret, deployment, context, made)]),
    ...users
      .filter(({ user }) => user.server === 'mssql')
      .flatMap(({ id }): Block[] => [
        {
          file: 'secrets',
          kind: 'ephemeral',
          labels: ['random_password', `${labelOf(id)}_root`],
          body: { length: 32, min_upper: 1, min_lower: 1, min_numeric: 1, min_special: 1 },
        },
        block('secrets', 'google_sql_user', `${labelOf(id)}_root`, {
          name: 'sqlserver',
          instance: expression(`google_sql_database_instance.${labelOf(id)}.name`),
          password_wo: expression(`ephemeral.random_password.${labelOf(id)}_root.result`),
          password_wo_version: 1,
          deletion_policy: 'ABANDON',
        }),
      ]),
    ...users.map(({ id, user }) =>
      block('secrets', 'google_sql_user', labelOf(id), {
        name: user.user,
        instance: expression(`google_sql_database_instance.${labelOf(id)}.name`),
        password_wo: valueInside(keyOf(id, 'password')),
        password_wo_version: 1,
        deletion_policy: 'ABANDON',
      }),
    ),
    {
      file: 'secrets',
      kind: 'locals',
      labels: [],
      body: {
        secrets: Object.fromEntries(
          secrets.map(({ key }): [string, Body] => [
            key,
            {
              id: expression(`google_secret_manager_secret.${labelOf(key)}.id`),
              name: expression(`google_secret_manager_secret.${labelOf(key)}.secret_id`),
              version: expression(`google_secret_manager_secret_version.${labelOf(key)}.version`),
            },
          ]),
        ),
      },
    },
  ];
}

/** Where a value comes from the first time; later it is read back from where it lies. */
function valueOf(secret: Secret, { deployment }: Context): Block[] {
  const label = labelOf(secret.key);
  if (secret.of === 'made' || (secret.of === 'given' && deployment.generated.includes(secret.name)))
    return [{ file: 'secrets', kind: 'ephemeral', labels: ['random_password', label], body: { length: 48, special: false } }];
  if (secret.of === 'composed') return [];
  const description =
    secret.of === 'given'
      ? `Value of ${secret.name}; only kept in Secret Manager`
      : `${secret.part === 'access' ? 'Access id' : 'Secret'} of an HMAC key of the account of ${secret.service}: gcloud storage hmac create ACCOUNT`;
  return [
    {
      file: 'secrets',
      kind: 'variable',
      labels: [variableOf(secret)],
      body: { type: 'string', ephemeral: true, sensitive: true, description },
    },
  ];
}

function stored(secret: Secret, deployment: Deployment, context: Context, made: ReadonlyMap<string, Made>): Block[] {
  const label = labelOf(secret.key);
  return [
    block('secrets', 'google_secret_manager_secret', label, {
      secret_id: secretIdOf(deployment, secret.key),
      replication: { user_managed: { replicas: { location: expression('var.region') } } },
    }),
    block('secrets', 'google_secret_manager_secret_version', label, {
      secret: expression(`google_secret_manager_secret.${label}.id`),
      secret_data_wo: written(secret, context, made),
      secret_data_wo_version: 1,
    }),
    {
      file: 'secrets',
      kind: 'ephemeral',
      labels: ['google_secret_manager_secret_version', label],
      body: {
        secret: expression(`google_secret_manager_secret.${label}.secret_id`),
        version: expression(`google_secret_manager_secret_version.${label}.version`),
      },
    },
  ];
}

const valueInside = (key: string): Expression => expression(`ephemeral.google_secret_manager_secret_version.${labelOf(key)}.secret_data`);

const variableOf = ({ key }: Secret): string => labelOf(key).toLowerCase();

function written(secret: Secret, { deployment }: Context, made: ReadonlyMap<string, Made>): string | Expression {
  const label = labelOf(secret.key);
  if (secret.of === 'composed') {
    return joined(
      ...secret.template.map((part): string | Expression => {
        if (typeof part === 'string') return part;
        if (part.of === 'service') return valueOfService(deployment, part.name, part.property);
        if (part.of === 'secret') return valueInside(part.name);
        const resource = deployment.resources.find(({ name }) => name === part.name.split('/')[0]);
        const id = resource?.id ?? part.name;
        const user = deployment.services.find(({ name }) => name === secret.service)?.id ?? secret.service;
        if (part.property === 'accessKey') return valueInside(`${user}-${id}-access-key`);
        if (part.property === 'secretKey' && made.get(resource?.name ?? '')?.hmac) return valueInside(`${user}-${id}-secret-key`);
        if (part.property === 'password' || part.property === 'apiKey' || part.property === 'secretKey')
          return valueInside(keyOf(id, part.property));
        return valueOfResource(part.name, part.property, made);
      }),
    );
  }
  if (secret.of === 'made' || (secret.of === 'given' && deployment.generated.includes(secret.name)))
    return expression(`ephemeral.random_password.${label}.result`);
  return expression(`var.${variableOf(secret)}`);
}

/** Every secret once, by its key. */
export const distinct = (secrets: readonly Secret[]): Secret[] =>
  [...new Map(secrets.map((secret) => [secret.key, secret])).values()].toSorted((left, right) => (left.key < right.key ? -1 : 1));
