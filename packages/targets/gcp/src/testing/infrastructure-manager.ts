import { notFound, objectOf, refused, textOf, type Answer, type Asked } from './exchange.ts';
import type { Operations } from './operations.ts';
import { danglingIn, read, unzipped, type Configuration } from './terraform.ts';

type Resources = Map<string, Record<string, unknown>>;

interface TfError {
  readonly resourceAddress: string;
  readonly httpResponseCode: number;
  readonly errorDescription: string;
}

interface Deployment {
  state: string;
  source: string;
  body: Record<string, unknown>;
  readonly revisions: { source: string; state: string; tfErrors: TfError[]; outputs: Record<string, string> }[];
  readonly resources: Resources;
}

export interface World {
  /** Content of an object. */
  readonly object: (address: string) => Buffer | null;
  /** Why a resource cannot be made as it is wanted, `null` where it can. */
  readonly refuses: (address: string, body: Record<string, unknown>) => Omit<TfError, 'resourceAddress'> | null;
}

/** Infrastructure Manager: deployments, revisions, previews with changes and drift. Its Terraform knows what our configurations use. */
export class InfrastructureManager {
  readonly deployments = new Map<string, Deployment>();
  readonly #previews = new Map<string, { state: string; changes: unknown[]; drifts: unknown[]; tfErrors: TfError[] }>();
  readonly #operations: Operations;
  readonly #world: World;

  constructor(operations: Operations, world: World) {
    this.#operations = operations;
    this.#world = world;
  }

  answer(asked: Asked): Answer {
    const { path, method, query, json } = asked;
    if (path.endsWith('/locations')) return { json: { locations: ['europe-west1', 'us-central1'].map((locationId) => ({ locationId })) } };
    if (path.includes('/operations/')) return this.#operations.read(path.slice(3));
    const [, parent = ''] = /^v1\/(projects\/[^/]+\/locations\/[^/]+)/.exec(path) ?? [];
    const [, preview] = /\/previews\/([^/]+)/.exec(path) ?? [];
    if (preview !== undefined) return this.#preview(preview, path, method);
    if (path.endsWith('/previews')) return this.#makePreview(parent, json);
    const [, id = query.get('deploymentId') ?? '', rest = ''] = /\/deployments(?:\/([^/]+)(.*))?$/.exec(path) ?? [];
    if (method === 'POST') return this.#create(parent, id, json);
    const deployment = this.deployments.get(id);
    if (!deployment) return notFound(`${parent}/deployments/${id}`);
    if (rest !== '') return this.#revision(deployment, rest, parent, id);
    if (method === 'GET') return { json: this.#shown(deployment, parent, id) };
    if (['CREATING', 'UPDATING', 'DELETING'].includes(deployment.state))
      return refused(409, `Deployment ${id} is in state ${deployment.state}`);
    if (method === 'PATCH') return this.#update(deployment, parent, json);
    return this.#remove(deployment, parent, id);
  }

  #create(parent: string, id: string, json: Record<string, unknown>): Answer {
    if (this.deployments.has(id)) return refused(409, `Resource '${parent}/deployments/${id}' already exists`);
    const deployment: Deployment = { state: 'CREATING', source: '', body: json, revisions: [], resources: new Map() };
    this.deployments.set(id, deployment);
    return this.#apply(deployment, parent, json);
  }

