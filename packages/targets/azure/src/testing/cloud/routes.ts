import { z } from 'zod';
import { missing, ok, resourceBody, type Accepting, type Call } from './call.ts';
import { evaluated, type Wanted } from './deploy.ts';
import { resourceCall } from './resources.ts';
import { errorBody, Refusal, type Answer, type Store } from './store.ts';
import { whatIfOf } from './what-if.ts';

const record = z.record(z.string(), z.unknown());
const withTemplate = z.looseObject({ properties: z.looseObject({ template: z.unknown(), parameters: z.unknown().optional() }) });

/** One request to the resource manager, in the words of its documentation. */
export function managed(store: Store, call: Call): Answer {
  const { method, path, origin } = call;
  const [, subscription = '', rest = ''] = /^\/subscriptions\/([^/]+)(.*)$/.exec(path) ?? [];
  const accepted = (action: () => void, status = 202): Answer => ({
    status,
    body: {},
    headers: { 'azure-asyncoperation': `${origin}/operations/${store.begin(action)}?api-version=1` },
  });
  const operation = /^\/operations\/(\w+)$/.exec(path)?.[1];
  if (operation !== undefined) {
    const found = store.operations.get(operation);
    if (!found) throw missing(path);
    return ok({
      status: found.outcome?.status ?? 'Running',
      ...(found.outcome?.error === undefined ? {} : { error: found.outcome.error }),
    });
  }
  const result = /^\/results\/(\w+)$/.exec(path)?.[1];
  if (result !== undefined) return store.operations.get(result)?.outcome ? ok(store.specs.get(result)) : { status: 202 };
  if (subscription !== 'harbour-subscription')
    throw new Refusal(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  if (rest === '') return ok({ id: path, displayName: 'Harbour', state: 'Enabled', tenantId: 'f1d0c0de-0000-4000-8000-000000000001' });
  if (rest === '/locations') return ok({ value: ['westeurope', 'northeurope', 'eastus'].map((name) => ({ name })) });
  const deletedVault = /\/deletedVaults\/([^/]+)$/.exec(rest)?.[1];
  const purged = /\/deletedVaults\/([^/]+)\/purge$/.exec(rest)?.[1];
  if (purged !== undefined) return accepted(() => store.deletedVaults.delete(purged));
  if (deletedVault !== undefined) return store.deletedVaults.has(deletedVault) ? ok({ name: deletedVault }) : refuse(missing(path));
  const provider = /^\/providers\/([\w.]+)(\/register)?$/.exec(rest);
  if (provider) {
    const [, name = '', register] = provider;
    if (register) {
      store.providers.set(name, 'Registering');
      store.begin(() => store.providers.set(name, 'Registered'));
    }
    return ok({ namespace: name, registrationState: store.providers.get(name) ?? 'NotRegistered' });
  }
  const [, group = '', inside = ''] = /^\/resourcegroups\/([^/]+)(.*)$/i.exec(rest) ?? [];
  if (inside === '') return groupCall(store, { ...call, group, accepted });
  const found = store.groups.get(group);
  if (!found) throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  if (found.state === 'Deleting' && method !== 'GET')
    throw new Refusal(
      409,
      'ResourceGroupBeingDeleted',
      `The resource group '${group}' is in deprovisioning state and cannot perform this operation.`,
    );
  if (inside === '/resources') {
    const own = path.replace(/\/resources$/, '/');
    const all = [...store.resources.values()].filter(({ id, location }) => location !== null && id.startsWith(own));
    return ok({
      value: all.map(({ id, name, type, tags, location }) => ({ id, name, type, tags, location, provisioningState: 'Succeeded' })),
    });
  }
  const wanted = (): Wanted => {
    const { properties } = withTemplate.parse(call.body);
    return { subscription, group, template: properties.template, parameters: properties.parameters };
  };
  const whatIf = /\/Microsoft\.Resources\/deployments\/([^/]+)\/whatIf$/.exec(inside)?.[1];
  if (whatIf !== undefined) {
    const changes = whatIfOf(store, wanted());
    const id = store.begin(() => {});
    store.specs.set(id, { status: 'Succeeded', properties: { changes } });
    return { status: 202, body: {}, headers: { location: `${origin}/results/${id}?api-version=1` } };
  }
  const deployment = /\/Microsoft\.Resources\/deployments\/([^/]+)$/.exec(inside)?.[1];
  if (deployment !== undefined) return deploymentCall(store, path, wanted(), accepted);
  const stack = /\/Microsoft\.Resources\/deploymentStacks\/([^/]+)(\/exportTemplate)?$/.exec(inside);
  if (stack)
    return stackCall(store, { ...call, name: path.replace(/\/exportTemplate$/, ''), exporting: stack[2] !== undefined, wanted, accepted });
  if (inside.includes('/Microsoft.Resources/templateSpecs/')) return specCall(store, call, accepted);
  return resourceCall(store, call, accepted);
}

const refuse = (refusal: Refusal): Answer => {
  throw refusal;
};

function groupCall(store: Store, { method, group, body, path, accepted }: Call & { group: string; accepted: Accepting }): Answer {
  const found = store.groups.get(group);
  if (method === 'PUT') {
    const { location, tags } = resourceBody.parse(body);
    store.groups.set(group, { location: location ?? '', tags: tags ?? {}, state: 'Succeeded' });
  } else if (!found) throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  else if (method === 'DELETE') {
    found.state = 'Deleting';
    return accepted(() => {
      for (const { id } of store.resources.values()) if (id.startsWith(`${path}/`)) store.remove(id);
      store.groups.delete(group);
      for (const kept of [store.stacks, store.specs, store.leases, store.deployments])
        for (const key of kept.keys()) if (key.startsWith(`${path}/`)) kept.delete(key);
    });
  }
  const { location = '', tags = {}, state = 'Succeeded' } = store.groups.get(group) ?? {};
  return ok({ id: path, name: group, location, tags, properties: { provisioningState: state } });
}

function deploymentCall(store: Store, name: string, wanted: Wanted, accepted: Accepting): Answer {
  if (store.deployments.get(name) === 'Running')
    throw new Refusal(409, 'DeploymentActive', `Unable to edit or replace deployment '${name}': previous deployment is still active`);
  // Secure parameters are read when it is accepted, as Azure does.
  evaluated(store, wanted, () => {}, true);
  store.deployments.set(name, 'Running');
  return accepted(() => {
    try {
      evaluated(store, wanted, (resource) => store.put(resource));
    } finally {
      store.deployments.set(name, 'Done');
    }
  }, 201);
}

interface StackCall extends Call {
  readonly name: string;
  readonly exporting: boolean;
  readonly wanted: () => Wanted;
  readonly accepted: Accepting;
}

function stackCall(store: Store, { method, path, name, exporting, wanted, accepted, query }: StackCall): Answer {
  const found = store.stacks.get(name);
  if (method === 'PUT') {
    if (found && !/^(?:succeeded|failed)$/.test(found.state))
      throw new Refusal(409, 'DeploymentStackInNonTerminalState', 'The deployment stack is in a non-terminal state');
    const next = wanted();
    evaluated(store, next, () => {}, true);
    const stack = {
      state: 'deploying',
      managed: found?.managed ?? [],
      template: next.template,
      error: null as unknown,
      at: '2026-11-26T00:00:00Z',
    };
    store.stacks.set(name, stack);
    return accepted(() => {
      const made: string[] = [];
      try {
        evaluated(store, next, (resource) => {
          store.put(resource);
          made.push(resource.id);
        });
      } catch (cause) {
        stack.state = 'failed';
        stack.managed = [...new Set([...stack.managed, ...made])];
        stack.error = {
          code: 'DeploymentStackDeploymentFailed',
          message: 'One or more resources could not be deployed',
          details: [errorBody(cause)],
        };
        return;
      }
      for (const id of stack.managed.filter((each) => !made.includes(each)).toReversed()) store.remove(id);
      stack.managed = made;
      stack.state = 'succeeded';
    }, 201);
  }
  if (!found) throw missing(path);
  if (exporting) return ok({ template: found.template });
  if (method === 'DELETE') {
    if (!/^(?:succeeded|failed)$/.test(found.state))
      throw new Refusal(409, 'DeploymentStackInNonTerminalState', 'The deployment stack is in a non-terminal state');
    found.state = 'deletingResources';
    return accepted(() => {
      if (query.get('unmanageAction.Resources') === 'delete') for (const id of found.managed.toReversed()) store.remove(id);
      store.stacks.delete(name);
    });
  }
  return ok({
    id: path,
    name,
    properties: {
      provisioningState: found.state,
      resources: found.managed.map((id) => ({ id, status: 'managed' })),
      ...(found.error === null ? {} : { error: found.error }),
    },
    systemData: { lastModifiedAt: found.at },
  });
}

function specCall(store: Store, { method, path, body }: Call, accepted: Accepting): Answer {
  if (method === 'PUT') {
    store.specs.set(path, record.parse(body));
    return { status: 201, body };
  }
  if (!store.specs.has(path)) throw missing(path);
  if (method === 'DELETE')
    return accepted(() => [...store.specs.keys()].filter((key) => key.startsWith(path)).forEach((key) => store.specs.delete(key)));
  return ok(store.specs.get(path));
}
