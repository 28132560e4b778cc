import { GroundworkError, type Host } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync } from 'node:fs';
import { isRoot } from '../process/account.ts';
import { lastLine } from '../process/log.ts';
import { packagesOf, type MissingServer } from './missing.ts';
import { serverPrograms } from './programs.ts';

export interface Consent {
  readonly host: Host;
  /** Given beforehand: nothing is asked. */
  readonly install: boolean;
  /** What the package manager says goes there. */
  readonly log: string;
}

/**
 * Installs what is missing with the system's package manager once a person agreed, and gives whether it did. What it would run is in
 * the question. Never asks where that would not be enough. Throws `package.not_installed`.
 */
export async function installMissing(missing: readonly MissingServer[], { host, install, log }: Consent): Promise<boolean> {
  const commands = installCommands(missing);
  if (commands === null) return false;
  const shown = commands.map((argv) => argv.join(' ')).join(' && ');
  if (!install && !(await host.confirm(`${titleOf(missing)} is missing. Install it (${shown})?`, false))) return false;
  const [installing, ...after] = commands;
  const label = installing?.join(' ') ?? '';
  const started = performance.now();
  host.notify({ type: 'started', task: 'install:system', label });
  const finished = (outcome: 'done' | 'failed'): void =>
    host.notify({ type: 'finished', task: 'install:system', outcome, ms: Math.round(performance.now() - started) });
  if (installing && !(await run(installing, { host, log })) && !(await afterUpdate(installing, { host, log }))) {
    finished('failed');
    throw new GroundworkError({
      code: 'package.not_installed',
      message: `\`${label}\` failed: ${lastLine(log)}`,
      where: log,
      fix: label,
    });
  }
  // A service that is not there, or does not run, need not be switched off.
  for (const argv of after) await run(argv, { host, log });
  finished('done');
  return true;
}

/**
 * The commands, `null` where they would not bring everything or there is no package manager we know. A package of Debian starts a service of the system; `up` runs a server
 * of its own, and the service would only hold the usual port.
 */
export function installCommands(missing: readonly MissingServer[]): string[][] | null {
  const all = missing.flatMap(({ lacks }) => ('unserved' in lacks ? [] : [lacks]));
  if (all.length < missing.length) return null;
  const [brew] = process.platform === 'darwin' ? serverPrograms('brew') : [];
  if (brew !== undefined) return [[brew, 'install', ...packagesOf(missing, 'brew')]];
  if (all.some((packages) => !('apt' in packages))) return null;
  const [apt] = serverPrograms('apt-get');
  const sudo = isRoot() ? [] : serverPrograms('sudo').slice(0, 1);
  if (apt === undefined || (!isRoot() && sudo.length === 0)) return null;
  const services = [...new Set(all.flatMap((packages) => ('apt' in packages ? (packages.service ?? []) : [])))];
  const [systemctl] = existsSync('/run/systemd/system') ? serverPrograms('systemctl') : [];
  return [
    [...sudo, apt, 'install', '-y', ...packagesOf(missing, 'apt')],
    ...(systemctl === undefined || services.length === 0 ? [] : [[...sudo, systemctl, 'disable', '--now', ...services]]),
  ];
}

/** Lists of packages may be old, or not there yet: once they are new, another try. */
async function afterUpdate(installing: readonly string[], context: Pick<Consent, 'host' | 'log'>): Promise<boolean> {
  const at = installing.findIndex((word) => word.endsWith('apt-get'));
  if (at < 0 || context.host.signal.aborted) return false;
  return (await run([...installing.slice(0, at + 1), 'update'], context)) && (await run(installing, context));
}

/** In our own session, so that sudo can ask for its password on the terminal. */
function run(argv: readonly string[], { host, log }: Pick<Consent, 'host' | 'log'>): Promise<boolean> {
  appendFileSync(log, `$ ${argv.join(' ')}\n`, { mode: 0o600 });
  const output = openSync(log, 'a', 0o600);
  try {
    const [program = '', ...rest] = argv;
    const child = spawn(program, rest, {
      stdio: ['inherit', output, output],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
      signal: host.signal,
    });
    return new Promise((done) => {
      child.on('error', () => done(false));
      child.on('exit', (code) => done(code === 0));
    });
  } finally {
    closeSync(output);
  }
}

const titleOf = (missing: readonly MissingServer[]): string =>
  packagesOf(missing, process.platform === 'darwin' ? 'brew' : 'apt').join(', ');
