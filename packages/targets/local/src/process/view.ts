import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './account.ts';

/**
 * What a program that was written for a container sees differently from the rest of this machine: hosts that only a network of
 * containers knows, and the files of secrets that a container engine lays into `/run/secrets`.
 */
export interface View {
  /** Names that stand for this machine. */
  readonly hosts: readonly string[];
  /** Contents, by the name of the file in `/run/secrets`. */
  readonly secrets: Readonly<Record<string, string>>;
}

const unshare = 'unshare';
const kinds = (): string[] => ['--mount', '--propagation', 'private', ...(isRoot() ? [] : ['--user', '--map-root-user'])];

let able: boolean | null = null;

/** Whether programs can see this machine differently here: a mount namespace of Linux, which some systems keep to root. */
export function canView(): boolean {
  able ??= process.platform === 'linux' && spawnSync(unshare, [...kinds(), 'true'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
  return able;
}

/** The arguments that start a program in a view. `folder` is private and takes what is shown instead; nothing outside of it changes. */
export function argvInView(argv: readonly string[], { hosts, secrets }: View, folder: string): string[] {
  const files = Object.entries(secrets);
  if ((hosts.length === 0 && files.length === 0) || !canView()) return [...argv];
  const [table, own, run] = [join(folder, 'hosts'), join(folder, 'secrets'), join(folder, 'run')];
  for (const each of [own, run]) mkdirSync(each, { recursive: true, mode: 0o700 });
  writeFileSync(table, `${readFileSync('/etc/hosts', 'utf8')}\n${hosts.map((host) => `127.0.0.1 ${host}\n`).join('')}`, { mode: 0o644 });
  for (const [name, text] of files) writeFileSync(join(own, name), text, { mode: 0o600 });
  return [unshare, ...kinds(), '/bin/sh', '-c', script, 'sh', table, files.length === 0 ? '' : own, run, ...argv];
}

/** Everything it mounts ends with the program. Where there is no `/run/secrets`, another `/run` with all of the old one has it. */
const script = `
set -e
hosts=$1 secrets=$2 kept=$3; shift 3
mount --bind "$hosts" /etc/hosts
if [ -n "$secrets" ]; then
  if [ ! -d /run/secrets ]; then
    mount --rbind /run "$kept"
    mount -t tmpfs -o mode=755 tmpfs /run
    for entry in "$kept"/*; do
      name=\${entry##*/}
      if [ -L "$entry" ]; then cp -a "$entry" "/run/$name"
      elif [ -d "$entry" ]; then mkdir -p "/run/$name"; mount --rbind "$entry" "/run/$name"
      elif [ -e "$entry" ]; then : > "/run/$name"; mount --bind "$entry" "/run/$name"
      fi
    done
    mkdir -p /run/secrets
  fi
  mount --bind "$secrets" /run/secrets
fi
exec "$@"
`;
