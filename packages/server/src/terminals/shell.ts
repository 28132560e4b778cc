import { isExecutable } from '@groundwork/target-local';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Support } from './support.ts';

export interface Start {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The shell of this person's account, which is more than what this server happened to be started from. */
export function ownShell(env: NodeJS.ProcessEnv): string {
  const candidates = [env['SHELL'], userInfo().shell, '/bin/bash', '/bin/sh'];
  return candidates.find((file): file is string => typeof file === 'string' && isExecutable(file)) ?? '/bin/sh';
}

/** The shells people log in with here, each program once; the person's own comes first. */
export function shellProfiles(env: NodeJS.ProcessEnv, list = '/etc/shells'): { name: string; path: string; isDefault: boolean }[] {
  const own = ownShell(env);
  const profiles = new Map([[basename(own), own]]);
  for (const line of linesOf(list)) {
    const path = line.trim();
    if (path.startsWith('/') && !profiles.has(basename(path)) && !notForPeople.has(basename(path)) && isExecutable(path))
      profiles.set(basename(path), path);
  }
  return [...profiles].map(([name, path]) => ({ name, path, isDefault: path === own }));
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Listed so that accounts can have them, not so that somebody works in them. */
const notForPeople = new Set(['rbash', 'nologin', 'false', 'git-shell']);

/**
 * Starts a shell as a login shell, so that it has the variables and the path a person has set up; what is no shell we know, as it
 * stands.
 */
export function startShell(file: string, env: NodeJS.ProcessEnv, support: Support): Start {
  const commands = { GROUNDWORK_COMMANDS: support.commands };
  switch (basename(file)) {
    case 'bash':
      return { file, arguments: ['--init-file', support.bash], env: commands };
    case 'zsh':
      return { file, arguments: ['-l'], env: { ...commands, ZDOTDIR: support.zsh, GROUNDWORK_ZDOTDIR: env['ZDOTDIR'] ?? '' } };
    case 'fish':
      return { file, arguments: ['-l', '--init-command', `source '${support.fish}'`], env: commands };
    case 'sh':
    case 'dash':
    case 'ksh':
      return { file, arguments: ['-l'], env: { ...commands, ENV: support.sh, GROUNDWORK_ENV: env['ENV'] ?? '' } };
    default:
      return { file, arguments: [], env: {} };
  }
}
