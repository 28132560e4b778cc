import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { hclString } from '../string.ts';

interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What says whose a thing is: the same on everything, and written down once. */
const shared = (tag: Tag): boolean => tag.key.startsWith('groundwork:');

/** `local.tags`, with what is this resource's alone before it. `null` where they are no plain keys and values. */
export function tagList(value: Json): Json {
  const tags = tagsIn(value);
  if (!tags?.some(shared)) return null;
  const own = tags.filter((tag) => !shared(tag));
  const written = own.map(({ key, value: text }) => `{ key = ${hclString(key)}, value = ${hclString(text)} }`);
  return own.length === 0 ? '${local.tags}' : `\${concat([${written.join(', ')}], local.tags)}`;
}

/** The same for the provider whose tags are a map. */
export function tagMap(value: Json): Json {
  const tags = tagsIn(value);
  if (!tags?.some(shared)) return null;
  const own = tags.filter((tag) => !shared(tag));
  const written = own.map(({ key, value: text }) => `${hclString(key)} = ${hclString(text)}`);
  return own.length === 0 ? '${local.tag_map}' : `\${merge({ ${written.join(', ')} }, local.tag_map)}`;
}

/** The locals both refer to, of the tags of any resource. */
export function tagLocals(all: readonly (Json | undefined)[]): JsonObject {
  const some = all.map((tags) => tagsIn(tags ?? null)?.filter(shared) ?? []).find((tags) => tags.length > 0) ?? [];
  return {
    tags: some.map(({ key, value }) => ({ key, value })),
    tag_map: '${{ for tag in local.tags : tag.key => tag.value }}',
  };
}

function tagsIn(value: Json): readonly Tag[] | null {
  if (!Array.isArray(value)) return null;
  const tags = value.flatMap((each: Json) => {
    if (!isObject(each)) return [];
    const { Key, Value, ...others } = each;
    return typeof Key === 'string' && typeof Value === 'string' && Object.keys(others).length === 0 ? [{ key: Key, value: Value }] : [];
  });
  return tags.length === value.length ? tags : null;
}
