import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document } from 'yaml';
import { readHocon } from './hocon.ts';

/** One key of a configuration file, as written. */
export interface Entry {
  /** Dotted: `spring.datasource.url`; list items are counted: `servers[0].url`. */
  readonly key: string;
  readonly value: string | number | boolean | null;
  readonly line: number;
}

/** One document of a file: YAML files and Spring's `.properties` can hold several. */
export interface ConfigurationDocument {
  /** Profiles it is for, `null` when for all. */
  readonly profiles: readonly string[] | null;
  readonly entries: readonly Entry[];
}

export interface ConfigurationFile {
  readonly kind: 'configuration';
  /** File name without profile and extension: `application`, `bootstrap`, `orders`. */
  readonly base: string;
  /** Profile its name carries: `application-prod.yml`. */
  readonly profile: string | null;
  /** Parsed when first asked for: most such files are never needed. */
  documents(): readonly ConfigurationDocument[];
}

/** Keys beyond this are a data set, not configuration. */
const entriesLimit = 5000;

/** A configuration file by its name and content. */
export function configurationFile(path: string, text: string): ConfigurationFile {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [, stem = name, extension = ''] = /^(.*)\.(\w+)$/.exec(name) ?? [];
  const known = /^(application|bootstrap|microprofile-config)(?:-(.+))?$/.exec(stem);
  let documents: readonly ConfigurationDocument[] | null = null;
  return {
    kind: 'configuration',
    base: known?.[1] ?? stem,
    profile: known?.[2] ?? null,
    documents: () => (documents ??= read(extension.toLowerCase(), text)),
  };
}

function read(extension: string, text: string): ConfigurationDocument[] {
  try {
    if (extension === 'properties') return propertiesDocuments(text).map(withProfiles);
    if (extension === 'conf') return [{ profiles: null, entries: readHocon(text) }];
    return yamlDocuments(text).map(withProfiles);
  } catch {
    return [];
  }
}

const profileKeys = new Set(['spring.config.activate.on-profile', 'spring.profiles']);

/** Takes out what says for which profiles the document is; Quarkus writes them before each key (`%prod.quarkus.http.port`). */
function withProfiles(entries: readonly Entry[]): ConfigurationDocument {
  const said = entries.find((each) => profileKeys.has(each.key));
  const profiles = said
    ? String(said.value)
        .split(/[,|&\s]+/)
        .filter((each) => each !== '' && !each.startsWith('!'))
    : null;
  return { profiles: profiles?.length ? profiles : null, entries: entries.filter((each) => !profileKeys.has(each.key)) };
}

function yamlDocuments(text: string): Entry[][] {
  const lines = new LineCounter();
  // Build placeholders such as `@project.version@` and `#profiles#` are no YAML.
  const plain = text.replace(/:\s+@([\w.-]+)@/g, ': "@$1@"');
  const documents = parseAllDocuments(plain, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false, strict: false });
  if (!Array.isArray(documents)) return [];
  return documents.map((document: Document) => flatten(document, lines));
}

function flatten(document: Document, lines: LineCounter): Entry[] {
  const entries: Entry[] = [];
  const walk = (node: unknown, key: string, line: number, depth: number): void => {
    if (entries.length >= entriesLimit || depth > 40) return;
    if (isAlias(node)) walk(node.resolve(document), key, line, depth + 1);
    else if (isMap(node)) {
      for (const pair of node.items) {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        const at = isScalar(pair.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : line;
        if (name === '<<') walk(pair.value, key, at, depth + 1);
        else walk(pair.value, key === '' ? name : `${key}.${name}`, at, depth + 1);
      }
    } else if (isSeq(node)) node.items.forEach((item, position) => walk(item, `${key}[${position}]`, line, depth + 1));
    else if (isScalar(node) && key !== '') {
      entries.push({ key, value: scalarOf(node.value), line });
    } else if (node === null && key !== '') entries.push({ key, value: null, line });
  };
  walk(document.contents, '', 1, 0);
  return entries;
}

const scalarOf = (value: unknown): Entry['value'] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : null;
};

function propertiesDocuments(text: string): Entry[][] {
  const documents: Entry[][] = [[]];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length && (documents[0]?.length ?? 0) < entriesLimit; at++) {
    const line = at + 1;
    let content = (lines[at] ?? '').trimStart();
    if (/^[#!]---/.test(content)) documents.push([]);
    if (content === '' || /^[#!]/.test(content)) continue;
    while (/(^|[^\\])(\\\\)*\\$/.test(content) && at + 1 < lines.length) content = content.slice(0, -1) + (lines[++at] ?? '').trimStart();
    const [, key = '', value = ''] = /^((?:\\.|[^\s=:\\])+)\s*[=:]?\s*(.*)$/.exec(content) ?? [];
    if (key !== '') documents.at(-1)?.push({ key: unescape(key), value: unescape(value.trimEnd()), line });
  }
  return documents;
}

const unescape = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => ({ n: '\n', t: '\t', r: '\r' })[character] ?? character);
