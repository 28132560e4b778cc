/**
 * Whether two values are the same data: objects, lists, maps and sets with the same content. What stands in several places of
 * one has to stand in the same places of the other, and is compared once. Anything with behaviour of its own is the same only
 * as itself.
 */
export function isSameData(first: unknown, second: unknown): boolean {
  return same(first, second, new Map());
}

function same(a: unknown, b: unknown, compared: Map<object, object>): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const before = compared.get(a);
  if (before) return before === b;
  compared.set(a, b);
  const kind = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, at) => same(each, b[at], compared));
  if (a instanceof Map && b instanceof Map) return same([...a], [...b], compared);
  if (a instanceof Set && b instanceof Set) return same([...a], [...b], compared);
  if (kind !== Object.prototype && kind !== null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key), compared))
  );
}
