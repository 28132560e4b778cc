import { join } from 'node:path';
import { programsOnPath } from '../../servers/programs.ts';
import { toolMissing } from '../missing.ts';
import { callIn, commandsOf, plainToolchain, substitute, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion, newestFirst } from '../versions.ts';
import { findJdks, type Jdk } from './find.ts';
import { wrapperSubstitutes } from './wrapper.ts';

/** The JDK that fits best; what Maven and Gradle fetch goes into their own caches. */
export function javaToolchain(request: ToolchainRequest, jdks: readonly Jdk[] = findJdks()): Toolchain {
  const { service } = request;
  const wanted = service.runtime.version?.replace(/^1\.(?=\d)/, '') ?? null;
  const choice = chooseVersion(jdks, wanted);
  if (!choice) throw toolMissing(`${service.name} is written in Java, and this machine has no JDK`, `apt-get install ${packageOf(wanted)}`);
  const { home, version } = choice.chosen;
  const substitutes = wrapperSubstitutes(request);
  checkBuilder(request, substitutes);
  return {
    ...plainToolchain,
    title: `java ${version}`,
    path: [join(home, 'bin')],
    env: { JAVA_HOME: home, MAVEN_ARGS: [process.env['MAVEN_ARGS'], '--no-transfer-progress'].filter(Boolean).join(' ') },
    fingerprint: `${home} ${version} ${JSON.stringify(substitutes)}`,
    warning: choice.other ? `${service.name} asks for Java ${wanted ?? ''}; this machine has ${version}` : null,
    substitutes,
    tools: {
      language: 'java',
      version,
      others: newestFirst(jdks.filter((jdk) => jdk.home !== home)).map((jdk) => ({ home: jdk.home, version: jdk.version })),
    },
  };
}

/** Maven and Gradle are called by their own names where the repository has no wrapper, or the wrapper cannot be used. */
function checkBuilder({ service }: ToolchainRequest, substitutes: Toolchain['substitutes']): void {
  const commands = commandsOf(service).map((command) => substitute(command, substitutes));
  for (const [program, get] of [
    ['mvn', 'apt-get install maven'],
    ['gradle', 'sdk install gradle'],
  ] as const) {
    if (callIn(commands, program) && programsOnPath(program).length === 0)
      throw toolMissing(`${service.name} is built with \`${program}\`, which this machine does not have`, get);
  }
}

function packageOf(wanted: string | null): string {
  return wanted === null ? 'default-jdk-headless' : `openjdk-${wanted.split('.')[0] ?? wanted}-jdk-headless`;
}
