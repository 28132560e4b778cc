import { GroundworkError, type Host } from '@groundwork/host';
import type { Deployment } from '../deployment/deployment.ts';
import type { Engine } from './engine.ts';
import type { Rendered, Target } from './target.ts';

export interface DeployOptions {
  readonly target: Target;
  readonly engine: Engine;
  readonly deployment: Deployment;
  readonly host: Host;
  /** Builds and pushes every image of the deployment; gives image name to `repository@sha256:...`. */
  readonly buildImages: (engine: Engine, deployment: Deployment) => Promise<Readonly<Record<string, string>>>;
}

/**
 * Brings an environment to what the deployment says: foundations, images, migrations, release. Each step converges by itself, so
 * that one that was killed is only run again. Where the new release does not become well, the one before is brought back.
 * Throws `target.*`, `deploy.*`.
 */
export async function deploy(options: DeployOptions): Promise<Rendered> {
  const { engine, deployment, host } = options;
  return engine.lock(async () => {
    const rendered = await foundations(options);
    if (deployment.services.some(({ release }) => release.length > 0))
      await stepOf(host, { task: 'migrate', label: 'Migrations' }, () => engine.migrate(rendered, deployment));
    try {
      await stepOf(host, { task: 'release', label: 'Release' }, () => engine.release(rendered, deployment));
    } catch (cause) {
      // Who cancelled finds it as it is; the next deployment goes on from there.
      if (host.signal.aborted) throw cause;
      const after = await stepOf(host, { task: 'roll-back', label: 'Rolling back' }, () => engine.rollBack());
      throw withOutcome(cause, after);
    }
    return rendered;
  });
}

/** What a single program needs to run there: foundations and images, without releasing anything. Throws `target.*`, `deploy.*`. */
export async function prepareForRun(options: DeployOptions): Promise<Rendered> {
  return options.engine.lock(() => foundations(options));
}

async function foundations({ target, engine, deployment, host, buildImages }: DeployOptions): Promise<Rendered> {
  const step = <T>(task: string, label: string, action: () => Promise<T>): Promise<T> => stepOf(host, { task, label }, action);
  await step('secrets', 'Secrets', () => engine.secrets.generate(deployment.generated));
  const given = new Set(await engine.secrets.list());
  requireGiven(deployment, given);
  const bare = target.render(deployment, { images: {}, given });
  await step('prepare', 'Network, servers and roles', () => engine.prepare(bare, deployment));
  const images = await step('images', 'Images', () => buildImages(engine, deployment));
  return target.render(deployment, { images, given });
}

function requireGiven({ asked, environment }: Deployment, given: ReadonlySet<string>): void {
  const missing = asked.filter(({ name, required }) => required && !given.has(name));
  const [first] = missing;
  if (!first) return;
  throw new GroundworkError({
    code: 'deploy.secret_missing',
    message: `${missing.map(({ name }) => name).join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value in ${environment}`,
    ...(first.where === null ? {} : { where: first.where }),
    fix: `gw secrets set ${first.name} --env ${environment}`,
  });
}

async function stepOf<T>(host: Host, { task, label }: { task: string; label: string }, action: () => Promise<T>): Promise<T> {
  host.signal.throwIfAborted();
  const started = performance.now();
  host.notify({ type: 'started', task, label });
  try {
    const result = await action();
    host.notify({ type: 'finished', task, outcome: 'done', ms: performance.now() - started });
    return result;
  } catch (cause) {
    host.notify({ type: 'finished', task, outcome: 'failed', ms: performance.now() - started });
    throw cause;
  }
}

/** The reason of a failed release, with what came of the environment: never a half-made state that is not said. */
function withOutcome(cause: unknown, after: string): GroundworkError {
  if (!(cause instanceof GroundworkError))
    return new GroundworkError({ code: 'deploy.failed', message: `The release failed. ${after}`, cause });
  const { code, message, where, fix, exit } = cause;
  return new GroundworkError({
    code,
    message: `${message}. ${after}`,
    ...(where === null ? {} : { where }),
    ...(fix === null ? {} : { fix }),
    exit,
    cause,
  });
}
