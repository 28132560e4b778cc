import { existsSync, globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { commandsOf, type Toolchain, type ToolchainRequest } from '../toolchain.ts';

interface Wrapper {
  readonly script: string;
  /** The program it is a wrapper of. */
  readonly program: string;
  readonly settings: string;
  /** Where it keeps what it fetched, by the name of the distribution. */
  readonly kept: () => string;
}

const wrappers: readonly Wrapper[] = [
  {
    script: 'mvnw',
    program: 'mvn',
    settings: '.mvn/wrapper/maven-wrapper.properties',
    kept: () => join(process.env['MAVEN_USER_HOME'] ?? join(homedir(), '.m2'), 'wrapper/dists'),
  },
  {
    script: 'gradlew',
    program: 'gradle',
    settings: 'gradle/wrapper/gradle-wrapper.properties',
    kept: () => join(process.env['GRADLE_USER_HOME'] ?? join(homedir(), '.gradle'), 'wrapper/dists'),
  },
];

/**
 * What is run instead of the build wrappers a service calls: the program itself where the wrapper would have to fetch it first and
 * the machine has one, and a shell where the script may not be executed.
 */
export function wrapperSubstitutes({ service, cwd }: Pick<ToolchainRequest, 'service' | 'cwd'>): Toolchain['substitutes'] {
  const substitutes: Record<string, string> = {};
  for (const command of commandsOf(service)) {
    for (const [, script = '', name] of command.matchAll(/(?:^|[\s;&|(])((?:\.{1,2}\/)+(?:[\w.-]+\/)*(mvnw|gradlew))(?=\s|$)/g)) {
      const wrapper = wrappers.find(({ script: known }) => known === name);
      const instead = wrapper ? insteadOf(script, resolve(cwd, script), wrapper) : null;
      if (instead !== null) substitutes[script] = instead;
    }
  }
  return substitutes;
}

function insteadOf(script: string, file: string, wrapper: Wrapper): string | null {
  if (programsOnPath(wrapper.program).length > 0 && !(existsSync(file) && isKept(dirname(file), wrapper))) return wrapper.program;
  return existsSync(file) && !isExecutable(file) ? `sh ${script}` : null;
}

/** Whether the distribution a wrapper asks for was fetched before. */
function isKept(folder: string, { settings, kept }: Wrapper): boolean {
  const url = distributionUrl(join(folder, settings));
  if (url === null) return false;
  const name = basename(url).replace(/\.(?:zip|tar\.gz)$/, '');
  // Maven's wrapper leaves the `-bin` away, in one of its ways of keeping.
  return globSync([`${name}/*/*/bin`, `${name.replace(/-bin$/, '')}/*/bin`, `${name}/*/bin`], { cwd: kept() }).length > 0;
}

function distributionUrl(file: string): string | null {
  try {
    return /^distributionUrl\s*=\s*(\S+)/m.exec(readFileSync(file, 'utf8'))?.[1]?.replaceAll('\\', '') ?? null;
  } catch {
    return null;
  }
}
