import { annotationKey } from './attributes.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { ClassFact, Field, Module } from '../../../syntax/module.ts';
import { keyRead, type ProjectConfiguration } from './environment.ts';
import type { Binding } from './reads.ts';

const scalar =
  /^(string|int|long|short|ushort|uint|byte|bool|double|float|decimal|Uri|TimeSpan|Guid|char|String|Int32|Boolean|DateTime|object)$/;
const deepest = 5;

/** Fills the fields of classes that sections are bound to: each is the variable that overrides its key. */
export function bindOptions(
  modules: Map<string, Module>,
  bindings: readonly Binding[],
  configurationOf: (path: string) => ProjectConfiguration | null,
): void {
  const places = new Map<string, string[]>();
  for (const [path, module] of modules) for (const fact of module.classes) places.set(fact.name, [...(places.get(fact.name) ?? []), path]);
  const done = new Set<string>();
  const bind = (type: string, section: readonly string[], from: Module, depth: number): void => {
    const path = placeOf(type, from, places);
    const key = `${path ?? ''}|${type}`;
    if (path === null || depth > deepest || done.has(key)) return;
    const module = modules.get(path);
    const fact = module ? indexOf(module).classes.get(type) : undefined;
    const configuration = configurationOf(from.path) ?? configurationOf(path);
    if (!module || !fact || !configuration) return;
    done.add(key);
    const nested: { readonly type: string; readonly section: readonly string[] }[] = [];
    const fields = fact.fields.map((field): Field => {
      if (field.settable === false || field.type === null) return field;
      const at = [...section, annotationKey(field) ?? field.name];
      if (scalar.test(field.type)) {
        const isRequired =
          !field.optional &&
          field.value === null &&
          field.decorators.some((each) => each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'Required');
        return { ...field, value: keyRead(at, configuration, field.value, field.line, isRequired) };
      }
      if (places.has(field.type)) nested.push({ type: field.type, section: at });
      return field;
    });
    const bound: ClassFact = { ...fact, fields };
    modules.set(path, { ...module, classes: module.classes.map((each) => (each === fact ? bound : each)) });
    for (const base of fact.bases) if (base.kind === 'name') bind(base.name, section, module, depth + 1);
    for (const each of nested) bind(each.type, each.section, module, depth + 1);
  };
  for (const { type, section, module } of bindings) bind(type, section, module, 0);
}

/** The file of a class: the same one, one that is near, or the only one there is. */
function placeOf(type: string, from: Module, places: ReadonlyMap<string, readonly string[]>): string | null {
  const found = places.get(type) ?? [];
  if (found.length <= 1) return found[0] ?? null;
  const shared = (path: string): number => {
    let length = 0;
    while (length < path.length && path[length] === from.path[length]) length++;
    return length;
  };
  return found.toSorted((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1))[0] ?? null;
}
