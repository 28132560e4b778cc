import { globSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../programs.ts';

/** Something that runs Java: a JDK, or a JRE alone. */
export interface Java {
  /** What JAVA_HOME names. */
  readonly home: string;
  readonly program: string;
  readonly major: number;
}

/** Which majors of Java a server runs on, both ends included. */
export interface JavaRange {
  readonly least: number;
  readonly most?: number;
  /** It has to have a compiler: a JRE does not. */
  readonly compiles?: boolean;
}

/** The first Java that a server runs on: that of JAVA_HOME, the one on PATH, then whatever else is installed. */
export function javaWithin({ least, most = Infinity, compiles = false }: JavaRange, all: readonly Java[] = findJavas()): Java | null {
  const able = ({ home }: Java): boolean => !compiles || isExecutable(join(home, 'bin', 'javac'));
  return all.find((java) => java.major >= least && java.major <= most && able(java)) ?? null;
}

function findJavas(): Java[] {
  const own = process.env['JAVA_HOME'];
  const onPath = programsOnPath('java').map((program) => dirname(dirname(realpathSync(program))));
  const elsewhere = globSync([
    '/usr/lib/jvm/*',
    '/opt/java/*',
    '/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home',
    '/Library/Java/JavaVirtualMachines/*/Contents/Home',
    join(homedir(), '.sdkman/candidates/java/*'),
  ]);
  const homes = [...(own ? [own] : []), ...onPath, ...elsewhere].filter((home) => isExecutable(join(home, 'bin', 'java')));
  return [...new Set(homes.map((home) => realpathSync(home)))].flatMap((home) => {
    const major = majorOf(home);
    return major === null ? [] : [{ home, program: join(home, 'bin', 'java'), major }];
  });
}

/** Every Java says what it is in a file, so that nothing has to be started; Java 8 calls itself 1.8. */
function majorOf(home: string): number | null {
  try {
    const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1];
    return version === undefined ? null : Number(version);
  } catch {
    return null;
  }
}
