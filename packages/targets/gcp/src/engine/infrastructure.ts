import { deployFailed } from '@groundwork/provision';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { managedTerraform } from '../render/versions.ts';
import type { Files } from '../terraform/document.ts';
import type { Api } from './api.ts';
import { refusal } from './errors.ts';
import { operationSchema, settled, until } from './operation.ts';
import type { Store } from './store.ts';
import { zipOf } from './zip.ts';
import {
  changesSchema,
  deploymentSchema,
  driftsSchema,
  previewSchema,
  resourcesSchema,
  revisionSchema,
  type tfErrorSchema,
  type ManagedDeployment,
} from './answers.ts';

const busy = new Set(['CREATING', 'UPDATING', 'DELETING']);

/** One environment's deployment of Infrastructure Manager. */
export class Infrastructure {
  readonly #api: Api;
  readonly #store: Store;
  readonly #scope: string;
  readonly #location: string;
  readonly #account: string;
  readonly #pace: { first?: number };

  constructor(
    { api, store }: { readonly api: Api; readonly store: Store },
    {
      scope,
      location,
      account,
      pace = {},
    }: { readonly scope: string; readonly location: string; readonly account: string; readonly pace?: { first?: number } },
  ) {
    this.#api = api;
    this.#store = store;
    this.#scope = scope;
    this.#location = location;
    this.#account = account;
    this.#pace = pace;
  }

