import type { YamlValue } from '../yaml/yaml.ts';
import type { Entry } from './service.ts';

/** Variables that several services have alike become one object, which is written once. Gives names for those. */
export function sharedVariables(entries: readonly Entry[]): {
  readonly entries: readonly Entry[];
  readonly anchors: ReadonlyMap<object, string>;
} {
  const known = new Map<string, Readonly<Record<string, YamlValue>>>();
  const anchors = new Map<object, string>();
  const shared = entries.map((entry): Entry => {
    const { environment } = entry.value;
    if (!isObject(environment) || Object.keys(environment).length < 2) return entry;
    const key = JSON.stringify(environment);
    const first = known.get(key);
    if (first) return { ...entry, value: { ...entry.value, environment: first } };
    known.set(key, environment);
    anchors.set(environment, `${entry.id.replace(/-release$/, '')}-variables`);
    return entry;
  });
  return { entries: shared, anchors };
}

const isObject = (value: YamlValue | undefined): value is Readonly<Record<string, YamlValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
