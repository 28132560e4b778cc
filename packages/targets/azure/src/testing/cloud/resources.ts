import { z } from 'zod';
import { appOf, executionOf, revisionOf, startJob } from './apps.ts';
import { missing, ok, resourceBody, type Accepting, type Call } from './call.ts';
import { Refusal, type Answer, type Store } from './store.ts';

const secretBody = z.looseObject({
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.looseObject({ value: z.string(), attributes: z.looseObject({ enabled: z.boolean() }) }),
});
const leaseBody = z.looseObject({
  action: z.string(),
  leaseId: z.string().optional(),
  proposedLeaseId: z.string().optional(),
  leaseDuration: z.number().optional(),
});

export function resourceCall(store: Store, call: Call, accepted: Accepting): Answer {
  const { method, path, body } = call;
  const secrets = /^(.*\/vaults\/[^/]+)\/secrets(?:\/([^/]+))?$/i.exec(path);
  if (secrets) return secretCall(store, call, secrets);
  const lease = /^(.*\/containers\/lock)\/lease$/.exec(path)?.[1];
  if (lease !== undefined) return leaseCall(store, lease, leaseBody.parse(body));
  const verb = /^(.*)\/(start|revisions\/[^/]+|executions\/([^/]+))$/.exec(path);
  if (verb) {
    const [, owner = '', what = '', execution] = verb;
    if (execution !== undefined) return executionOf(store, execution);
    const kept = store.find(owner);
    if (!kept) throw missing(owner);
    return what === 'start' ? startJob(store, kept) : ok(revisionOf(kept));
  }
  const found = store.find(path);
  if (method === 'PUT') {
    const { location = null, tags, ...rest } = resourceBody.parse(body);
    const [type, name] = typeAndName(path);
    const refusal = store.refused.get(type);
    if (refusal) throw new Refusal(409, refusal.code, refusal.message);
    const deleted = store.deletedVaults.get(name);
    if (deleted && Object(rest['properties']).createMode !== 'recover')
      throw new Refusal(409, 'VaultAlreadyExists', `A vault with the same name ${name} already exists in deleted state`);
    return accepted(() => {
      store.put({ id: path, type, name, location, tags: tags ?? {}, body: rest });
      if (!deleted) return;
      for (const [key, secret] of deleted.secrets) store.secrets.set(key, secret);
      store.deletedVaults.delete(name);
    }, 201);
  }
  if (!found) throw missing(path);
  if (method === 'PATCH') {
    const lock = store.leases.get(path);
    if (lock) lock.holder = String(Object(Object(Object(body).properties).metadata).holder);
    return ok({});
  }
  if (method === 'DELETE') return accepted(() => store.remove(path));
  if (/containerApps$/i.test(found.type)) return ok(appOf(found));
  const holder = store.leases.get(path)?.holder;
  const properties = {
    ...Object(found.body['properties']),
    provisioningState: 'Succeeded',
    ...runtime(store, call),
    ...(holder === undefined ? {} : { metadata: { holder } }),
  };
  return ok({ id: found.id, name: found.name, type: found.type, tags: found.tags, ...found.body, properties });
}

const runtime = (_store: Store, { origin }: Call): Record<string, unknown> => ({
  loginServer: new URL(origin).host,
  customerId: '0c0ffee0-0000-4000-8000-000000000002',
});

function secretCall(store: Store, { method, body, path }: Call, [, vault = '', name]: RegExpExecArray): Answer {
  if (!store.find(vault)) throw new Refusal(404, 'ResourceNotFound', `The Resource '${vault}' was not found`);
  if (method === 'PUT') {
    const { tags, properties } = secretBody.parse(body);
    store.secrets.set(path.toLowerCase(), { value: properties.value, enabled: properties.attributes.enabled, tags: tags ?? {} });
    return ok({ id: path, name, properties: { attributes: properties.attributes } });
  }
  const own = [...store.secrets].filter(([key]) => key.startsWith(`${vault.toLowerCase()}/`));
  return ok({
    value: own.map(([key, { enabled, tags }]) => ({ id: key, name: key.split('/').at(-1), tags, properties: { attributes: { enabled } } })),
  });
}

/** Leases last a twentieth of what they last on Azure: tests wait for those of deployments that were killed. */
function leaseCall(
  store: Store,
  container: string,
  { action, leaseId, proposedLeaseId = '', leaseDuration = 60 }: z.infer<typeof leaseBody>,
): Answer {
  const held = store.leases.get(container);
  const now = Date.now();
  if (action === 'Acquire') {
    if (held && held.until > now && held.id !== proposedLeaseId)
      throw new Refusal(409, 'LeaseAlreadyPresent', 'There is already a lease present.');
    store.leases.set(container, { id: proposedLeaseId, until: now + leaseDuration * 50, holder: 'somebody' });
    return ok({ leaseId: proposedLeaseId });
  }
  if (!held || held.id !== leaseId)
    throw new Refusal(409, 'LeaseIdMismatchWithLeaseOperation', 'The lease ID specified did not match the lease ID for the container.');
  if (action === 'Renew') held.until = now + 3000;
  if (action === 'Release') store.leases.delete(container);
  return ok({ leaseTimeSeconds: '0' });
}

function typeAndName(path: string): [type: string, name: string] {
  const [provider = '', ...parts] = (path.split('/providers/').at(-1) ?? '').split('/');
  const kinds = parts.filter((_part, at) => at % 2 === 0);
  return [[provider, ...kinds].join('/'), parts.at(-1) ?? ''];
}
