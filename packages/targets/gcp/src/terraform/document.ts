import { z } from 'zod';

const named = z.record(z.string(), z.record(z.string(), z.json()));

/** A configuration as it lies in a file: what we wrote earlier is read back and changed as data. */
export const documentSchema = z.looseObject({
  resource: z.record(z.string(), named).optional(),
  output: named.optional(),
  variable: named.optional(),
});

export type Document = z.infer<typeof documentSchema>;
export type Files = Readonly<Record<string, string>>;

export const parse = (text: string | undefined): Document => documentSchema.parse(JSON.parse(text ?? '{}'));

export const print = (document: Document): string => `${JSON.stringify(document, null, 2)}\n`;

/** `google_sql_database_instance.db` of every resource. */
export function addressesIn(files: Files): string[] {
  return Object.values(files)
    .flatMap((text) =>
      Object.entries(parse(text).resource ?? {}).flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`)),
    )
    .toSorted();
}

/** Everything of both: what the new one has is as it says, and what only the old one has stays for now. */
export function expanded(before: string | undefined, after: string): string {
  if (before === undefined) return after;
  const [old, next] = [parse(before), parse(after)];
  const both = <T>(left: Readonly<Record<string, T>> = {}, right: Readonly<Record<string, T>> = {}): Record<string, T> => ({
    ...left,
    ...right,
  });
  const resource: Record<string, Record<string, Record<string, z.core.util.JSONType>>> = { ...old.resource };
  for (const [type, resources] of Object.entries(next.resource ?? {})) resource[type] = both(resource[type], resources);
  return print({ ...old, ...next, resource, output: both(old.output, next.output) });
}

/** Only what the wanted addresses consist of, with everything these refer to. */
export function reduced(files: Files, wanted: readonly string[]): Files {
  const bodies = new Map(
    Object.values(files).flatMap((text) =>
      Object.entries(parse(text).resource ?? {}).flatMap(([type, resources]) =>
        Object.entries(resources).map(([name, body]): [string, string] => [`${type}.${name}`, JSON.stringify(body)]),
      ),
    ),
  );
  const kept = new Set<string>();
  const waiting = [...wanted];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const body = bodies.get(next);
    if (body === undefined || kept.has(next)) continue;
    kept.add(next);
    waiting.push(...(body.match(/google_\w+\.\w+/g) ?? []));
  }
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => {
      const document = parse(text);
      const resource = Object.fromEntries(
        Object.entries(document.resource ?? {})
          .map(([type, resources]): [string, typeof resources] => [
            type,
            Object.fromEntries(Object.entries(resources).filter(([name]) => kept.has(`${type}.${name}`))),
          ])
          .filter(([, resources]) => Object.keys(resources).length > 0),
      );
      return [file, print({ ...document, resource, output: {} })];
    }),
  );
}
