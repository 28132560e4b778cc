import { notFound, objectOf, textOf, type Answer, type Asked } from './exchange.ts';

type Resources = ReadonlyMap<string, Record<string, unknown>>;

const types = {
  services: 'google_cloud_run_v2_service',
  workerPools: 'google_cloud_run_v2_worker_pool',
  jobs: 'google_cloud_run_v2_job',
} as const;

interface Execution {
  readonly job: string;
  readonly args: unknown;
  readonly exit: number;
  looks: number;
}

/** Cloud Run as far as it is looked at: what Terraform made, and executions of its jobs. */
export class CloudRun {
  readonly executions: Execution[] = [];
  /** What each execution said. */
  readonly said: { readonly name: string; readonly execution: string; readonly text: string }[] = [];
  /** Exit code of a job's runs by its name. */
  readonly exits = new Map<string, number>();
  readonly #all: () => Resources;

  constructor(all: () => Resources) {
    this.#all = all;
  }

  answer({ path, method, json }: Asked): Answer {
    if (path.endsWith('/locations')) return { json: { locations: ['europe-west1', 'us-central1'].map((locationId) => ({ locationId })) } };
    const [, number, rest = ''] = /executions\/e-(\d+)(.*)$/.exec(path) ?? [];
    if (number !== undefined) return this.#execution(Number(number), rest, path);
    const [, collection = '', name = '', verb] = /\/(services|workerPools|jobs)\/([^/:]+)(:run)?$/.exec(path) ?? [];
    const type = collection === 'services' || collection === 'workerPools' || collection === 'jobs' ? types[collection] : '';
    const found = [...this.#all()].find(([address, body]) => address.startsWith(`${type}.`) && body['name'] === name);
    if (!found) return notFound(path);
    if (verb === ':run' && method === 'POST') return this.#run(path, name, found[1], json);
    const last = this.executions.findLast((each) => each.job === name);
    return {
      json: {
        name: path.slice(3),
        ...(collection === 'services' ? { uri: `https://${name}-1.europe-west1.run.app` } : {}),
        terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' },
        ...(last
          ? {
              latestCreatedExecution: {
                name: `e-${this.executions.indexOf(last)}`,
                completionTime: '2026-05-04T03:02:01Z',
                completionStatus: last.exit === 0 ? 'EXECUTION_SUCCEEDED' : 'EXECUTION_FAILED',
              },
            }
          : {}),
      },
    };
  }

  #run(path: string, name: string, body: Record<string, unknown>, json: Record<string, unknown>): Answer {
    const [override] = [objectOf(json['overrides'])['containerOverrides']].flat();
    const container = objectOf(objectOf(objectOf(body['template'])['template'])['containers']);
    const args = objectOf(override)['args'] ?? container['args'];
    const at = this.executions.push({ job: name, args, exit: this.exits.get(name) ?? 0, looks: 0 }) - 1;
    this.said.push({ name, execution: `e-${at}`, text: `ran ${JSON.stringify(args)}` });
    return {
      json: { name: `${path.slice(3)}/operations/o`, metadata: { name: `${path.slice(3).replace(/:run$/, '')}/executions/e-${at}` } },
    };
  }

  #execution(number: number, rest: string, path: string): Answer {
    const found = this.executions[number];
    if (!found) return notFound(path);
    if (rest === ':cancel') return {};
    if (rest === '/tasks') return { json: { tasks: [{ lastAttemptResult: { exitCode: found.exit } }] } };
    found.looks += 1;
    if (found.looks < 2) return { json: { name: path.slice(3) } };
    const failed =
      found.exit === 0 ? [] : [{ type: 'Completed', state: 'CONDITION_FAILED', message: `Task failed with exit code ${found.exit}` }];
    return {
      json: {
        name: path.slice(3),
        completionTime: '2026-05-04T03:02:01Z',
        ...(found.exit === 0 ? { succeededCount: 1 } : { failedCount: 1 }),
        conditions: failed,
      },
    };
  }

  entries({ json }: Asked): Answer {
    const filter = textOf(json['filter']);
    const named = this.said.filter(
      ({ name, execution }) =>
        filter.includes(JSON.stringify(name)) && (!filter.includes('execution_name') || filter.includes(JSON.stringify(execution))),
    );
    const entries = named.map(({ name, text }, at) => ({
      insertId: `${name}-${at}`,
      timestamp: '2026-05-04T03:02:01Z',
      textPayload: text,
      resource: { labels: { job_name: name } },
    }));
    return { json: { entries: textOf(json['orderBy']).endsWith('desc') ? entries.toReversed() : entries } };
  }
}
