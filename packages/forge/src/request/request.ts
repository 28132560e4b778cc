import { z } from 'zod';
import type { Forge, Subject } from './forge.ts';
import { refused } from './refused.ts';
import { send, unreadable, type Answer, type Sent } from './send.ts';

export interface Ask<Schema extends z.ZodType> {
  /** From the API's root; an address of the same server for a further page. */
  readonly path: string;
  readonly schema: Schema;
  readonly subject: Subject;
  readonly method?: Sent['method'];
  readonly body?: unknown;
  /** It changes nothing; so is every GET. */
  readonly reads?: boolean;
}

/** One answer of a forge's API, checked. Throws `forge.*`. */
export async function ask<Schema extends z.ZodType>(asked: Ask<Schema>, forge: Forge): Promise<z.infer<Schema>> {
  return (await answerOf(asked, forge)).value;
}

export interface Pages<Item> {
  readonly items: readonly Item[];
  /** There were more than that. */
  readonly more: boolean;
}

export const perPage = 100;

/** Page after page, as the server says where the next one is. `until` ends it: what comes after is not wanted. */
export async function pages<Item extends z.ZodType>(
  { schema, ...asked }: Ask<Item>,
  forge: Forge,
  { most, until = () => false }: { readonly most: number; readonly until?: (item: z.infer<Item>) => boolean },
): Promise<Pages<z.infer<Item>>> {
  const items: z.infer<Item>[] = [];
  let path: string | null = asked.path;
  for (let page = 0; path !== null && page < most; page += 1) {
    const { value, headers }: Answered<z.ZodArray<Item>> = await answerOf({ ...asked, path, schema: z.array(schema) }, forge);
    items.push(...value);
    if (value.some(until)) return { items, more: false };
    path = nextOf(headers, forge);
  }
  return { items, more: path !== null };
}

/** Asked in GraphQL, which answers 200 to what it refuses. Only GitHub is asked that way. */
export async function query<Schema extends z.ZodType>(
  { text, variables, schema, subject }: { text: string; variables: Readonly<Record<string, unknown>>; schema: Schema; subject: Subject },
  forge: Forge,
): Promise<z.infer<Schema>> {
  const answered = z.object({
    data: schema.nullish(),
    errors: z.array(z.object({ type: z.string().nullish(), message: z.string() })).optional(),
  });
  const asked = {
    path: forge.place.graphql,
    schema: answered,
    subject,
    method: 'POST',
    reads: true,
    body: { query: text, variables },
  } as const;
  const { value, headers } = await answerOf(asked, forge);
  const [error] = value.errors ?? [];
  if (error) {
    const status = error.type === 'NOT_FOUND' ? 404 : error.type === 'RATE_LIMITED' ? 429 : error.type === 'FORBIDDEN' ? 403 : 422;
    throw refused({ status, headers, said: short(error.message) }, forge, subject);
  }
  if (value.data === null || value.data === undefined) throw unreadable(forge.place.graphql, new TypeError('no data'));
  return value.data;
}

interface Answered<Schema extends z.ZodType> {
  readonly value: z.infer<Schema>;
  readonly headers: Answer['headers'];
}

async function answerOf<Schema extends z.ZodType>(
  { path, schema, subject, method = 'GET', reads = method === 'GET', body }: Ask<Schema>,
  forge: Forge,
): Promise<Answered<Schema>> {
  const url = path.startsWith('/') ? `${forge.place.api}${path}` : path;
  const { status, headers, text } = await send({ method, url, reads, ...(body === undefined ? {} : { body }) }, forge);
  if (status < 200 || status >= 300) throw refused({ status, headers, said: saidBy(text) }, forge, subject);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(url, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw unreadable(url, parsed.error);
  return { value: parsed.data, headers };
}

/** `Link: <...>; rel="next"` (RFC 8288), as both forges say it. Another server's page is not gone to. */
function nextOf(headers: Answer['headers'], { place }: Forge): string | null {
  const links = (headers.get('link') ?? '').split(',');
  const next = links.find((link) => /;\s*rel="?next"?/.test(link));
  const target = /<([^>]+)>/.exec(next ?? '')?.[1];
  const url = target === undefined ? null : URL.parse(target, place.api);
  return url?.origin === new URL(place.api).origin ? url.href : null;
}

const message = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.array(z.string()))]);
const complaint = z.object({
  message: message.optional(),
  error: message.optional(),
  errors: z
    .array(z.union([z.string(), z.object({ message: z.string().optional(), code: z.string().optional(), field: z.string().optional() })]))
    .optional(),
});

/** What a server says of what is wrong with a request. It is theirs: shown, short and in one line, and never obeyed. */
function saidBy(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { data } = complaint.safeParse(value);
  if (!data) return null;
  const words = [data.message, data.error].flatMap((each) =>
    each === undefined
      ? []
      : typeof each === 'string'
        ? [each]
        : Array.isArray(each)
          ? each
          : Object.entries(each).map(([key, all]) => `${key} ${all.join(', ')}`),
  );
  const details = (data.errors ?? []).map((each) =>
    typeof each === 'string' ? each : (each.message ?? [each.field, each.code].filter(Boolean).join(' ')),
  );
  const said = [...words, ...details].filter(Boolean).join('; ');
  return said === '' ? null : short(said);
}

const short = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
