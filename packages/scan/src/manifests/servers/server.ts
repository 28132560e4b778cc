import type { Evidence, Property, ResourceType } from '@groundwork/blueprint';
import { readImage, versionOfTag } from '../../catalog/image-names.ts';
import { ruleOfImage } from '../../catalog/images.ts';
import { declaredResource, type DeclaredResource, type DeclaredVariable } from '../declaration.ts';

export interface Server {
  readonly name: string;
  readonly image: string;
  readonly command: string | null;
  readonly variables: readonly DeclaredVariable[];
  readonly aliases: readonly string[];
  readonly optional: boolean;
  readonly evidence: Evidence;
}

/** The resources that a container of somebody else's image is, none when it is no server of the catalogue. */
export function resourcesOfServer(server: Server): DeclaredResource[] {
  const { name, image, aliases, evidence } = server;
  const emulated = emulators.find(({ pattern }) => pattern.test(server.command ?? ''));
  if (emulated && /google-cloud-cli|cloud-sdk/.test(image)) return [declaredResource(name, emulated.type, evidence, { aliases })];
  const rule = ruleOfImage(image);
  if (!rule) return [];
  const values: Partial<Record<Property, string>> = {};
  for (const variable of server.variables) {
    const property = rule.settings?.[variable.name];
    if (property && variable.value !== null) values[property] ??= variable.value;
  }
  const login = server.variables.find((each) => each.name === 'NEO4J_AUTH')?.value?.split('/');
  if (rule.type === 'neo4j' && login?.[1]) Object.assign(values, { user: login[0], password: login[1] });
  const facts = {
    version: rule.versioned === false ? null : versionOfTag(readImage(image).tag),
    extensions: rule.extensions ?? [],
    values,
    aliases,
    optional: server.optional || rule.standIn === true,
  };
  if (!rule.lists) return [declaredResource(name, rule.type, evidence, facts)];
  const { variable, types } = rule.lists;
  const listed = server.variables.find((each) => each.name === variable)?.value ?? '';
  const found = new Set(listed.split(/[\s,]+/).flatMap((word): ResourceType[] => (types[word] ? [types[word]] : [])));
  return [...found].map((type) => declaredResource(name, type, evidence, facts));
}

/** `gcloud beta emulators firestore start` in Google's own image. */
const emulators: readonly { readonly pattern: RegExp; readonly type: ResourceType }[] = [
  { pattern: /emulators\s+(firestore|datastore)\b/, type: 'firestore' },
  { pattern: /emulators\s+pubsub\b/, type: 'pubsub' },
  { pattern: /emulators\s+spanner\b/, type: 'spanner' },
];
