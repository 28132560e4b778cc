import type {
  Access,
  Blueprint,
  CloudTarget,
  EnvironmentSettings,
  Evidence,
  Operation,
  Resource,
  ResourceSettings,
  Service,
  ServiceSettings,
} from '@groundwork/blueprint';
import type { LeftOut, RunMode } from '../plan/step.ts';
import type { AskedVariable } from '../values/secrets.ts';
import type { Told } from '../values/told.ts';

/** What a blueprint comes to in one environment, in words that fit every target: all a target's renderer gets. Plain data. */
export interface Deployment {
  readonly version: 1;
  /** The project's name as one that every cloud takes: small letters, digits and `-`, at most 24. */
  readonly name: string;
  /** What the project calls itself. */
  readonly title: string;
  readonly environment: string;
  readonly target: CloudTarget;
  readonly region: string;
  readonly settings: EnvironmentSettings;
  readonly services: readonly DeployedService[];
  readonly resources: readonly DeployedResource[];
  readonly leftOut: readonly LeftOut[];
  /** Names of variables whose value only has to be random; made once per environment and kept by the target's secret store. */
  readonly generated: readonly string[];
  /** What a person has to give, or may. */
  readonly asked: readonly AskedVariable[];
  readonly blueprint: Blueprint;
}

export interface DeployedService {
  readonly name: string;
  /** Its name for the target: small letters, digits and `-`, at most 24, unique in the deployment. */
  readonly id: string;
  readonly service: Service;
  readonly mode: RunMode;
  /** Name of the image it runs, shared by services of one folder that are built alike. */
  readonly image: string;
  /** For `sh -c`; `null` for static files. `$PORT` is in its environment. */
  readonly command: string | null;
  /** Commands that run once per release before any service starts, in its image and with its variables. */
  readonly release: readonly string[];
  readonly port: number | null;
  readonly public: boolean;
  /** vCPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly replicas: { readonly min: number; readonly max: number };
  readonly gpu: { readonly type: string | null; readonly count: number } | null;
  /** Why a number is what it is, where that was not a person's choice. */
  readonly why: { readonly size: string };
  readonly grants: readonly Grant[];
  readonly settings: ServiceSettings;
}

/** What a service may do with a resource, with the places in the code that need it. */
export interface Grant {
  readonly resource: string;
  /** What was seen to be called; empty where nothing was told apart, then `access` decides. */
  readonly operations: readonly Operation[];
  readonly access: readonly Access[];
  readonly evidence: readonly Evidence[];
}

export interface DeployedResource {
  readonly name: string;
  /** Its name for the target: small letters, digits and `-`, at most 24, unique in the deployment. */
  readonly id: string;
  readonly resource: Resource;
  /** Names of the services that use it. */
  readonly users: readonly string[];
  readonly told: Told;
  readonly stateful: boolean;
  readonly settings: ResourceSettings;
}
