import { z } from 'zod';
import { evaluate, groupId, type Scope } from '../arm/evaluate.ts';
import { schemaProblems } from '../schema/check.ts';
import { Refusal, type Kept, type Store } from './store.ts';

const templateSchema = z.looseObject({
  parameters: z.record(z.string(), z.looseObject({ type: z.string(), defaultValue: z.unknown().optional() })).default({}),
  resources: z.record(
    z.string(),
    z.looseObject({ type: z.string(), apiVersion: z.string(), name: z.string(), dependsOn: z.array(z.string()).default([]) }),
  ),
});

const parametersSchema = z.record(
  z.string(),
  z.union([
    z.strictObject({ value: z.unknown() }),
    z.strictObject({ reference: z.strictObject({ keyVault: z.strictObject({ id: z.string() }), secretName: z.string() }) }),
  ]),
);

export interface Wanted {
  readonly subscription: string;
  readonly group: string;
  readonly template: unknown;
  readonly parameters: unknown;
}

/** Values of the parameters; secure ones come from the vault, and are known to nobody else. */
function parametersOf(store: Store, { template, parameters }: Wanted): Record<string, unknown> {
  const { parameters: declared } = templateSchema.parse(template);
  const given = parametersSchema.parse(parameters ?? {});
  for (const name of Object.keys(given))
    if (!Object.hasOwn(declared, name))
      throw new Refusal(400, 'InvalidTemplate', `The parameter '${name}' is not declared in the template`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, { type, defaultValue }]) => {
      const value = given[name];
      if (value === undefined) {
        if (defaultValue === undefined)
          throw new Refusal(400, 'InvalidTemplate', `The value for the template parameter '${name}' is not provided`);
        return [name, defaultValue];
      }
      if ('value' in value) return [name, value.value];
      if (type !== 'securestring') throw new Refusal(400, 'InvalidTemplate', `'${name}' is no secure parameter`);
      const { keyVault, secretName } = value.reference;
      const secret = store.secrets.get(`${keyVault.id}/secrets/${secretName}`.toLowerCase());
      if (!secret?.enabled)
        throw new Refusal(
          400,
          'KeyVaultParameterReferenceSecretRetrieveFailed',
          `The secret ${secretName} of ${keyVault.id} was not found`,
        );
      return [name, secret.value];
    }),
  );
}

/** The resources of a template, evaluated in the order their dependencies allow, each told to `visit`. */
export function evaluated(store: Store, wanted: Wanted, visit: (resource: Omit<Kept, 'generation'>) => void, looking = false): string[] {
  const { resources } = templateSchema.parse(wanted.template);
  const parameters = parametersOf(store, wanted);
  const place = { subscription: wanted.subscription, resourceGroup: wanted.group };
  const made = new Map<string, string>();
  const ids: string[] = [];
  const scope: Scope = {
    ...place,
    parameters,
    reference: (nameOrId) => runtimeOf(store, made.get(nameOrId) ?? nameOrId, looking),
    list: (name, id) => keysOf(store, name, id, looking),
  };
  const left = new Map(Object.entries(resources));
  while (left.size > 0) {
    const next = [...left].find(([, { dependsOn }]) => dependsOn.every((each) => !left.has(each)));
    if (!next) throw new Refusal(400, 'InvalidTemplate', 'Circular dependency detected');
    const [symbol, resource] = next;
    left.delete(symbol);
    const missing = resource.dependsOn.filter((each) => !Object.hasOwn(resources, each));
    if (missing.length > 0)
      throw new Refusal(400, 'InvalidTemplate', `The resource '${missing.join(', ')}' is not defined in the template`);
    // A look ahead comes before every deployment of the same template.
    const problems = looking ? schemaProblems(symbol, resource) : [];
    if (problems.length > 0) throw new Refusal(400, 'InvalidRequestContent', problems.join('; '));
    const {
      type,
      apiVersion: _version,
      name,
      dependsOn: _depends,
      scope: on,
      ...body
    } = z.record(z.string(), z.unknown()).parse(evaluate(resource, scope));
    const base = typeof on === 'string' ? on : groupId(place);
    const names = String(name).split('/');
    const [provider = '', ...kinds] = String(type).split('/');
    const id = `${base}/providers/${[provider, ...kinds.flatMap((kind, at) => [kind, names[at] ?? ''])].join('/')}`;
    made.set(symbol, id);
    ids.push(id);
    const refusal = store.refused.get(String(names.at(-1))) ?? store.refused.get(String(type));
    if (refusal && !looking) throw new Refusal(409, refusal.code, refusal.message);
    const { location, tags = {}, ...rest } = body;
    visit({
      id,
      type: String(type),
      name: String(names.at(-1)),
      location: typeof location === 'string' ? location : null,
      tags: z.record(z.string(), z.string()).parse(tags),
      body: rest,
    });
  }
  return ids;
}

/** What a resource says of itself once it is there. */
function runtimeOf(store: Store, id: string, looking: boolean): unknown {
  if (!store.find(id) && !looking) throw new Refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found`);
  const name = id.split('/').at(-1) ?? '';
  return {
    customerId: '0c0ffee0-0000-4000-8000-000000000002',
    defaultDomain: 'calmsea-1234abcd.westeurope.azurecontainerapps.io',
    principalId: `principal-of-${name}`,
    clientId: `client-of-${name}`,
    hostName: `${name}.westeurope.redis.azure.net`,
    fullyQualifiedDomainName: `${name}.database.windows.net`,
    endpoint: `https://${name}.openai.azure.com/`,
  };
}

/** Secrets Azure made itself: the tests look for `low-tide` where none may be. */
function keysOf(store: Store, name: string, id: string, looking: boolean): unknown {
  if (!store.find(id) && !looking && !id.endsWith('/RootManageSharedAccessKey'))
    throw new Refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found (${name})`);
  const key = 'low-tide-key';
  return {
    keys: { 0: { value: key } },
    primaryKey: key,
    primarySharedKey: key,
    primaryMasterKey: key,
    primaryConnectionString: `Endpoint=sb://x/;SharedAccessKey=${key}`,
  };
}
