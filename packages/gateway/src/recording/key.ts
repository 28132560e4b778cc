import { createHash } from 'node:crypto';

/** Names of the client or of the moment, which say nothing of what is asked. */
const passing = new Set([
  'model',
  'user',
  'metadata',
  'client_metadata',
  'prompt_cache_key',
  'safety_identifier',
  'stream_options',
  'session_id',
]);

/** What is another one each time in texts that are otherwise the same, in the order it is looked for. */
const volatile: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, '<date>'],
  [/\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day)?,? [A-Z][a-z]+\.? \d{1,2},? \d{4}/g, '<date>'],
  [/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g, '<date>'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\b/g, '<time>'],
  [/\b\d+(?:\.\d+)? ?(?:ms|s|secs?|seconds?|minutes?)\b/g, '<duration>'],
  [/\b(127\.0\.0\.1|localhost|\[::1\]):\d+/g, '$1:<port>'],
  [/(\/tmp|\/var\/folders|\/private\/tmp)\/[\w.+-]+/g, '$1/<folder>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/g, '<hash>'],
];

/** What a request is recognised by: the same for a session that is run again elsewhere and later. */
export function essenceOf(body: Readonly<Record<string, unknown>>, more: readonly RegExp[]): Readonly<Record<string, unknown>> {
  const patterns = [...more.map((pattern) => [pattern, '<volatile>'] as const), ...volatile];
  const reduce = (value: unknown): unknown => {
    if (typeof value === 'string') return patterns.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), value);
    if (Array.isArray(value)) return value.map(reduce);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, one]) => [name, reduce(one)]),
    );
  };
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !passing.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, reduce(value)]),
  );
}

export const hashOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** Where two requests first differ, as `messages.3.content`; `null` where they do not. */
export function differenceOf(one: unknown, other: unknown, at = ''): string | null {
  if (one === other) return null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return at;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const found = differenceOf(left.get(name), right.get(name), at === '' ? name : `${at}.${name}`);
    if (found !== null) return found;
  }
  return null;
}
