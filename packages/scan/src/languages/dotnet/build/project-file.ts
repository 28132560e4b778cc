import { XMLParser } from 'fast-xml-parser';

/** One MSBuild file: a project, or properties that projects below it share. */
export interface ProjectFile {
  readonly kind: 'project' | 'props';
  /** `Microsoft.NET.Sdk.Web`; `null` for the style before SDKs, and for shared properties. */
  readonly sdk: string | null;
  /** As written, in order: `$(Name)` may stand in them. */
  readonly properties: readonly Property[];
  readonly packages: readonly PackageReference[];
  readonly projects: readonly { readonly path: string; readonly condition: string | null }[];
  /** Source files of other folders that are compiled into it. */
  readonly linked: readonly string[];
  /** `Microsoft.AspNetCore.App`. */
  readonly frameworks: readonly string[];
  /** Namespaces used in every file. */
  readonly usings: readonly string[];
  /** Other MSBuild files it imports, as written. */
  readonly imports: readonly string[];
}

export interface Property {
  readonly name: string;
  readonly value: string;
  readonly condition: string | null;
}

export interface PackageReference {
  readonly name: string;
  readonly version: string | null;
  /** Only the build needs it (`PrivateAssets="all"`). */
  readonly development: boolean;
  /** `PackageReference` asks for it, `PackageVersion` only says which version one gets. */
  readonly central: boolean;
  /** When it counts, as written; `null` always. */
  readonly condition: string | null;
  readonly line: number;
}

const lists = new Set([
  'PropertyGroup',
  'ItemGroup',
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
  'ProjectReference',
  'Compile',
  'FrameworkReference',
  'Using',
  'Import',
  'Sdk',
  'package',
  'When',
  'Choose',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  isArray: (name) => lists.has(name),
});

type Xml = Readonly<Record<string, unknown>>;
const isXml = (value: unknown): value is Xml => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (node: Xml, name: string): Xml[] => (Array.isArray(node[name]) ? node[name].filter(isXml) : []);
const attribute = (node: Xml, name: string): string | null => {
  const said = node[`@${name}`] ?? node[name];
  return typeof said === 'string' && said !== '' ? said : null;
};

/** A .csproj, .fsproj, .vbproj, or a .props or .targets file. */
export function readProjectFile(path: string, text: string): ProjectFile | null {
  const document: unknown = parser.parse(text.replace(/^\uFEFF/, ''));
  const project = isXml(document) ? document['Project'] : undefined;
  if (!isXml(project)) return null;
  const lines = new LineFinder(text);
  const groups = [project, ...listOf(project, 'Choose').flatMap((each) => listOf(each, 'When'))];
  const items = groups.flatMap((each) => listOf(each, 'ItemGroup'));
  const sdk =
    attribute(project, 'Sdk') ??
    attribute(listOf(project, 'Sdk')[0] ?? {}, 'Name') ??
    listOf(project, 'Import')
      .map((each) => attribute(each, 'Sdk'))
      .find((each) => each !== null);
  return {
    kind: /\.\w+proj$/.test(path) ? 'project' : 'props',
    sdk: sdk?.split(/[;/]/)[0]?.trim() ?? null,
    properties: propertiesOf(listOf(project, 'PropertyGroup')),
    packages: items.flatMap((group) => [
      ...listOf(group, 'PackageReference').flatMap((each) => packageOf(each, group, false, lines)),
      ...listOf(group, 'GlobalPackageReference').flatMap((each) => packageOf({ ...each, '@PrivateAssets': 'all' }, group, false, lines)),
      ...listOf(group, 'PackageVersion').flatMap((each) => packageOf(each, group, true, lines)),
    ]),
    projects: items.flatMap((group) =>
      listOf(group, 'ProjectReference').flatMap((each) => {
        const include = attribute(each, 'Include');
        const isOnlyBuilt = attribute(each, 'ReferenceOutputAssembly')?.toLowerCase() === 'false';
        return include === null || isOnlyBuilt ? [] : [{ path: include, condition: conditionOf(group, each) }];
      }),
    ),
    linked: items.flatMap((group) =>
      listOf(group, 'Compile').flatMap((each) => {
        const include = attribute(each, 'Include');
        return include !== null && /^(\.\.|\$\()/.test(include) ? [include] : [];
      }),
    ),
    frameworks: items.flatMap((group) => listOf(group, 'FrameworkReference').flatMap((each) => attribute(each, 'Include') ?? [])),
    usings: items.flatMap((group) =>
      listOf(group, 'Using').flatMap((each) =>
        attribute(each, 'Static') === null && attribute(each, 'Alias') === null ? (attribute(each, 'Include') ?? []) : [],
      ),
    ),
    imports: listOf(project, 'Import').flatMap((each) => attribute(each, 'Project') ?? []),
  };
}

/** Packages of the style before SDKs. */
export function readPackagesConfig(text: string): PackageReference[] {
  const document: unknown = parser.parse(text.replace(/^\uFEFF/, ''));
  const root = isXml(document) && isXml(document['packages']) ? document['packages'] : {};
  const lines = new LineFinder(text);
  return listOf(root, 'package').flatMap((each) => {
    const name = attribute(each, 'id');
    if (name === null) return [];
    return [
      {
        name,
        version: attribute(each, 'version'),
        development: attribute(each, 'developmentDependency') === 'true',
        central: false,
        condition: null,
        line: lines.of(name),
      },
    ];
  });
}

function propertiesOf(groups: readonly Xml[]): Property[] {
  return groups.flatMap((group) =>
    Object.entries(group).flatMap(([name, value]): Property[] => {
      if (name.startsWith('@') || name.startsWith('#')) return [];
      return (Array.isArray(value) ? value : [value]).flatMap((each: unknown): Property[] => {
        const text = typeof each === 'string' ? each : isXml(each) && typeof each['#text'] === 'string' ? each['#text'] : null;
        return text === null ? [] : [{ name, value: text, condition: conditionOf(group, isXml(each) ? each : {}) }];
      });
    }),
  );
}

const conditionOf = (...nodes: readonly Xml[]): string | null => {
  const all = nodes.flatMap((each) => attribute(each, 'Condition') ?? []);
  return all.length ? all.map((each) => `(${each})`).join(' and ') : null;
};

function packageOf(node: Xml, group: Xml, central: boolean, lines: LineFinder): PackageReference[] {
  const name = attribute(node, 'Include') ?? attribute(node, 'Update');
  if (name === null) return [];
  const isPrivate = attribute(node, 'PrivateAssets')?.toLowerCase() === 'all';
  return [
    {
      name,
      version: attribute(node, 'VersionOverride') ?? attribute(node, 'Version'),
      development: isPrivate && !central,
      central,
      condition: conditionOf(group, node),
      line: lines.of(name),
    },
  ];
}

/** Lines of attribute values, looked for from where the last one was found. */
class LineFinder {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  of(value: string): number {
    const found = this.#text.indexOf(`"${value}"`, this.#at);
    if (found < 0) return this.#line;
    for (let at = this.#text.indexOf('\n', this.#at); at >= 0 && at < found; at = this.#text.indexOf('\n', at + 1)) this.#line++;
    this.#at = found;
    return this.#line;
  }
}

export { isXml, listOf, attribute, parser as xmlParser };
