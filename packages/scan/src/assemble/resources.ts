import { resourceDefinitions, type Evidence, type Resource, type ResourceType } from '@groundwork/blueprint';
import type { DeclaredResource } from '../manifests/declaration.ts';
import type { ComponentNeeds } from './service-needs.ts';

interface Gathered {
  required: boolean;
  /** Something other than a manifest says so. */
  inferred: boolean;
  version: string | null;
  readonly extensions: Set<string>;
  readonly evidence: Evidence[];
  readonly declaredNames: Set<string>;
}

/** One resource per type that any component reaches, required when one of them cannot do without. */
export function resourcesOf(needs: readonly ComponentNeeds[], declared: readonly DeclaredResource[]): Resource[] {
  const found = new Map<ResourceType, Gathered>();
  const at = (type: ResourceType): Gathered => {
    const known = found.get(type);
    if (known) return known;
    const made: Gathered = {
      required: false,
      inferred: false,
      version: null,
      extensions: new Set(),
      evidence: [],
      declaredNames: new Set(),
    };
    found.set(type, made);
    return made;
  };
  const note = (type: ResourceType, optional: boolean, evidence: Evidence): void => {
    // A vector store inside Postgres is an extension of it, no second server.
    const gathered = at(type === 'pgvector' ? 'postgres' : type);
    if (type === 'pgvector') gathered.extensions.add('vector');
    if (!optional) gathered.required = true;
    gathered.inferred = true;
    gathered.evidence.push(evidence);
  };
  for (const need of needs) {
    for (const { type, optional, connection, confidence } of need.connections) note(type, optional, { ...connection.evidence, confidence });
    for (const { type, optional, evidence } of need.alone) note(type, optional, evidence);
  }
  for (const resource of declared) {
    const gathered = at(resource.type === 'pgvector' ? 'postgres' : resource.type);
    if (resource.type === 'pgvector') gathered.extensions.add('vector');
    for (const extension of resource.extensions) gathered.extensions.add(extension);
    if (!resource.optional) gathered.required = true;
    gathered.version ??= resource.version;
    gathered.declaredNames.add(resource.name);
    gathered.evidence.push(resource.evidence);
  }
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
