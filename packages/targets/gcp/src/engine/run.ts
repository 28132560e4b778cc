import { deployFailed, releaseFailed, type Observed } from '@groundwork/provision';
import { z } from 'zod';
import type { Api } from './api.ts';
import { operationSchema, until } from './operation.ts';

const conditionSchema = z.object({
  type: z.string().default(''),
  state: z.string().default(''),
  message: z.string().default(''),
  reason: z.string().default(''),
  revisionReason: z.string().default(''),
});

const runSchema = z.object({
  name: z.string().default(''),
  uri: z.string().optional(),
  reconciling: z.boolean().default(false),
  terminalCondition: conditionSchema.optional(),
  conditions: z.array(conditionSchema).default([]),
  latestCreatedExecution: z
    .object({ name: z.string().default(''), completionTime: z.string().optional(), completionStatus: z.string().optional() })
    .optional(),
});

const executionSchema = z.object({
  name: z.string().default(''),
  completionTime: z.string().optional(),
  succeededCount: z.number().default(0),
  failedCount: z.number().default(0),
  conditions: z.array(conditionSchema).default([]),
});

export type RunResource = z.infer<typeof runSchema>;
export type Execution = z.infer<typeof executionSchema>;

const collections = { serve: 'services', static: 'services', work: 'workerPools', once: 'jobs', scheduled: 'jobs' } as const;
type Mode = keyof typeof collections;
const modeOf = (mode: string): Mode =>
  Object.hasOwn(collections, mode) ? z.enum(['serve', 'static', 'work', 'once', 'scheduled']).parse(mode) : 'serve';

/** Cloud Run in one region: https://cloud.google.com/run/docs/reference/rest/v2 */
export class Run {
  readonly #api: Api;
  readonly #parent: string;
  readonly #pace: { first?: number };

  constructor(api: Api, region: string, pace: { first?: number } = {}) {
    this.#api = api;
    this.#parent = `v2/projects/${api.project}/locations/${region}`;
    this.#pace = pace;
  }

  read = (mode: string, name: string): Promise<RunResource | null> =>
    this.#api.get('run', `${this.#parent}/${collections[modeOf(mode)]}/${name}`, runSchema, { or: [404] });

  /** Waits until it is well. Throws `deploy.failed` with what Cloud Run says. */
  async ready(mode: string, { name, service }: { readonly name: string; readonly service: string }): Promise<void> {
    const found = await until(
      this.#api,
      async () => {
        const now = await this.read(mode, name);
        return now === null || !now.reconciling ? { now } : null;
      },
      this.#pace,
    );
    const state = found.now?.terminalCondition;
    if (found.now === null)
      throw deployFailed(`${service} is not there after its release`, 'Run the same command again', { where: `Cloud Run ${name}` });
    if (state?.state === 'CONDITION_FAILED')
      throw deployFailed(`${service} does not become well: ${state.message || state.reason}`, 'gw logs ENV shows what it said', {
        where: `Cloud Run ${name}`,
      });
  }

  /** Starts a job and waits for its end. */
  async execute(name: string, { args }: { readonly args?: readonly string[] } = {}): Promise<Execution> {
    const operation = await this.#api.ask('run', `${this.#parent}/jobs/${name}:run`, operationSchema, {
      method: 'POST',
      body: args === undefined ? {} : { overrides: { containerOverrides: [{ args }] } },
    });
    const started = executionSchema.parse(operation.metadata ?? operation.response ?? {});
    return this.ended(started.name);
  }

  /** Begins without waiting; gives the execution's name. */
  async begin(name: string, args: readonly string[] | undefined): Promise<string> {
    const operation = await this.#api.ask('run', `${this.#parent}/jobs/${name}:run`, operationSchema, {
      method: 'POST',
      body: args === undefined ? {} : { overrides: { containerOverrides: [{ args }] } },
    });
    return executionSchema.parse(operation.metadata ?? operation.response ?? {}).name;
  }

  async look(execution: string): Promise<Execution> {
    return this.#api.ask('run', `v2/${execution}`, executionSchema);
  }

  ended = (execution: string): Promise<Execution> =>
    until(
      this.#api,
      async () => {
        const now = await this.look(execution);
        return now.completionTime === undefined ? null : now;
      },
      this.#pace,
    );

  /** What a person sees of one service. */
  async observe(
    { name, mode, wanted }: { readonly name: string; readonly mode: string; readonly wanted: number },
    service: string,
  ): Promise<Observed['services'][number]> {
    const now = await this.read(mode, name);
    const condition = now?.terminalCondition;
    const failed = condition?.state === 'CONDITION_FAILED';
    const job = collections[modeOf(mode)] === 'jobs';
    const last = now?.latestCreatedExecution;
    const base = { name: service, url: now?.uri ?? null, wanted };
    if (now === null) return { ...base, state: 'stopped', ready: 0, reason: null };
    if (failed) return { ...base, state: 'failed', ready: 0, reason: condition.message || condition.reason };
    if (now.reconciling) return { ...base, state: 'starting', ready: 0, reason: null };
    if (!job) return { ...base, state: 'ready', ready: wanted, reason: null };
    if (last?.completionStatus === 'EXECUTION_FAILED')
      return { ...base, state: 'failed', ready: 0, reason: `${last.name.split('/').at(-1) ?? 'its last run'} failed` };
    if (mode === 'scheduled') return { ...base, state: 'scheduled', ready: 0, reason: null };
    return { ...base, state: last?.completionTime === undefined ? 'starting' : 'done', ready: 0, reason: null };
  }
}

export function requireSucceeded({ name, conditions, failedCount }: Execution, service: string, said: readonly string[]): void {
  if (failedCount === 0) return;
  const why = conditions.find(({ state }) => state === 'CONDITION_FAILED')?.message ?? 'it ended badly';
  const words = said.length > 0 ? `\n${said.join('\n')}` : '';
  throw releaseFailed(`The release command of ${service} failed: ${why}${words}`, 'Mend it, then run the same command again', {
    where: `Cloud Run ${name}`,
  });
}
