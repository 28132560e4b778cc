import { createServer } from 'node:http';
import { once } from 'node:events';
import { CloudBuild } from './cloud-build.ts';
import { CloudRun } from './cloud-run.ts';
import { askedOf, notFound, objectOf, refused, send, textOf, type Answer, type Asked } from './exchange.ts';
import { InfrastructureManager } from './infrastructure-manager.ts';
import { Operations } from './operations.ts';
import { SecretManager } from './secret-manager.ts';
import { Storage } from './storage.ts';

/** Answers in place of an API's own: the first that fits and has not been used up. */
export interface Fault {
  readonly matches: RegExp;
  readonly answer: Answer;
  times: number;
}

/**
 * A double of Google Cloud over a socket, for what has no emulator: the APIs the engine uses, in the JSON their discovery documents
 * describe, with operations that take a moment and errors in Google's form. Nothing of it runs Terraform or containers.
 */
export class Google {
  readonly storage = new Storage();
  readonly secrets = new SecretManager();
  readonly operations: Operations;
  readonly infrastructure: InfrastructureManager;
  readonly run: CloudRun;
  readonly builds = new CloudBuild((address) => this.storage.read(address));
  readonly project = 'bay-of-harbours';
  readonly apis = new Set<string>();
  readonly accounts = new Set<string>();
  readonly sqlUsers = new Map<string, Map<string, string>>();
  readonly faults: Fault[] = [];
  /** Every request, as `POST config v1/...`. */
  readonly requests: string[] = [];
  /** Told of a request before and after it has had its effect. */
  onRequest: (number: number, when: 'before' | 'after') => void = () => {};
  url = '';
  policy: Record<string, unknown> = { bindings: [] };
  #close: () => Promise<void> = async () => {};

  constructor({ delay = 2 }: { readonly delay?: number } = {}) {
    this.operations = new Operations(delay);
    this.infrastructure = new InfrastructureManager(this.operations, {
      object: (address) => this.storage.read(address),
      refuses: (address, body) => this.#refuses(address, body),
    });
    this.run = new CloudRun(() => new Map([...this.infrastructure.deployments.values()].flatMap(({ resources }) => [...resources])));
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      askedOf(request)
        .then((asked) => {
          const number = this.requests.push(`${asked.method} ${asked.api} ${asked.path}`);
          this.onRequest(number, 'before');
          const answer =
            request.headers.authorization === 'Bearer a-token'
              ? this.#answer(asked)
              : refused(401, 'Request had invalid authentication credentials.');
          this.onRequest(number, 'after');
          send(response, answer);
        })
        .catch((cause: unknown) => send(response, refused(500, String(cause))));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    this.#close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
    return this;
  }

  stop = (): Promise<void> => this.#close();

