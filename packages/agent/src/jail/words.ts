import { exitCodes, GroundworkError } from '@groundwork/host';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { supervisorEntry } from './entry.ts';
import type { JailLimits, JailOptions } from './jail.ts';
import { rlimitWords } from './limits.ts';
import type { SupervisorOptions } from './messages.ts';
import { inside, procMounts, systemMounts } from './mounts.ts';
import type { Sandbox } from './sandbox.ts';
import { etcFiles, type Scratch } from './scratch.ts';

/** Options of bubblewrap, to the program it starts. */
export function jailWords(
  { folder, readOnly, doors, readable }: JailOptions,
  { etc, tmp, home, seccomp }: Scratch,
  { sizes }: Sandbox,
): string[] {
  const entry = supervisorEntry();
  const memory = (path: string): string[] => [...(sizes ? ['--size', String(1024 ** 3)] : []), '--tmpfs', path];
  const words = [
    '--unshare-all',
    '--uid',
    '1000',
    '--gid',
    '1000',
    '--hostname',
    'groundwork',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
  ];
  words.push(
    '--cap-drop',
    'ALL',
    ...systemMounts(),
    ...procMounts(),
    '--dev',
    '/dev',
    ...memory('/dev/shm'),
    '--remount-ro',
    '/dev',
    ...memory('/run'),
  );
  for (const name of etcFiles) words.push('--ro-bind', join(etc, name), `/etc/${name}`);
  words.push('--bind', tmp, '/tmp', '--bind', home, inside.home);
  for (const path of readable) words.push('--ro-bind', readablePath(path), path);
  words.push(readOnly ? '--ro-bind' : '--bind', realpathSync(folder), inside.folder);
  words.push('--ro-bind', entry.folder, `${inside.ours}/program`, '--ro-bind', process.execPath, `${inside.ours}/node`);
  if (seccomp !== null) words.push('--ro-bind', seccomp, `${inside.ours}/seccomp`);
  for (const [index, { socket }] of doors.entries()) words.push('--ro-bind', socket, doorPath(index));
  // What is in memory and belongs to nobody: written to by none.
  return [...words, '--remount-ro', '/run', '--remount-ro', '/', '--chdir', '/', '--'];
}

const doorPath = (index: number): string => `${inside.ours}/door-${index}`;

/** The program it starts. */
export function supervisorWords({ doors }: JailOptions, sandbox: Sandbox, limits: JailLimits, { seccomp }: Scratch): string[] {
  const options: SupervisorOptions = {
    bwrap: sandbox.bwrap,
    limits: rlimitWords(sandbox.prlimit, limits),
    seccomp: seccomp === null ? null : `${inside.ours}/seccomp`,
    doors: doors.map(({ port }, index) => ({ socket: doorPath(index), port })),
    most: limits,
  };
  const node = ['--max-old-space-size=128', '--max-semi-space-size=1', '--no-warnings', '--conditions=groundwork-source'];
  return [`${inside.ours}/node`, ...node, `${inside.ours}/program/${supervisorEntry().file}`, JSON.stringify(options)];
}

/** A folder that holds the person's home, or everything, is a mistake of ours and not something to be made readable. */
function readablePath(path: string): string {
  const real = realpathSync(path);
  if (real === '/' || real === homedir() || homedir().startsWith(real + sep)) {
    throw new GroundworkError({
      code: 'jail.too_readable',
      message: 'A jail may not read a folder that holds a home',
      where: path,
      fix: 'Name a folder in it',
      exit: exitCodes.usage,
    });
  }
  return real;
}

export function baseEnvironment(): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: inside.home,
    USER: 'groundwork',
    LOGNAME: 'groundwork',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    TMPDIR: '/tmp',
  };
}