  #update(deployment: Deployment, parent: string, json: Record<string, unknown>): Answer {
    deployment.state = 'UPDATING';
    return this.#apply(deployment, parent, json);
  }

  #apply(deployment: Deployment, parent: string, json: Record<string, unknown>): Answer {
    const source = textOf(objectOf(json['terraformBlueprint'])['gcsSource']);
    return this.#operations.begin(parent, () => {
      const { errors, outputs } = this.#terraform(deployment, source);
      deployment.source = source;
      deployment.state = errors.length > 0 ? 'FAILED' : 'ACTIVE';
      deployment.revisions.push({ source, state: errors.length > 0 ? 'FAILED' : 'APPLIED', tfErrors: errors, outputs });
      return errors.length > 0 ? { error: { code: 13, message: 'terraform apply failed' } } : { response: {} };
    });
  }

  #configuration(source: string): Configuration | null {
    const archive = this.#world.object(source);
    return archive === null ? null : read(unzipped(archive));
  }

  /** Everything is tried: what can be made is there even where something else failed. */
  #terraform({ resources }: Deployment, source: string): { errors: TfError[]; outputs: Record<string, string> } {
    const wanted = this.#configuration(source);
    if (wanted === null)
      return { errors: [{ resourceAddress: '', httpResponseCode: 404, errorDescription: `${source} not found` }], outputs: {} };
    const dangling = danglingIn(wanted);
    if (dangling.length > 0)
      return { errors: [{ resourceAddress: '', httpResponseCode: 0, errorDescription: dangling.join('; ') }], outputs: {} };
    const errors: TfError[] = [];
    for (const [address, body] of wanted.resources) {
      const refusal = this.#world.refuses(address, body);
      if (refusal) errors.push({ resourceAddress: address, ...refusal });
      else resources.set(address, body);
    }
    for (const [address, body] of resources) {
      if (wanted.resources.has(address)) continue;
      if (isProtected(body))
        errors.push({ resourceAddress: address, httpResponseCode: 0, errorDescription: 'cannot destroy: deletion_protection is set' });
      else resources.delete(address);
    }
    return { errors, outputs: wanted.outputs };
  }

  #remove(deployment: Deployment, parent: string, id: string): Answer {
    deployment.state = 'DELETING';
    return this.#operations.begin(parent, () => {
      const stays = [...deployment.resources].filter(([, body]) => isProtected(body));
      if (stays.length === 0) {
        this.deployments.delete(id);
        return { response: {} };
      }
      deployment.state = 'FAILED';
      const tfErrors = stays.map(([resourceAddress]) => ({
        resourceAddress,
        httpResponseCode: 0,
        errorDescription: 'cannot destroy: deletion_protection is set',
      }));
      deployment.revisions.push({ source: deployment.source, state: 'FAILED', tfErrors, outputs: {} });
      return { error: { code: 13, message: 'terraform destroy failed' } };
    });
  }

  #shown({ state, source, revisions, body }: Deployment, parent: string, id: string): unknown {
    const name = `${parent}/deployments/${id}`;
    const latest = revisions.length > 0 ? { latestRevision: `${name}/revisions/r-${revisions.length - 1}` } : {};
    return { ...body, name, state, updateTime: '2026-05-04T03:02:01Z', ...latest, terraformBlueprint: { gcsSource: source } };
  }

  #revision({ revisions, resources }: Deployment, rest: string, parent: string, id: string): Answer {
    const [, number = '', list] = /^\/revisions\/r-(\d+)(\/resources)?/.exec(rest) ?? [];
    const found = revisions[Number(number)];
    if (!found) return notFound(rest);
    if (list !== undefined)
      return { json: { resources: [...resources.keys()].map((address) => ({ terraformInfo: { address }, state: 'RECONCILED' })) } };
    const outputs = Object.fromEntries(Object.entries(found.outputs).map(([name, value]) => [name, { sensitive: false, value }]));
    return {
      json: {
        name: `${parent}/deployments/${id}${rest}`,
        state: found.state,
        tfErrors: found.tfErrors,
        terraformBlueprint: { gcsSource: found.source },
        applyResults: { outputs },
      },
    };
  }

  #makePreview(parent: string, json: Record<string, unknown>): Answer {
    const id = `preview-${this.#previews.size + 1}`;
    const deployment = this.deployments.get(textOf(json['deployment']).split('/').at(-1) ?? '');
    return this.#operations.begin(parent, () => {
      const wanted = this.#configuration(textOf(objectOf(json['terraformBlueprint'])['gcsSource']));
      const { changes, drifts } = compared(deployment?.resources ?? new Map(), wanted?.resources ?? new Map());
      this.#previews.set(id, { state: wanted === null ? 'FAILED' : 'SUCCEEDED', changes, drifts, tfErrors: [] });
      return { response: { name: `${parent}/previews/${id}` } };
    });
  }

  #preview(id: string, path: string, method: string): Answer {
    const found = this.#previews.get(id);
    if (!found) return notFound(path);
    if (method === 'DELETE') return { json: { name: 'gone', done: true } };
    if (path.endsWith('/resourceChanges')) return { json: { resourceChanges: found.changes } };
    if (path.endsWith('/resourceDrifts')) return { json: { resourceDrifts: found.drifts } };
    return { json: { name: path.slice(3), state: found.state, tfErrors: found.tfErrors } };
  }
}

const isProtected = (body: Record<string, unknown>): boolean => body['deletion_protection'] === true;

/** Somebody's hand is seen by what it left in a resource: `changed_by_hand`. */
function compared(there: Resources, wanted: ReadonlyMap<string, Record<string, unknown>>): { changes: unknown[]; drifts: unknown[] } {
  const changes: unknown[] = [];
  const drifts: unknown[] = [];
  for (const [address, body] of wanted) {
    const { changed_by_hand: hand, ...before } = there.get(address) ?? {};
    const intent = !there.has(address)
      ? 'CREATE'
      : JSON.stringify(before) === JSON.stringify(body) && hand === undefined
        ? 'UNCHANGED'
        : 'UPDATE';
    const paths = Object.keys(body).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(body[key]));
    changes.push({
      terraformInfo: { address },
      intent,
      propertyChanges: paths.map((path) => ({ path, before: before[path], after: body[path] })),
    });
    if (hand !== undefined)
      drifts.push({ terraformInfo: { address }, propertyDrifts: [{ path: 'description', before: null, after: hand }] });
  }
  for (const address of there.keys())
    if (!wanted.has(address)) changes.push({ terraformInfo: { address }, intent: 'DELETE', propertyChanges: [] });
  return { changes, drifts };
}
