import type { Blueprint } from '@groundwork/blueprint';
import { GroundworkError, type Host } from '@groundwork/host';
import type { Builder } from '@groundwork/images';
import { deriveDeployment, prepareEnvironmentFolder, type Deployment, type Engine, type Target } from '@groundwork/provision';
import { nothingToStart } from '../local/up.ts';
import { realFolder } from '../local/folder.ts';
import { scanFolder } from '../scan-folder.ts';
import { findEnvironment, type Environment } from './environments.ts';
import { projectName } from './name.ts';
import { targetTable, type TargetTable } from './targets.ts';

export interface CloudOptions {
  readonly host: Host;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was read of the folder a moment ago, for who reads it anyway. */
  readonly blueprint?: Blueprint;
  readonly targets?: TargetTable;
  /** Finds what builds images on this machine; `null` leaves it to the cloud. */
  readonly builder?: (host: Host) => Promise<Builder | null>;
}

/** An environment of a cloud with what its folder comes to there; nothing was asked of the cloud yet. */
export interface OpenEnvironment {
  readonly dir: string;
  readonly environment: Environment;
  readonly region: string;
  readonly target: Target;
  readonly deployment: Deployment;
  /** Finds credentials and the account. Throws `target.*`. */
  connect(): Promise<Engine>;
}

/** Reads a folder for one of its environments. Throws `environment.unknown`, `up.nothing_to_start`, `decisions.*`. */
export async function openEnvironment(
  folder: string,
  name: string,
  { host, env, blueprint: read, targets = targetTable, asked }: CloudOptions & { readonly asked?: string },
): Promise<OpenEnvironment> {
  const dir = realFolder(folder);
  const environment = findEnvironment(dir, name);
  const scanned = read ?? (await scanFolder(dir, { host })).blueprint;
  const blueprint = { ...scanned, name: projectName(dir, scanned.name) };
  const { settings } = environment;
  const target = await targets[settings.target]();
  const region = settings.region ?? target.defaultRegion(env);
  const deployment = deriveDeployment(blueprint, {
    environment: name,
    target: settings.target,
    region,
    settings,
    ...(asked === undefined ? {} : { asked }),
  });
  if (deployment.services.length === 0) throw nothingToStart(dir, blueprint);
  return {
    dir,
    environment,
    region,
    target,
    deployment,
    connect: () =>
      target.open({
        environment: name,
        settings,
        region,
        name: deployment.name,
        env,
        folder: prepareEnvironmentFolder(dir, name).root,
        host,
      }),
  };
}

/** The engine, or why there is none: a plan is of use without an account as well. */
export async function engineOrReason({ connect }: OpenEnvironment): Promise<{ engine: Engine } | { reason: GroundworkError }> {
  try {
    return { engine: await connect() };
  } catch (cause) {
    if (cause instanceof GroundworkError && /^target\.(credentials|unreachable|not_allowed)$/.test(cause.code)) return { reason: cause };
    throw cause;
  }
}
