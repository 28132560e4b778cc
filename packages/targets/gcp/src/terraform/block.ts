import { apiOf } from './apis.ts';
import { toJson, type Body, type Value } from './value.ts';

/**
 * `main` is everything that runs no code of the person's, `jobs` what is run by hand, by a schedule or before a release, `services`
 * what runs all the time. `secrets` says where secret values are: without us they are given to Terraform, with us the engine has
 * made them, and this file is another one.
 */
export type File = 'main' | 'jobs' | 'services' | 'secrets';

/** One block of a configuration. */
export interface Block {
  readonly file: File;
  readonly kind: 'resource' | 'data' | 'ephemeral' | 'variable' | 'output' | 'locals' | 'provider' | 'terraform';
  /** The labels behind the kind: type and name of a resource, name of a variable. */
  readonly labels: readonly string[];
  readonly body: Body;
}

/** A resource, waiting for the API it needs. */
export function resource(file: File, type: string, name: string, body: Body): Block {
  const api = apiOf(type);
  const waits = api === null ? [] : [`google_project_service.${labelOf(api)}`];
  const own: readonly Value[] = Array.isArray(body['depends_on']) ? body['depends_on'] : [];
  const depends = [...own, ...waits];
  return { file, kind: 'resource', labels: [type, name], body: depends.length > 0 ? { ...body, depends_on: depends } : body };
}

export const variable = (name: string, body: Body): Block => ({ file: 'main', kind: 'variable', labels: [name], body });

export const output = (name: string, value: Value, description: string): Block => ({
  file: 'main',
  kind: 'output',
  labels: [name],
  body: { value, description },
});

/** `google_sql_database_instance.db`, as Terraform's plans name it. */
export const addressOf = ({ labels }: Block): string => labels.join('.');

/** A name as Terraform takes it. Identifiers of a deployment have no `_`, so that two stay two. */
export const labelOf = (id: string): string => id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(\d)/, '_$1');

/** The text of one file of the configuration; `null` where it would be empty. */
export function textOfFile(blocks: readonly Block[], file: File): string | null {
  const document: Record<string, unknown> = {};
  const mine = blocks.filter((block) => block.file === file).toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  if (mine.length === 0) return null;
  for (const { kind, labels, body } of mine) {
    let level = document;
    const path = [kind, ...labels];
    for (const step of path.slice(0, -1)) {
      const next = level[step] ?? {};
      level[step] = next;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Only objects that this loop made lie on the way to the last label
      level = next as Record<string, unknown>;
    }
    const last = path.at(-1) ?? kind;
    level[last] = { ...asObject(level[last]), ...asObject(toJson(body)) };
  }
  return `${JSON.stringify(document, null, 2)}\n`;
}

const keyOf = ({ kind, labels }: Block): string => [kind, ...labels].join('\0');

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
