import { parse } from 'smol-toml';
import { readGradleScript, type GradleStatement } from './gradle-script.ts';
import { majorVersion, type BuildDependency, type BuildManifest, type GradleCatalogue, type GradleSettings } from './manifest.ts';

const configurations: ReadonlyMap<string, BuildDependency['scope']> = new Map([
  ...[
    'implementation',
    'api',
    'compile',
    'runtime',
    'runtimeOnly',
    'providedRuntime',
    'commonMainImplementation',
    'jvmMainImplementation',
  ].map((name) => [name, 'compile'] as const),
  ...['compileOnly', 'annotationProcessor', 'kapt', 'ksp', 'developmentOnly', 'providedCompile', 'compileOnlyApi'].map(
    (name) => [name, 'provided'] as const,
  ),
  ...[
    'testImplementation',
    'testCompile',
    'testRuntimeOnly',
    'integrationTestImplementation',
    'androidTestImplementation',
    'testFixturesImplementation',
  ].map((name) => [name, 'test'] as const),
]);

/** A build.gradle or build.gradle.kts. */
export function readGradleBuild(text: string): BuildManifest {
  const statements = readGradleScript(text);
  const found = {
    dependencies: [] as BuildDependency[],
    passedOn: [] as BuildDependency[],
    plugins: [] as string[],
    passedOnPlugins: [] as string[],
  };
  const properties: Record<string, string> = {};
  let group: string | null = null;
  let version: string | null = null;
  let mainClass: string | null = null;
  let jarName: string | null = null;
  let javaVersion: string | null = null;
  const walk = (list: readonly GradleStatement[], below: boolean, parent: string, own: boolean): void => {
    for (const each of list) {
      const inherits = below || /^(subprojects|configure)$/.test(each.name);
      const everyone = each.name === 'allprojects';
      if (each.name === 'dependencies' && each.block && parent !== 'buildscript' && parent !== 'constraints') {
        const dependencies = dependenciesIn(each.block);
        if (!below) found.dependencies.push(...dependencies);
        if (below || !own) found.passedOn.push(...dependencies);
      } else if (parent === 'plugins' || each.name === 'apply') {
        const id = pluginOf(each);
        if (id && !/\bapply\s*\(?\s*false\b/.test(each.text)) (below ? found.passedOnPlugins : found.plugins).push(id);
      } else if (each.block && each.name !== 'buildscript') walk(each.block, inherits, each.name, own && !everyone);
      if (each.name === 'group' && parent === '') group = each.strings[0] ?? group;
      if (each.name === 'version' && (parent === '' || parent === 'allprojects')) version = each.strings[0] ?? version;
      if (/(^|\.)(mainClass|mainClassName)$|(^|\.)mainClass\.set$/.test(each.name)) mainClass = each.strings[0] ?? mainClass;
      if (/^(archiveFileName|archivesBaseName|archiveBaseName)(\.set)?$/.test(each.name) && !/^(jar|tasks\.jar)$/.test(parent))
        jarName = each.strings[0]?.replace(/\.jar$/, '') ?? jarName;
      if (/(languageVersion|jvmToolchain|sourceCompatibility|targetCompatibility|jvmTarget)/.test(each.name))
        javaVersion ??= majorVersion(each.text.replace(/^[^(=\s]+/, '').replace(/VERSION_(1_)?/, ''));
      const assigned = /^(?:val\s+|def\s+|ext\.)?(\w+)\s*=\s*'([^']*)'$/.exec(each.text);
      if (assigned?.[1] && assigned[2] !== undefined) properties[assigned[1]] = assigned[2];
    }
  };
  walk(statements, false, '', true);
  return {
    kind: 'build',
    tool: 'gradle',
    group,
    artifact: null,
    version,
    packaging: 'jar',
    parent: null,
    modules: [],
    properties,
    ...found,
    mainClass,
    jarName,
    javaVersion,
  };
}

