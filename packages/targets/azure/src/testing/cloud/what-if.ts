import { evaluated, type Wanted } from './deploy.ts';
import type { Store } from './store.ts';

interface Change {
  readonly resourceId: string;
  readonly changeType: 'Create' | 'Modify' | 'NoChange' | 'Ignore';
  readonly before?: unknown;
  readonly after?: unknown;
  readonly delta?: readonly unknown[];
}

/** What deploying a template would change, in the form of Azure's what-if. */
export function whatIfOf(store: Store, wanted: Wanted): Change[] {
  const changes: Change[] = [];
  const seen = new Set<string>();
  evaluated(
    store,
    wanted,
    (next) => {
      seen.add(next.id.toLowerCase());
      const before = store.find(next.id);
      if (!before) changes.push({ resourceId: next.id, changeType: 'Create', after: next.body });
      else {
        const delta = deltaOf(masked({ ...before.body, tags: before.tags }), masked({ ...next.body, tags: next.tags }));
        changes.push({
          resourceId: next.id,
          changeType: delta.length > 0 ? 'Modify' : 'NoChange',
          before: before.body,
          after: next.body,
          delta,
        });
      }
    },
    true,
  );
  const others = [...store.resources.values()].filter(
    ({ id }) => !seen.has(id.toLowerCase()) && id.includes(`/resourceGroups/${wanted.group}/`),
  );
  return [...changes, ...others.map(({ id }): Change => ({ resourceId: id, changeType: 'Ignore' }))];
}

/** Azure shows no secure value, and compares none. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      /password|sharedKey/i.test(key) ||
      (key === 'value' && Object.keys(value).length === 2 && /^[a-z0-9-]+$/.test(String(Object(value).name)))
        ? '*******'
        : masked(each),
    ]),
  );
}

function deltaOf(before: unknown, after: unknown): unknown[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): unknown[] => {
      const [left, right] = [before[path], after[path]];
      if (JSON.stringify(left) === JSON.stringify(right)) return [];
      if (left === undefined) return [{ path, propertyChangeType: 'Create', after: right }];
      if (right === undefined) return [{ path, propertyChangeType: 'Delete', before: left }];
      const children = deltaOf(left, right);
      const array = Array.isArray(left) || Array.isArray(right);
      return [
        { path, propertyChangeType: array ? 'Array' : 'Modify', before: left, after: right, ...(children.length > 0 ? { children } : {}) },
      ];
    });
  }
  if (Array.isArray(before) && Array.isArray(after))
    return after.flatMap((each, index): unknown[] => {
      const left: unknown = before[index];
      if (JSON.stringify(left) === JSON.stringify(each)) return [];
      const children = deltaOf(left, each);
      return [
        {
          path: String(index),
          propertyChangeType: left === undefined ? 'Create' : 'Modify',
          before: left,
          after: each,
          ...(children.length > 0 ? { children } : {}),
        },
      ];
    });
  return [];
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
