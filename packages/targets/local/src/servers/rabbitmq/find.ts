import { existsSync, globSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serverPrograms } from '../programs.ts';

export interface RabbitmqInstallation {
  readonly program: string;
  readonly erlang: string;
  readonly version: string;
  /** Whether the plugin with the page is there. */
  readonly page: boolean;
}

/** The first RabbitMQ that has an Erlang to run on, `null` where there is none. */
export function findRabbitmq(): RabbitmqInstallation | null {
  const [erlang] = serverPrograms('erl');
  if (erlang === undefined) return null;
  const programs = [...globSync(elsewhere), ...serverPrograms('rabbitmq-server')];
  for (const program of programs) {
    // Its plugins lie beside its programs; a script that a package wraps around it has none.
    const plugins = join(dirname(realpathSync(program)), '..', 'plugins');
    const version = existsSync(plugins) ? versionIn(plugins, 'rabbit') : null;
    if (version !== null) return { program, erlang: dirname(erlang), version, page: versionIn(plugins, 'rabbitmq_management') !== null };
  }
  return null;
}

/** Where packages put the program that theirs on PATH wraps, or nobody's PATH looks. */
const elsewhere = [
  '/usr/lib/rabbitmq/bin/rabbitmq-server',
  '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server',
  '/usr/local/opt/rabbitmq/sbin/rabbitmq-server',
];

/** `rabbit-3.10.8`, `rabbitmq_management-3.12.1.ez`. */
function versionIn(plugins: string, name: string): string | null {
  const [file] = globSync(`${name}-[0-9]*`, { cwd: plugins });
  return file?.slice(name.length + 1).replace(/\.ez$/, '') ?? null;
}
