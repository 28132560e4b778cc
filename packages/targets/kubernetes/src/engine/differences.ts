import type { Json } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';

/** What the cluster writes by itself. */
const byTheCluster = new Set([
  'status',
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.uid',
  'metadata.creationTimestamp',
  'metadata.annotations.deployment.kubernetes.io/revision',
  'metadata.annotations.deprecated.daemonset.template.generation',
]);

/** What differs between two states of one object, for a person: `spec.replicas 1 → 2`. Values of Secrets are not shown. */
export function differencesOf(before: Json, after: Json, kind: string): string[] {
  const found: string[] = [];
  walk(before, after, '');
  return found;

  function walk(left: Json | undefined, right: Json | undefined, path: string): void {
    if (byTheCluster.has(path) || JSON.stringify(left) === JSON.stringify(right)) return;
    if (isObject(left) && isObject(right)) {
      for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort())
        walk(left[key], right[key], path === '' ? key : `${path}.${key}`);
      return;
    }
    if (isList(left) && isList(right)) {
      const named = [...left, ...right].every((each) => isObject(each) && typeof each['name'] === 'string');
      if (named) return byName(left, right, path);
      if (left.length === right.length && left.some(isObject)) return left.forEach((each, at) => walk(each, right[at], `${path}[${at}]`));
    }
    found.push(`${path} ${shown(left, path)} → ${shown(right, path)}`);
  }

  function byName(left: readonly Json[], right: readonly Json[], path: string): void {
    const named = (all: readonly Json[]) =>
      new Map(all.flatMap((each) => (isObject(each) && typeof each['name'] === 'string' ? [[each['name'], each] as const] : [])));
    const [mine, theirs] = [named(left), named(right)];
    for (const name of new Set([...mine.keys(), ...theirs.keys()])) walk(mine.get(name), theirs.get(name), `${path}[${name}]`);
  }

  function shown(value: Json | undefined, path: string): string {
    if (value === undefined) return 'nothing';
    if (kind === 'Secret' && /^(?:data|stringData)\b/.test(path)) return 'a secret';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > 120 ? `${text.slice(0, 117)}...` : text;
  }
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The plain value of a path's first container image by name, where a live object has it. */
export function withLiveImages(manifest: Json, live: Json, isPlaceholder: (image: string) => boolean): Json {
  if (isList(manifest))
    return manifest.map((each, at) => {
      const same = isList(live)
        ? (live.find((other) => isObject(other) && isObject(each) && other['name'] === each['name']) ?? live[at])
        : undefined;
      return withLiveImages(each, same ?? null, isPlaceholder);
    });
  if (!isObject(manifest)) return manifest;
  return Object.fromEntries(
    Object.entries(manifest).map(([key, value]) => {
      const there = isObject(live) ? live[key] : undefined;
      if (key === 'image' && typeof value === 'string' && isPlaceholder(value) && typeof there === 'string') return [key, there];
      return [key, value === undefined ? undefined : withLiveImages(value, there ?? null, isPlaceholder)];
    }),
  );
}
