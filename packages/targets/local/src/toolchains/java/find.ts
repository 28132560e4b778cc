import { globSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { managedVersions } from '../version-managers.ts';
import type { Installed } from '../versions.ts';

export interface Jdk extends Installed {
  /** What JAVA_HOME names. */
  readonly home: string;
}

let found: readonly Jdk[] | null = null;

/** Every JDK of this machine: that of JAVA_HOME first, then the one PATH gives. One without a compiler cannot build. */
export function findJdks(): readonly Jdk[] {
  found ??= look();
  return found;
}

function look(): Jdk[] {
  const own = process.env['JAVA_HOME'];
  const onPath = programsOnPath('javac').map((program) => dirname(dirname(realpathSync(program))));
  const folders = globSync([
    join(process.env['SDKMAN_DIR'] ?? join(homedir(), '.sdkman'), 'candidates/java/*'),
    join(homedir(), '.jdks/*'),
    '/usr/lib/jvm/*',
    '/opt/java/*',
    '/Library/Java/JavaVirtualMachines/*/Contents/Home',
  ]);
  const homes = [...(own ? [own] : []), ...onPath, ...managedVersions({ mise: 'java' }), ...folders].filter((home) =>
    isExecutable(join(home, 'bin', 'javac')),
  );
  return [...new Set(homes.map((home) => realpathSync(home)))].flatMap((home) => {
    const version = versionOf(home);
    return version === null ? [] : [{ home, program: join(home, 'bin', 'java'), version }];
  });
}

/** Every JDK says what it is in a file; Java 8 calls itself 1.8. */
function versionOf(home: string): string | null {
  try {
    const version = /^JAVA_VERSION="([\d.]+)/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1];
    return version?.replace(/^1\.(?=\d)/, '') ?? null;
  } catch {
    return null;
  }
}