  /** What a person's shell has when it speaks to the double. */
  get env(): Record<string, string> {
    const names = [
      'artifactregistry',
      'cloudbuild',
      'cloudresourcemanager',
      'config',
      'iam',
      'logging',
      'run',
      'secretmanager',
      'serviceusage',
      'sqladmin',
      'storage',
    ];
    return {
      GOOGLE_OAUTH_ACCESS_TOKEN: 'a-token',
      GOOGLE_CLOUD_PROJECT: this.project,
      ...Object.fromEntries(names.map((name) => [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${name.toUpperCase()}`, `${this.url}/${name}/`])),
    };
  }

  /** Everything that is there of an environment, asked of each service; of configurations that were uploaded, whether there are any. */
  thingsOf(scope: string): string[] {
    const objects = [...this.storage.buckets.values()].flatMap((bucket) => [...bucket.keys()]).filter((name) => name.includes(scope));
    return [
      ...(this.infrastructure.deployments.get(scope)?.resources.keys() ?? []),
      ...[...this.secrets.secrets.keys()].filter((id) => id.startsWith(`${scope}-`)),
      ...[...this.storage.keys.values()].map(({ email }) => email).filter((email) => email.startsWith(`${scope}-`)),
      ...new Set(objects.map((name) => name.replace(/^(blueprints\/[^/]+\/).*$/, '$1'))),
    ].toSorted();
  }

  #answer(asked: Asked): Answer {
    const fault = this.faults.find(({ matches, times }) => times > 0 && matches.test(`${asked.method} ${asked.api} ${asked.path}`));
    if (fault) {
      fault.times -= 1;
      return fault.answer;
    }
    // Switched on or not is only asked of what makes something: every project has the rest from the start.
    if (asked.api === 'secretmanager' && !this.apis.has('secretmanager.googleapis.com'))
      return refused(403, `Secret Manager API has not been used in project ${this.project} before or it is disabled.`, 'SERVICE_DISABLED', {
        service: 'secretmanager.googleapis.com',
      });
    switch (asked.api) {
      case 'storage':
        return this.storage.answer(asked);
      case 'secretmanager':
        return this.secrets.answer(asked);
      case 'config':
        return this.infrastructure.answer(asked);
      case 'cloudbuild':
        return this.builds.answer(asked);
      case 'run':
        return this.run.answer(asked);
      case 'logging':
        return this.run.entries(asked);
      case 'serviceusage':
        return this.#services(asked);
      case 'iam':
        return this.#account(asked);
      case 'cloudresourcemanager':
        return this.#projectOf(asked);
      case 'sqladmin':
        return this.#sql(asked);
      default:
        return notFound(asked.path);
    }
  }

  #services({ path, query, json }: Asked): Answer {
    if (path.includes('/operations/')) return this.operations.read(path.slice(3));
    if (path.endsWith(':batchGet'))
      return {
        json: {
          services: query
            .getAll('names')
            .map((name) => ({ name, state: this.apis.has(name.split('/').at(-1) ?? '') ? 'ENABLED' : 'DISABLED' })),
        },
      };
    const ids = [json['serviceIds']].flat().map(textOf);
    return this.operations.begin(`projects/${this.project}`, () => {
      for (const id of ids) this.apis.add(id);
      return { response: {} };
    });
  }

  #account({ path, method, json }: Asked): Answer {
    const email = path.split('/').at(-1) ?? '';
    if (method === 'GET') return this.accounts.has(email) ? { json: { email } } : notFound(email);
    this.accounts.add(`${textOf(json['accountId'])}@${this.project}.iam.gserviceaccount.com`);
    return { json: {} };
  }

  #projectOf({ path, json }: Asked): Answer {
    if (!path.includes(this.project)) return refused(403, `The caller does not have permission on ${path}`);
    if (path.endsWith(':getIamPolicy')) return { json: this.policy };
    if (path.endsWith(':setIamPolicy')) this.policy = objectOf(json['policy']);
    return { json: { projectId: this.project, state: 'ACTIVE' } };
  }

  #sql({ path, method, json }: Asked): Answer {
    if (path.includes('/operations/')) return { json: { name: 'o', status: 'DONE' } };
    const [, instance = ''] = /instances\/([^/]+)/.exec(path) ?? [];
    const there = [...this.infrastructure.deployments.values()].some(({ resources }) =>
      [...resources].some(([address, body]) => address.startsWith('google_sql_database_instance.') && body['name'] === instance),
    );
    if (!there) return notFound(`instances/${instance}`);
    const users = this.sqlUsers.get(instance) ?? new Map<string, string>();
    this.sqlUsers.set(instance, users);
    if (method === 'GET') return { json: { items: [...users.keys()].map((name) => ({ name })) } };
    users.set(textOf(json['name']), textOf(json['password']));
    return { json: { name: 'o', status: 'PENDING' } };
  }

  /** What an API behind Terraform refuses: a policy of a secret that is not there, a container that does not come up. */
  #refuses(address: string, body: Record<string, unknown>): { httpResponseCode: number; errorDescription: string } | null {
    if (address.startsWith('google_secret_manager_secret_iam_member.')) {
      const id = textOf(body['secret_id']).split('/').at(-1) ?? '';
      if (!this.secrets.secrets.has(id)) return { httpResponseCode: 404, errorDescription: `Secret [${id}] not found` };
    }
    if (!address.startsWith('google_cloud_run_v2_')) return null;
    const text = JSON.stringify(body);
    for (const [, id = ''] of text.matchAll(/"secret":"([^"]+)"/g))
      if (this.secrets.value(id) === undefined)
        return { httpResponseCode: 400, errorDescription: `Secret projects/1/secrets/${id}/versions/latest was not found` };
    if (text.includes('broken') && !address.includes('_job.'))
      return {
        httpResponseCode: 0,
        errorDescription:
          'Revision is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port.',
      };
    return null;
  }
}
