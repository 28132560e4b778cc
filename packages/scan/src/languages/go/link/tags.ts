import type { Field } from '../../../syntax/module.ts';

const tags = new WeakMap<Field, ReadonlyMap<string, string>>();

/** The parts of a struct tag: `env:"PORT" envDefault:"8080"`. */
export function tagsOf(field: Field): ReadonlyMap<string, string> {
  const known = tags.get(field);
  if (known) return known;
  const found = new Map<string, string>();
  for (const match of (field.tag ?? '').matchAll(/([\w-]+):"((?:[^"\\]|\\.)*)"/g))
    if (match[1] && !found.has(match[1])) found.set(match[1], (match[2] ?? '').replace(/\\(.)/g, '$1'));
  tags.set(field, found);
  return found;
}

/** `DatabaseURL` as `Database_URL`, `HTTPPort` as `HTTP_Port`. */
export const splitWords = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2');

/** A field that carries the members of the type it is named after. */
export const isEmbedded = (field: Field): boolean =>
  field.type !== null && field.type.slice(field.type.lastIndexOf('.') + 1) === field.name;
