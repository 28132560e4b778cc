import { GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluationOf } from '../evaluation/script.ts';
import type { Native } from '../environment/find.ts';
import type { Instance } from '../instance/instance.ts';
import { checkOut } from './checkout.ts';
import { runInstalling } from './container.ts';
import { installScript } from './script.ts';
import { repositoriesOf, repositoryFor } from './repository.ts';
import type { Places } from './places.ts';

export interface PrepareOptions {
  readonly places: Places;
  /** Folder of bare repositories; cloned from GitHub where `null`. */
  readonly mirror: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A checkout with everything installed that its tests need, as folders to copy. */
export interface Prepared {
  /** Holds `workspace` and `home`, and is the instance's own. */
  readonly folder: string;
}

/** Checks an instance out and installs it, once: what was prepared with the same commands is taken as it is. */
export async function prepare(instance: Instance, native: Native, options: PrepareOptions): Promise<Prepared> {
  const { places, mirror, timeoutMs, signal } = options;
  const script = installScript(native.environment, native.toolchain.setup, evaluationOf(instance));
  const digest = createHash('sha256')
    .update(JSON.stringify([instance.base, script, native.toolchain, native.environment]))
    .digest('hex');
  const folder = join(places.instances, instance.id);
  const prepared = { folder };
  const made = join(folder, 'made');
  if (existsSync(made) && readFileSync(made, 'utf8') === digest) return prepared;
  const repository = await repositoryFor(instance.repository, { mirror, places, signal });
  // Another may prepare it at the same time, and a killed one leaves its folder behind.
  const unfinished = join(places.scratch, `${instance.id}.${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  for (const part of ['workspace', 'home']) mkdirSync(join(unfinished, part), { recursive: true });
  mkdirSync(places.downloads, { recursive: true });
  await checkOut(instance, repository, join(unfinished, 'workspace'), signal);
  const { exit, output } = await runInstalling(script, {
    workspace: join(unfinished, 'workspace'),
    home: join(unfinished, 'home'),
    readable: [...native.toolchain.readable, ...(mirror === null ? [] : [mirror])],
    writable: [places.downloads],
    path: native.toolchain.path,
    variables: { ...native.toolchain.variables, ...native.environment.variables, ...submodulesOf(mirror) },
    timeoutMs,
    signal,
  });
  writeFileSync(join(unfinished, 'log'), output);
  if (exit !== 0) {
    const log = join(places.scratch, `${instance.id}.log`);
    writeFileSync(log, output);
    rmSync(unfinished, { recursive: true, force: true });
    throw new GroundworkError({
      code: 'swe.not_prepared',
      message: `${instance.id} could not be installed: ${exit === null ? 'its time was up' : (output.trim().split('\n').at(-1) ?? '')}`,
      where: log,
      fix: 'The log says which command failed; run it again when the network is back.',
    });
  }
  writeFileSync(join(unfinished, 'made'), digest);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(places.instances, { recursive: true });
  renameSync(unfinished, folder);
  return prepared;
}

/** Submodules are taken from the mirror too, as settings of git in its environment. */
function submodulesOf(mirror: string | null): Readonly<Record<string, string>> {
  if (mirror === null) return {};
  const settings = [
    ['protocol.file.allow', 'always'],
    ['safe.directory', '*'],
    ...[...repositoriesOf(mirror)].map(([name, folder]) => [`url.file://${folder}.insteadOf`, `https://github.com/${name}.git`] as const),
  ];
  const entries = settings.flatMap(([key = '', value = ''], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(settings.length)], ...entries]);
}