  get #parent(): string {
    return `v1/projects/${this.#api.project}/locations/${this.#location}`;
  }

  get #path(): string {
    return `${this.#parent}/deployments/${this.#scope}`;
  }

  read = (): Promise<ManagedDeployment | null> => this.#api.get('config', this.#path, deploymentSchema, { or: [404] });

  /** As it is once nothing is at work there: what a deployment that was killed began goes on without it. */
  async still(): Promise<ManagedDeployment | null> {
    return until(
      this.#api,
      async () => {
        const now = await this.read();
        return now !== null && busy.has(now.state) ? null : { now };
      },
      this.#pace,
    ).then(({ now }) => now);
  }

  /** The configuration that was applied last, as it was uploaded; `null` where there is none. */
  async files(source: string | undefined): Promise<Files | null> {
    const name = source
      ?.split('/')
      .slice(3)
      .join('/')
      .replace(/\.zip(#\d+)?$/, '.json');
    const kept = name === undefined || name === '' ? null : await this.#store.read(name);
    return kept === null ? null : z.record(z.string(), z.string()).parse(JSON.parse(kept.text));
  }

  /** Uploads a configuration under a name made of what is in it. */
  async upload(files: Files): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 32);
    const name = `blueprints/${this.#scope}/${hash}`;
    await this.#store.write(`${name}.json`, JSON.stringify(files));
    await this.#store.write(`${name}.zip`, zipOf(files));
    return this.#store.address(`${name}.zip`);
  }

  /** Applies a configuration and gives its outputs. One that stands as the last that was applied is left alone. Throws `deploy.failed`. */
  async apply(files: Files, { labels }: { readonly labels: Readonly<Record<string, string>> }): Promise<Readonly<Record<string, string>>> {
    const source = await this.upload(files);
    const before = await this.still();
    if (before?.state === 'ACTIVE' && before.terraformBlueprint?.gcsSource === source) return this.outputs(before);
    const body = {
      labels,
      serviceAccount: `projects/${this.#api.project}/serviceAccounts/${this.#account}`,
      tfVersionConstraint: `=${managedTerraform}`,
      terraformBlueprint: { gcsSource: source },
    };
    const operation =
      before === null
        ? await this.#api.ask('config', `${this.#parent}/deployments`, operationSchema, {
            method: 'POST',
            query: { deploymentId: this.#scope },
            body,
          })
        : await this.#api.ask('config', this.#path, operationSchema, { method: 'PATCH', body });
    await settled(this.#api, 'config', operation, 'v1', this.#pace).catch((cause: unknown) => {
      this.#api.signal.throwIfAborted();
      // What Terraform said of it is with the revision.
      void cause;
    });
    const after = await this.still();
    if (after?.state === 'ACTIVE') return this.outputs(after);
    throw await this.failure(after);
  }

  async outputs({ latestRevision }: ManagedDeployment): Promise<Readonly<Record<string, string>>> {
    if (latestRevision === undefined) return {};
    const revision = await this.#api.get('config', `v1/${latestRevision}`, revisionSchema, { or: [404] });
    const outputs = Object.entries(revision?.applyResults?.outputs ?? {});
    return Object.fromEntries(outputs.map(([name, { value }]) => [name, typeof value === 'string' ? value : JSON.stringify(value ?? '')]));
  }

  /** What the last revision failed of, in the words of the API that refused. */
  async failure(deployment: ManagedDeployment | null): Promise<Error> {
    const latest = deployment?.latestRevision;
    const revision = latest === undefined ? null : await this.#api.get('config', `v1/${latest}`, revisionSchema, { or: [404] });
    const errors = [...(revision?.tfErrors ?? []), ...(deployment?.tfErrors ?? [])];
    return failureOf(errors, {
      detail: revision?.stateDetail ?? deployment?.stateDetail ?? '',
      where: latest ?? this.#path,
      project: this.#api.project,
    });
  }

  /** What would happen: a preview is made, read and removed. */
  async preview(files: Files): Promise<{
    readonly changes: z.infer<typeof changesSchema>['resourceChanges'];
    readonly drifts: z.infer<typeof driftsSchema>['resourceDrifts'];
  }> {
    const source = await this.upload(files);
    const body = {
      deployment: this.#path.slice('v1/'.length),
      serviceAccount: `projects/${this.#api.project}/serviceAccounts/${this.#account}`,
      terraformBlueprint: { gcsSource: source },
    };
    await this.still();
    const operation = await this.#api.ask('config', `${this.#parent}/previews`, operationSchema, { method: 'POST', body });
    const done = await settled(this.#api, 'config', operation, 'v1', this.#pace);
    const name = z.object({ name: z.string() }).parse(done.response).name;
    try {
      const preview = await this.#api.ask('config', `v1/${name}`, previewSchema);
      if (preview.state !== 'SUCCEEDED')
        throw failureOf(preview.tfErrors, {
          detail: preview.errorStatus?.message ?? preview.state,
          where: name,
          project: this.#api.project,
        });
      const changes = await this.#api.list(
        'config',
        `v1/${name}/resourceChanges`,
        changesSchema,
        ({ resourceChanges }) => resourceChanges,
        { query: { pageSize: '500' } },
      );
      const drifts = await this.#api.list('config', `v1/${name}/resourceDrifts`, driftsSchema, ({ resourceDrifts }) => resourceDrifts, {
        query: { pageSize: '500' },
      });
      return { changes, drifts };
    } finally {
      await this.#api.send('config', `v1/${name}`, { method: 'DELETE', or: [404] });
    }
  }

  /** Resources of the last revision with what came of each. */
  async resources({ latestRevision }: ManagedDeployment): Promise<ReadonlyMap<string, string>> {
    if (latestRevision === undefined) return new Map();
    const all = await this.#api.list('config', `v1/${latestRevision}/resources`, resourcesSchema, ({ resources }) => resources, {
      query: { pageSize: '500' },
      or: [404],
    });
    return new Map(all.map(({ terraformInfo, state }) => [terraformInfo.address, state]));
  }

  async remove(): Promise<void> {
    const before = await this.still();
    if (before === null) return;
    const operation = await this.#api.ask('config', this.#path, operationSchema, {
      method: 'DELETE',
      query: { force: 'true', deletePolicy: 'DELETE' },
    });
    await settled(this.#api, 'config', operation, 'v1', this.#pace).catch((cause: unknown) => {
      this.#api.signal.throwIfAborted();
      void cause;
    });
    const after = await this.still();
    if (after !== null && after.state !== 'DELETED') throw await this.failure(after);
  }
}

function failureOf(
  errors: readonly z.infer<typeof tfErrorSchema>[],
  { detail, where, project }: { readonly detail: string; readonly where: string; readonly project: string },
): Error {
  const [first] = errors;
  if (!first)
    return deployFailed(
      `Infrastructure Manager failed: ${detail || 'it does not say of what'}`,
      'Its log is with the revision in the console',
      { where },
    );
  const named =
    `${first.resourceAddress === '' ? '' : `${first.resourceAddress}: `}${first.errorDescription.replace(/\s+/g, ' ').trim()}`.slice(
      0,
      500,
    );
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  if ([403, 409, 429].includes(first.httpResponseCode) || /quota/i.test(first.errorDescription))
    return refusal({ status: first.httpResponseCode || 403, message: `${named}${more}`, reason: '', metadata: {} }, { where, project });
  return deployFailed(`${named}${more}`, 'Mend what it says, then run the same command again', { where });
}
