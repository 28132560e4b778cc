import { referencesIn, type Reference, type Template } from '@groundwork/provision';
import type { Json } from '../manifest/manifest.ts';

/** A key of a Secret. */
export interface Kept {
  readonly secret: string;
  readonly key: string;
}

/** Where the values behind references are. */
export interface References {
  /** Secrets by `resource.property`. */
  readonly kept: ReadonlyMap<string, Kept>;
  /** Values that are no secret, by `resource.property` or `service.property`. */
  readonly values: ReadonlyMap<string, string>;
}

/** The Secret with what a person gave and what was made up, keys being names of variables. */
export const environmentSecret = 'environment';

export const referenceKey = (reference: Reference): string =>
  reference.of === 'secret' ? `secret.${reference.name}` : `${reference.of}.${reference.name}.${reference.property}`;

function keptOf(reference: Reference, { kept }: References): Kept | null {
  if (reference.of === 'secret') return { secret: environmentSecret, key: reference.name };
  return kept.get(referenceKey(reference)) ?? null;
}

interface Named {
  readonly name: string;
  readonly value: Template;
}

/**
 * Variables of a container. A text with a secret inside is put together by the kubelet: the secret is a variable of its own, before
 * it, and the text names it as `$(NAME)`. Names of variables whose values nobody has are given back.
 */
export function environmentOf(variables: readonly Named[], references: References): { readonly env: Json[]; readonly without: string[] } {
  const parts = new Map<string, Json>();
  const env: Json[] = [];
  const without: string[] = [];
  const taken = new Set(variables.map(({ name }) => name));
  for (const { name, value } of variables) {
    const [only] = value;
    const whole = value.length === 1 && only !== undefined && typeof only !== 'string' ? keptOf(only, references) : null;
    if (whole) {
      env.push(fromSecret(name, whole));
      continue;
    }
    if (referencesIn(value).some((each) => keptOf(each, references) === null && references.values.get(referenceKey(each)) === undefined)) {
      without.push(name);
      continue;
    }
    const text = value.map((part) => {
      if (typeof part === 'string') return literal(part);
      const secret = keptOf(part, references);
      if (secret === null) return literal(references.values.get(referenceKey(part)) ?? '');
      const helper = partName(secret, taken);
      parts.set(helper, fromSecret(helper, secret));
      return `$(${helper})`;
    });
    env.push({ name, value: text.join('') });
  }
  // Only what was defined before is put in.
  return { env: [...[...parts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, part]) => part), ...env], without };
}

const fromSecret = (name: string, { secret, key }: Kept): Json => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

function partName({ secret, key }: Kept, taken: ReadonlySet<string>): string {
  const plain = `${secret}_${key}`.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
  return taken.has(plain) ? `GROUNDWORK_${plain}` : plain;
}

/** Text that Kubernetes leaves as it is: it takes `$(NAME)` for a variable and `$$` for a dollar. */
export const literal = (text: string): string => text.replace(/\$(?=[$(])/g, '$$$$');
