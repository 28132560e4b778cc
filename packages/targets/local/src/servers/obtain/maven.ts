import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { programsOnPath } from '../programs.ts';
import { javaWithin, type JavaRange } from './java.ts';
import { isObtained, serverFolder } from './obtain.ts';
import type { Obtain } from './schema.ts';

/** A server whose jars are in Maven's repository. All coordinates are `group:artifact:version`, pinned. */
export interface MavenServer {
  /** `Apache Kafka`. */
  readonly title: string;
  readonly name: string;
  readonly version: string;
  /** Taken with everything they depend on at run time. */
  readonly dependencies: readonly string[];
  /** `group:artifact` of what comes along and is left out. */
  readonly without?: readonly string[];
  /** Jars that hold their dependencies: taken alone, and searched first. */
  readonly alone?: readonly string[];
  /** Further jars in folders of their own, by the name of the folder: plug-ins that a server loads by itself. */
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  /** Our own main class where theirs cannot be told enough; compiled once, with the jars. */
  readonly main?: { readonly name: string; readonly text: string };
  readonly java: JavaRange;
}

/** How what Maven fetched is run. */
export const javaProgramSchema = z.strictObject({ java: z.string(), classPath: z.string() });

export type JavaProgram = z.infer<typeof javaProgramSchema>;

export interface CarriedByMaven {
  readonly program: JavaProgram;
  /** Holds `folders`. */
  readonly folder: string;
  readonly obtain: Obtain;
}

/** What a person installs where either is missing. */
export const javaPackages = { apt: 'default-jdk-headless maven', brew: 'openjdk maven' };

/** The server as jars and a Java that runs it; `null` where there is no such Java, or nothing to fetch the jars with. */
export function carriedByMaven(server: MavenServer): CarriedByMaven | null {
  const { title, name, version, dependencies, without = [], alone = [], folders = {}, main, java: range } = server;
  const folder = serverFolder(name, version);
  const java = javaWithin({ ...range, ...(main && { compiles: true }) });
  const maven = isObtained({ folder }) ? 'mvn' : programsOnPath('mvn')[0];
  if (java === null || maven === undefined) return null;
  const base = [maven, '--batch-mode', '--no-transfer-progress', '--quiet'];
  const copy = (coordinates: string, into: string) => ({
    argv: [...base, 'dependency:copy', `-Dartifact=${coordinates}`, `-DoutputDirectory=${into}`],
  });
  return {
    program: {
      java: java.program,
      classPath: [join(folder, 'classes'), join(folder, 'alone', '*'), join(folder, 'lib', '*')].join(delimiter),
    },
    folder,
    obtain: {
      label: `${title} ${version} (Maven)`,
      folder,
      files: { 'pom.xml': projectOf(dependencies, without), ...(main && { [`${main.name}.java`]: main.text }) },
      commands: [
        { argv: [...base, 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'] },
        ...alone.map((coordinates) => copy(coordinates, 'alone')),
        ...Object.entries(folders).flatMap(([into, jars]) => jars.map((coordinates) => copy(coordinates, into))),
        ...(main ? [{ argv: [join(java.home, 'bin', 'javac'), '-cp', join('lib', '*'), '-d', 'classes', `${main.name}.java`] }] : []),
      ],
      env: { JAVA_HOME: java.home },
    },
  };
}

/** A project that is nothing but its dependencies: Maven resolves those of a project, and settles their versions. */
export function projectOf(dependencies: readonly string[], without: readonly string[]): string {
  const exclusions = without.map((each) => `<exclusion>${element(each)}</exclusion>`).join('');
  const listed = dependencies.map((each) => `    <dependency>${element(each)}<exclusions>${exclusions}</exclusions></dependency>`);
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dev.groundwork</groupId><artifactId>server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
${listed.join('\n')}
  </dependencies>
</project>
`;
}

function element(coordinates: string): string {
  const [group = '', artifact = '', version] = coordinates.split(':');
  return `<groupId>${group}</groupId><artifactId>${artifact}</artifactId>${version === undefined ? '' : `<version>${version}</version>`}`;
}
