import { GroundworkError, exitCodes } from '@groundwork/host';
import type { Registry } from '@groundwork/provision';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Scope } from './scope.ts';

const configSchema = z.looseObject({ auths: z.record(z.string(), z.looseObject({ auth: z.string().optional() })).optional() });

/** The login that `docker login` left on this machine; `null` where there is none, or a credential helper keeps it. */
export function dockerLogin(registry: string, env: Scope['env']): Registry['login'] {
  const file = join(env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.docker'), 'config.json');
  if (!existsSync(file)) return null;
  const [server = ''] = registry.split('/');
  const parsed = configSchema.safeParse(readJson(file));
  const auth = parsed.success ? parsed.data.auths?.[server]?.auth : undefined;
  if (auth === undefined || auth === '') return null;
  const text = Buffer.from(auth, 'base64').toString();
  const at = text.indexOf(':');
  return at < 1 ? null : { user: text.slice(0, at), password: text.slice(at + 1) };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A cluster has no registry of its own: the environment names one that it can pull from. */
export function registryOf({ settings, name, env, environment }: Scope): Registry {
  const { registry } = settings;
  if (registry === undefined)
    throw new GroundworkError({
      code: 'target.registry',
      message: 'No registry is set that the cluster could pull images from',
      where: `environments.${environment}`,
      fix: `Set environments.${environment}.registry in groundwork.yaml, such as ghcr.io/harbour, and log in: docker login ghcr.io`,
      exit: exitCodes.notPossibleHere,
    });
  const [server = ''] = registry.split('/');
  return {
    reference: (image) => `${registry}/${name}/${image}`,
    login: dockerLogin(registry, env),
    insecure: /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(server),
  };
}
