import { baseName } from '../../repository/paths.ts';
import { readGradleBuild, readGradleCatalogue, readGradleSettings } from './build/gradle.ts';
import { majorVersion, type BuildManifest, type GradleCatalogue, type GradleSettings, type JavaVersionFile } from './build/manifest.ts';
import { readPom } from './build/maven.ts';
import { configurationFile, type ConfigurationFile } from './configuration/file.ts';
import { readLogback, type LogbackFile } from './configuration/logback.ts';

/** Everything of the Java world that is no source: build files, version files, configuration. */
export type JavaManifest = BuildManifest | GradleSettings | GradleCatalogue | JavaVersionFile | ConfigurationFile | LogbackFile;

const buildFile =
  /^(pom\.xml|build\.gradle(\.kts)?|settings\.gradle(\.kts)?|libs\.versions\.toml|\.java-version|\.sdkmanrc|system\.properties)$/;
const conventionPlugin = /(^|\/)(buildSrc|build-logic)\/.*\.gradle(\.kts)?$/;
const applicationFile = /(^|\/)(application|bootstrap|microprofile-config)(-[\w.-]+)?\.(ya?ml|properties|conf)$/;
/** Folders in which a configuration server keeps the files of other services. */
const serverFile =
  /(^|\/)(src\/main\/resources\/(.+\/)?|config-?(repo|repository|server|files?|data|store)?s?\/|shared\/|spring-cloud-config[\w-]*\/)[\w-]+\.(ya?ml|properties)$/;
const notServed =
  /(^|\/)(messages|i18n|locales?|lang|META-INF|db|static|templates|public|log4j2?|logback|docker-compose|compose|test)[^/]*(\/|\.(ya?ml|properties)$)/i;
const logbackFile = /(^|\/)logback[\w-]*\.xml$/;

export function isJavaManifest(path: string): boolean {
  const name = baseName(path);
  if (/(^|\/)src\/(test|it|integrationTest)\//.test(path)) return false;
  return (
    buildFile.test(name) ||
    conventionPlugin.test(path) ||
    applicationFile.test(path) ||
    logbackFile.test(path) ||
    (serverFile.test(path) && !notServed.test(path))
  );
}

export function readJavaManifest(path: string, text: string): JavaManifest | null {
  const name = baseName(path);
  if (name === 'pom.xml') return readPom(text);
  if (/^settings\.gradle(\.kts)?$/.test(name)) return readGradleSettings(text);
  if (/\.gradle(\.kts)?$/.test(name)) return readGradleBuild(text);
  if (name === 'libs.versions.toml') return readGradleCatalogue(text);
  if (logbackFile.test(path)) return readLogback(text);
  if (name === '.java-version' || name === '.sdkmanrc' || name === 'system.properties') {
    const said = name === '.java-version' ? text : /(?:^|\n)\s*(?:java|java\.runtime\.version)\s*=\s*(\S+)/.exec(text)?.[1];
    const version = said ? majorVersion(said) : null;
    return version === null ? null : { kind: 'java-version', version };
  }
  return configurationFile(path, text);
}

/** Manifests of one kind, by path. */
export function ofKind<K extends JavaManifest['kind']>(
  manifests: ReadonlyMap<string, unknown>,
  kind: K,
): Map<string, Extract<JavaManifest, { kind: K }>> {
  const found = new Map<string, Extract<JavaManifest, { kind: K }>>();
  for (const [path, manifest] of manifests) if (isKind(manifest, kind)) found.set(path, manifest);
  return found;
}

function isKind<K extends JavaManifest['kind']>(manifest: unknown, kind: K): manifest is Extract<JavaManifest, { kind: K }> {
  return typeof manifest === 'object' && manifest !== null && 'kind' in manifest && manifest.kind === kind;
}
