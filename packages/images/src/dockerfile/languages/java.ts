import { shellWord } from '../../command.ts';
import { below, inFolder, isUnder, namesIn, nearest } from '../../files.ts';
import { gradle, javaVersion, jdk, jre, maven } from '../base-images.ts';
import { run, type Making, type Recipe } from '../recipe.ts';

export function java({ service, files, scope, code, install, build, runs, folder }: Making): Recipe {
  const version = javaVersion(service.runtime.version);
  const calls = (name: string): boolean => build.some((command) => new RegExp(`(?:^|[\\s;&])${name}\\s`).test(command));
  const names = namesIn(files, service.path);
  const jars = archivesIn(runs);
  // A single Maven module tells its dependencies without its sources; modules of several need each other.
  const alone =
    calls('mvn') && service.path === scope && names.has('pom.xml') && !/<module>/.test(files.read(inFolder(service.path, 'pom.xml')) ?? '');
  const wrapper = nearest(files, service.path, ['mvnw', 'gradlew']);
  return {
    build: calls('mvn') ? maven(version) : calls('gradle') ? gradle(version) : jdk(version),
    runtime: jars === null ? (calls('mvn') ? maven(version) : jdk(version)) : jre(version),
    buildEnv: { GRADLE_OPTS: '-Dorg.gradle.daemon=false' },
    manifests: alone
      ? [inFolder(service.path, 'pom.xml'), ...[...files.paths].filter((path) => isUnder(path, inFolder(service.path, '.mvn')))]
      : [],
    dependencies: alone ? [run('mvn -B -q dependency:go-offline')] : [],
    finish: [
      // Archives made on Windows and some hosts lose the bit that lets it be run.
      ...(wrapper === null ? [] : [run(`chmod +x ${shellWord(`${code}/${below(wrapper, scope)}`)}`)]),
      ...install.map((each) => run(each)),
    ],
    wholeFirst: alone ? null : 'Modules of one build need each other before their dependencies are known.',
    strip: [],
    runtimeEnv: { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError' },
    artifacts:
      jars === null
        ? [{ from: code, to: code, why: 'Everything: what is started names no archive.', owned: true }]
        : jars.map((path) => ({
            from: place(folder, path),
            to: place(folder, path),
            why: 'The archive with everything in it.',
            owned: true,
          })),
  };
}

/** Archives that `java -jar` is told of; a folder where the archive lies beside its libraries. `null` when something else is started. */
function archivesIn(runs: readonly string[]): string[] | null {
  const found = runs.map((command) => /\bjava\s.*?-jar\s+(\S+)/.exec(command)?.[1] ?? null);
  if (found.length === 0 || found.some((path) => path === null)) return null;
  return [
    ...new Set(
      found.flatMap((path) => (path === null ? [] : [/quarkus-app\/|\/lib\//.test(path) ? path.slice(0, path.lastIndexOf('/')) : path])),
    ),
  ];
}

const place = (folder: string, path: string): string => (path.startsWith('/') ? path : `${folder}/${path.replace(/^\.\//, '')}`);
