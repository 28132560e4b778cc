import type { Drift, LogLine, Observed } from '@groundwork/provision';
import { openEnvironment, type CloudOptions } from './open.ts';

export interface CloudStatus extends Observed {
  readonly environment: string;
  readonly target: string;
  readonly region: string;
  readonly where: string;
}

/** What runs in an environment, as its engine sees it now. Throws `target.*`. */
export async function statusCloud(folder: string, name: string, options: CloudOptions): Promise<CloudStatus> {
  const open = await openEnvironment(folder, name, options);
  const engine = await open.connect();
  return { environment: name, target: open.target.name, region: open.region, where: engine.where, ...(await engine.status()) };
}

export interface CloudDrift extends Drift {
  readonly environment: string;
  readonly where: string;
}

/** What is not as it was deployed. Throws `target.*`. */
export async function driftCloud(folder: string, name: string, options: CloudOptions): Promise<CloudDrift> {
  const engine = await (await openEnvironment(folder, name, options)).connect();
  return { environment: name, where: engine.where, ...(await engine.drift()) };
}

export interface CloudLogOptions extends CloudOptions {
  /** All services when it is `null`. */
  readonly service: string | null;
  readonly follow: boolean;
  readonly lines: number;
}

/** What services of an environment said. Throws `target.*`. */
export async function* logsCloud(folder: string, name: string, options: CloudLogOptions): AsyncGenerator<LogLine> {
  const { service, follow, lines } = options;
  const engine = await (await openEnvironment(folder, name, options)).connect();
  yield* engine.logs({ service, follow, lines });
}