function pluginOf(statement: GradleStatement): string | null {
  const { name, strings, text } = statement;
  if (name === 'kotlin') return `org.jetbrains.kotlin.${strings[0] ?? ''}`;
  if (name === 'id' || name === 'apply') return strings[0] ?? null;
  const alias = /^alias\s*\(?\s*([\w.]+)/.exec(text)?.[1];
  if (alias) return alias;
  return /^`?[a-z][\w-]*`?$/.test(text) ? text.replace(/`/g, '') : null;
}

/** Those behind a condition of the build are taken for needed. */
const dependenciesIn = (block: readonly GradleStatement[]): BuildDependency[] =>
  block.flatMap((each) => (each.block && /^(if|else)$/.test(each.name) ? dependenciesIn(each.block) : dependency(each)));

function dependency(statement: GradleStatement): BuildDependency[] {
  const scope = configurations.get(statement.name) ?? configurations.get(statement.strings[0] ?? '');
  if (scope === undefined) return [];
  const strings = configurations.has(statement.name) ? statement.strings : statement.strings.slice(1);
  const rest = { version: null, scope, optional: false, exclusions: exclusions(statement), line: statement.line };
  const project =
    /project\s*\(\s*(?:path\s*[:=]\s*)?'([^']+)'/.exec(statement.text)?.[1] ??
    /\bprojects\.([\w.]+)/.exec(statement.text)?.[1]?.replace(/\./g, ':');
  if (project) return [{ ...rest, name: project, project: project.replace(/^:?/, ':') }];
  const byParts = /group\s*[:=]\s*'([^']+)'.*?name\s*[:=]\s*'([^']+)'/.exec(statement.text);
  if (byParts) return [{ ...rest, name: `${byParts[1]}:${byParts[2]}`, project: null }];
  const aliases = [...statement.text.matchAll(/\blibs\.([\w.]+)/g)].map((match) => `libs.${(match[1] ?? '').replace(/\.get$/, '')}`);
  if (aliases.length) return aliases.map((name) => ({ ...rest, name, project: null }));
  if (/^\w+\s*\(?\s*kotlin\s*\(/.test(statement.text))
    return [{ ...rest, name: `org.jetbrains.kotlin:kotlin-${strings[0] ?? ''}`, project: null }];
  return strings.flatMap((text) => {
    const [groupName, artifact, version] = text.split(':');
    return groupName && artifact
      ? [{ ...rest, name: `${groupName}:${artifact}`, project: null, version: version && !version.includes('$') ? version : null }]
      : [];
  });
}

const exclusions = (statement: GradleStatement): string[] =>
  (statement.block ?? []).flatMap((each) => {
    if (each.name !== 'exclude') return [];
    const group = /group\s*[:=]\s*'([^']+)'/.exec(each.text)?.[1] ?? '*';
    return [`${group}:${/module\s*[:=]\s*'([^']+)'/.exec(each.text)?.[1] ?? '*'}`];
  });

/** A settings.gradle or settings.gradle.kts. */
export function readGradleSettings(text: string): GradleSettings {
  const includes: string[] = [];
  const folders: Record<string, string> = {};
  let rootName: string | null = null;
  const walk = (list: readonly GradleStatement[]): void => {
    for (const each of list) {
      if (each.name === 'rootProject.name') rootName = each.strings[0] ?? null;
      if (each.name === 'include') includes.push(...each.strings.map((path) => path.replace(/^:?/, ':').replace(/\//g, ':')));
      const moved = /^project\s*\(\s*'([^']+)'\s*\)\.projectDir\b.*'([^']+)'/.exec(each.text);
      if (moved?.[1] && moved[2]) folders[moved[1].replace(/^:?/, ':')] = moved[2].replace(/^\$\{?rootDir\}?\//, '');
      if (each.block) walk(each.block);
    }
  };
  walk(readGradleScript(text));
  return { kind: 'gradle-settings', rootName, includes, folders };
}

const isTable = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const accessor = (alias: string): string => alias.replace(/[-_]/g, '.');

/** A version catalogue (gradle/libs.versions.toml). */
export function readGradleCatalogue(text: string): GradleCatalogue {
  const table: Record<string, unknown> = parse(text);
  const entriesOf = (name: string): [string, unknown][] => (isTable(table[name]) ? Object.entries(table[name]) : []);
  const versions = new Map(entriesOf('versions').flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])));
  const libraries: Record<string, { name: string; version: string | null }> = {};
  for (const [alias, value] of entriesOf('libraries')) {
    const written =
      typeof value === 'string'
        ? value
        : isTable(value)
          ? typeof value['module'] === 'string'
            ? value['module']
            : `${String(value['group'])}:${String(value['name'])}`
          : '';
    const [group, artifact, own] = written.split(':');
    if (!group || !artifact) continue;
    const said = isTable(value) ? value['version'] : own;
    const version =
      typeof said === 'string' ? said : isTable(said) && typeof said['ref'] === 'string' ? (versions.get(said['ref']) ?? null) : null;
    libraries[accessor(alias)] = { name: `${group}:${artifact}`, version };
  }
  const bundles = Object.fromEntries(
    entriesOf('bundles').map(([alias, list]) => [
      accessor(alias),
      Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string').map(accessor) : [],
    ]),
  );
  const plugins = Object.fromEntries(
    entriesOf('plugins').flatMap(([alias, value]) => {
      const id =
        typeof value === 'string' ? value.split(':')[0] : isTable(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
      return id ? [[accessor(alias), id]] : [];
    }),
  );
  return { kind: 'gradle-catalogue', libraries, bundles, plugins };
}
