import { generatePassword, withGenerated, type Engine } from '@groundwork/provision';
import { annotations, type Json, type JsonObject, type Manifest } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';
import { environmentSecret } from '../render/environment.ts';
import { registrySecret } from '../render/pod.ts';
import { secretSchema } from './live.ts';
import { dockerLogin } from './registry.ts';
import { makeNamespace, type Scope } from './scope.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function readSecret({ cluster }: Scope, name: string): Promise<Record<string, string> | null> {
  const live = await cluster.get({ kind: 'Secret', name });
  return live && (secretSchema.parse(live).data ?? {});
}

/** The Secret whose keys are names of variables. Values go there and nowhere else. */
export function secretsOf(scope: Scope): Engine['secrets'] {
  const { cluster, labels } = scope;
  const write = async (data: Record<string, string | null>): Promise<void> => {
    await makeNamespace(scope);
    const made = await cluster.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: environmentSecret, namespace: cluster.namespace, labels },
      type: 'Opaque',
      data: present(data),
    });
    if (!made) await cluster.patch({ kind: 'Secret', name: environmentSecret }, { data });
  };
  return {
    list: async () => Object.keys((await readSecret(scope, environmentSecret)) ?? {}).sort(),
    set: (name, value) => write({ [name]: base64(value) }),
    remove: async (name) => {
      if (await readSecret(scope, environmentSecret)) await write({ [name]: null });
    },
    generate: async (names) => {
      const kept = (await readSecret(scope, environmentSecret)) ?? {};
      const missing = names.filter((name) => kept[name] === undefined);
      if (missing.length > 0)
        await write(Object.fromEntries(Object.entries(withGenerated(missing, {})).map(([name, value]) => [name, base64(value)])));
    },
  };
}

const present = (data: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

/** Makes up the passwords that Secrets of servers lack; those that are there stay, since the servers' data know them. */
export async function fillCredentials(scope: Scope, manifests: readonly Manifest[]): Promise<void> {
  for (const { kind, metadata } of manifests) {
    const keys = metadata.annotations?.[annotations.generate]?.split(' ').filter((key) => key !== '') ?? [];
    if (kind !== 'Secret' || keys.length === 0) continue;
    const kept = (await readSecret(scope, metadata.name)) ?? {};
    const missing = keys.filter((key) => kept[key] === undefined);
    if (missing.length > 0)
      await scope.cluster.patch(
        { kind: 'Secret', name: metadata.name },
        { data: Object.fromEntries(missing.map((key) => [key, base64(generatePassword())])) },
      );
  }
}

/** What pods log in to the registry with, where this machine has a login for it. */
export async function keepLogin(scope: Scope): Promise<void> {
  const { cluster, labels, settings } = scope;
  const login = settings.registry === undefined ? null : dockerLogin(settings.registry, scope.env);
  if (login === null || settings.registry === undefined) return;
  const [server = ''] = settings.registry.split('/');
  const auth = base64(`${login.user}:${login.password}`);
  const data = { '.dockerconfigjson': base64(JSON.stringify({ auths: { [server]: { auth } } })) };
  const made = await cluster.create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: registrySecret, namespace: cluster.namespace, labels },
    type: 'kubernetes.io/dockerconfigjson',
    data,
  });
  if (!made) await cluster.patch({ kind: 'Secret', name: registrySecret }, { data });
}

/** Versions of the Secrets pods read, written to their templates: a new value starts them anew. */
export async function withSecretVersions(scope: Scope, manifests: readonly Manifest[]): Promise<Manifest[]> {
  const versions = new Map<string, string>();
  for (const name of new Set(manifests.flatMap((manifest) => secretsIn(manifest['spec'])))) {
    const live = await scope.cluster.get({ kind: 'Secret', name });
    versions.set(name, live?.metadata.resourceVersion ?? '0');
  }
  return manifests.map((manifest) => {
    const { spec } = manifest;
    if (manifest.kind !== 'Deployment' || !isJson(spec) || !isObject(spec) || !isObject(spec['template'])) return manifest;
    const { template } = spec;
    const metadata = isObject(template['metadata']) ? template['metadata'] : {};
    const before = isObject(metadata['annotations']) ? metadata['annotations'] : {};
    const names = [...new Set(secretsIn(spec))].sort();
    const version = names.map((name) => `${name}:${versions.get(name) ?? '0'}`).join(' ');
    const after: JsonObject = { ...before, ...(names.length === 0 ? {} : { [annotations.secrets]: version }) };
    return { ...manifest, spec: { ...spec, template: { ...template, metadata: { ...metadata, annotations: after } } } };
  });
}

const isJson = (value: Manifest[string]): value is Json | undefined =>
  value === undefined || typeof value !== 'object' || value === null || !('name' in value);

/** Names of Secrets that variables of a pod come from. */
function secretsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    key === 'secretKeyRef' && typeof each === 'object' && each !== null && 'name' in each && typeof each.name === 'string'
      ? [each.name]
      : secretsIn(each),
  );
}
