import type { Field } from '../../../syntax/module.ts';

/** The key `[ConfigurationKeyName("…")]` gives a property, `null` when it has its own name. */
export function annotationKey(field: Field): string | null {
  for (const each of field.decorators) {
    if (each.kind !== 'call' || each.callee.kind !== 'name' || each.callee.name !== 'ConfigurationKeyName') continue;
    const [first] = each.args;
    if (first?.kind === 'literal' && typeof first.value === 'string') return first.value;
  }
  return null;
}
