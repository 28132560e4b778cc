import { XMLParser } from 'fast-xml-parser';
import { majorVersion, type BuildDependency, type BuildManifest } from './manifest.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
  isArray: (name) => lists.has(name),
});
const lists = new Set(['dependency', 'module', 'plugin', 'exclusion', 'profile', 'execution', 'path']);

type Xml = Readonly<Record<string, unknown>>;

const section = (node: unknown, ...path: readonly string[]): Xml => {
  const found = path.reduce<unknown>((at, name) => (isXml(at) ? at[name] : undefined), node);
  return isXml(found) ? found : {};
};
const isXml = (value: unknown): value is Xml => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (node: Xml, name: string): string | null => (typeof node[name] === 'string' && node[name] !== '' ? node[name] : null);
const listOf = (node: Xml, name: string): Xml[] => (Array.isArray(node[name]) ? node[name].filter(isXml) : []);

/** A pom.xml, its `${properties}` left as they are: a parent may define them. */
export function readPom(text: string): BuildManifest | null {
  const document: unknown = parser.parse(text);
  const project = section(document, 'project');
  const artifact = textOf(project, 'artifactId');
  if (artifact === null && !isXml(project['parent'])) return null;
  const parent = section(project, 'parent');
  const parentArtifact = textOf(parent, 'artifactId');
  const lines = new LineFinder(text);
  const build = section(project, 'build');
  const plugins = listOf(section(build, 'plugins'), 'plugin');
  const properties = Object.fromEntries(
    Object.entries(section(project, 'properties')).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
  const modules = section(project, 'modules')['module'];
  const profileModules = listOf(section(project, 'profiles'), 'profile').flatMap((profile) => section(profile, 'modules')['module'] ?? []);
  return {
    kind: 'build',
    tool: 'maven',
    group: textOf(project, 'groupId'),
    artifact,
    version: textOf(project, 'version'),
    packaging: textOf(project, 'packaging') ?? 'jar',
    parent:
      parentArtifact === null
        ? null
        : { group: textOf(parent, 'groupId'), artifact: parentArtifact, version: textOf(parent, 'version'), path: parentPath(parent) },
    modules: [...(Array.isArray(modules) ? modules : []), ...profileModules].filter((each): each is string => typeof each === 'string'),
    properties,
    dependencies: listOf(section(project, 'dependencies'), 'dependency').flatMap((each) => dependency(each, lines)),
    passedOn: [],
    plugins: plugins.flatMap((each) => textOf(each, 'artifactId') ?? []),
    passedOnPlugins: [],
    mainClass:
      properties['mainClass'] ??
      properties['start-class'] ??
      properties['exec.mainClass'] ??
      plugins.map(mainClassOf).find((each) => each !== null) ??
      null,
    jarName:
      textOf(build, 'finalName') ??
      plugins
        .filter((each) => textOf(each, 'artifactId') === 'spring-boot-maven-plugin')
        .map((each) => textOf(section(each, 'configuration'), 'finalName'))
        .find((each) => each !== null) ??
      null,
    javaVersion: javaVersionOf(properties, plugins),
  };
}

/** `<relativePath/>` says that the parent comes from a registry. */
function parentPath(parent: Xml): string | null {
  if (!('relativePath' in parent)) return '../pom.xml';
  return textOf(parent, 'relativePath');
}

function dependency(node: Xml, lines: LineFinder): BuildDependency[] {
  const group = textOf(node, 'groupId');
  const artifact = textOf(node, 'artifactId');
  if (group === null || artifact === null) return [];
  const scope = textOf(node, 'scope');
  return [
    {
      name: `${group}:${artifact}`,
      project: null,
      version: textOf(node, 'version'),
      scope: scope === 'test' ? 'test' : scope === 'provided' || scope === 'system' ? 'provided' : 'compile',
      optional: textOf(node, 'optional') === 'true',
      exclusions: listOf(section(node, 'exclusions'), 'exclusion').map(
        (each) => `${textOf(each, 'groupId') ?? '*'}:${textOf(each, 'artifactId') ?? '*'}`,
      ),
      line: lines.of(`<artifactId>${artifact}</artifactId>`),
    },
  ];
}

function mainClassOf(plugin: Xml): string | null {
  const configuration = section(plugin, 'configuration');
  const executions = listOf(section(plugin, 'executions'), 'execution').map((each) => section(each, 'configuration'));
  for (const each of [configuration, ...executions]) {
    const found =
      textOf(each, 'mainClass') ??
      textOf(section(each, 'archive', 'manifest'), 'mainClass') ??
      textOf(section(each, 'transformers', 'transformer'), 'mainClass');
    if (found) return found;
  }
  return null;
}

function javaVersionOf(properties: Readonly<Record<string, string>>, plugins: readonly Xml[]): string | null {
  const compiler = section(
    plugins.find((each) => textOf(each, 'artifactId') === 'maven-compiler-plugin'),
    'configuration',
  );
  const said =
    properties['maven.compiler.release'] ??
    properties['java.version'] ??
    properties['maven.compiler.target'] ??
    properties['maven.compiler.source'] ??
    properties['jdk.version'] ??
    textOf(compiler, 'release') ??
    textOf(compiler, 'target') ??
    textOf(compiler, 'source') ??
    properties['kotlin.compiler.jvmTarget'];
  return said === undefined || said === null || said.includes('${') ? null : majorVersion(said);
}

/** Lines on which pieces of text stand, each occurrence once. */
class LineFinder {
  readonly #text: string;
  readonly #from = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  of(piece: string): number {
    const at = this.#text.indexOf(piece, this.#from.get(piece) ?? 0);
    if (at < 0) return 1;
    this.#from.set(piece, at + piece.length);
    let line = 1;
    for (let next = this.#text.indexOf('\n'); next >= 0 && next < at; next = this.#text.indexOf('\n', next + 1)) line++;
    return line;
  }
}
