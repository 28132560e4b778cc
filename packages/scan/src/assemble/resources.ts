import { resourceDefinitions, type Evidence, type Resource, type ResourceType } from '@groundwork/blueprint';
import type { DeclaredNeed } from './declared/resources.ts';
import type { ComponentNeeds } from './service-needs.ts';

interface Gathered {
  required: boolean;
  /** A manifest says so. */
  declared: boolean;
  version: string | null;
  readonly extensions: Set<string>;
  readonly evidence: Evidence[];
}

/** One resource per type that any component reaches, required when one of them cannot do without. */
export function resourcesOf(needs: readonly ComponentNeeds[], declared: readonly DeclaredNeed[]): Resource[] {
  const found = new Map<ResourceType, Gathered>();
  const at = (type: ResourceType): Gathered => {
    const known = found.get(type);
    if (known) return known;
    const made: Gathered = {
      required: false,
      declared: false,
      version: null,
      extensions: new Set(),
      evidence: [],
    };
    found.set(type, made);
    return made;
  };
  const note = (type: ResourceType, optional: boolean, evidence: Evidence): void => {
    // A vector store inside Postgres is an extension of it, no second server.
    const gathered = at(type === 'pgvector' ? 'postgres' : type);
    if (type === 'pgvector') gathered.extensions.add('vector');
    if (!optional) gathered.required = true;
    gathered.evidence.push(evidence);
  };
  for (const need of needs) {
    for (const { type, optional, connection, confidence } of need.connections) note(type, optional, { ...connection.evidence, confidence });
    for (const { type, optional, evidence } of need.alone) note(type, optional, evidence);
  }
  for (const { resource, weight } of declared) {
    const type = resource.type === 'pgvector' ? 'postgres' : resource.type;
    if (weight === 'hint' && !found.has(type)) continue;
    const gathered = at(type);
    gathered.version ??= resource.version;
    if (weight === 'hint') continue;
    if (resource.type === 'pgvector') gathered.extensions.add('vector');
    for (const extension of resource.extensions) gathered.extensions.add(extension);
    if (weight === 'required') gathered.required = true;
    gathered.declared = true;
    gathered.evidence.push(resource.evidence);
  }
  // The file that code falls back to is not used where a server is declared.
  const file = found.get('sqlite');
  if (file && servers.some((type) => found.get(type)?.declared && found.get(type)?.required)) file.required = false;
  const types = [...found.keys()].sort();
  return types.map((type) => {
    const { required, version, extensions, evidence } = found.get(type) ?? at(type);
    return {
      name: nameOf(type, types),
      type,
      need: required ? 'required' : 'optional',
      version,
      extensions: [...extensions].sort(),
      evidence: best(evidence),
    };
  });
}

/** Databases on servers of their own. */
const servers: readonly ResourceType[] = ['postgres', 'mysql', 'mssql'];

const plainNames: Partial<Record<ResourceType, string>> = {
  object_storage: 'storage',
  rabbitmq: 'broker',
  smtp: 'mail',
  elasticsearch: 'search',
  llm_api: 'llm',
  azure_ai_search: 'search',
  memcached: 'cache',
};

/** `db` for the only database; otherwise the word people use for it. */
function nameOf(type: ResourceType, all: readonly ResourceType[]): string {
  const databases = all.filter((each) => resourceDefinitions[each].group === 'database' && each !== 'sqlite');
  if (type === databases[0] && databases.length === 1) return 'db';
  const plain = plainNames[type];
  return plain !== undefined && all.filter((each) => plainNames[each] === plain).length === 1 ? plain : type.replaceAll('_', '-');
}

const evidenceLimit = 6;

/** The most certain evidence, without repeats. */
export function best(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence
    .toSorted((a, b) => b.confidence - a.confidence || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
    .filter(({ file, line }) => {
      const key = `${file}:${line}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, evidenceLimit);
}
