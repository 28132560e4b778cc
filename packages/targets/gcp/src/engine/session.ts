import type { Deployment, TargetContext } from '@groundwork/provision';
import { z } from 'zod';
import { scopeOf } from '../names.ts';
import { deployerOf } from './account.ts';
import { Api } from './api.ts';
import type { Credentials } from './credentials.ts';
import { Infrastructure } from './infrastructure.ts';
import { readRecord, type EnvironmentRecord } from './record.ts';
import { Run } from './run.ts';
import { SecretStore } from './secrets.ts';
import { Store } from './store.ts';

/** How patient the engine is, in milliseconds; tests are not. */
export interface Pace {
  readonly first?: number;
  readonly patience?: number;
  readonly holds?: number;
  readonly logs?: number;
}

/** Everything one environment is reached through. */
export class Session {
  readonly api: Api;
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly run: Run;
  readonly scope: string;
  readonly project: string;
  readonly region: string;
  readonly names: Pick<Deployment, 'name' | 'environment'>;
  readonly token: () => Promise<string>;
  readonly pace: Pace;

  constructor({ name, environment, region, env, host }: TargetContext, { project, token }: Credentials, pace: Pace) {
    this.names = { name, environment };
    this.scope = scopeOf(this.names);
    this.project = project;
    this.region = region;
    this.token = token;
    this.pace = pace;
    this.api = new Api({ project, env, token, signal: host.signal, ...(pace.patience === undefined ? {} : { patience: pace.patience }) });
    this.store = new Store(this.api, region);
    this.secrets = new SecretStore(this.api, this.names, region);
    this.run = new Run(this.api, region, this.wait);
  }

  get wait(): { first?: number } {
    return this.pace.first === undefined ? {} : { first: this.pace.first };
  }

  record = (): Promise<EnvironmentRecord | null> => readRecord(this.store, this.scope);

  infrastructure(location: string): Infrastructure {
    return new Infrastructure(this, { scope: this.scope, location, account: deployerOf(this.project), pace: this.wait });
  }

  /** Where its deployment of Infrastructure Manager is: in its own region, else in one nearby. */
  async location(): Promise<string> {
    const schema = z.object({
      locations: z.array(z.object({ locationId: z.string().default('') })).default([]),
      nextPageToken: z.string().optional(),
    });
    const all = await this.api.list('config', `v1/projects/${this.project}/locations`, schema, ({ locations }) =>
      locations.map(({ locationId }) => locationId),
    );
    const near = all.filter((each) => each.split('-')[0] === this.region.split('-')[0]).toSorted();
    return all.includes(this.region) ? this.region : (near[0] ?? 'us-central1');
  }
}
