import type { ResourceType } from '@groundwork/blueprint';
import type { Told } from '../values/told.ts';

/** A name for users and databases that needs no quoting anywhere, made of a project's name; 32 characters, MySQL's longest user. */
export function identifier(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 28)
    .replace(/_+$/, '');
  return /^[a-z]/.test(plain) && !reserved.has(plain) ? plain : `app_${plain}`;
}

interface Named {
  readonly told: Pick<Told, 'written'>;
  readonly project: string;
}

/** The database the code names, unless that is one of the server's own; else one named after the project. `free` are no names of this server. */
export function databaseOf({ told, project }: Named, free: readonly string[] = []): string {
  return ours(told.written.database, free) ?? identifier(project);
}

/** The user the code names, unless the server has that one itself; else one named after the project. */
export function userOf({ told, project }: Named, free: readonly string[] = []): string {
  return ours(told.written.user, free) ?? identifier(project);
}

/** What a server in a container is told to make. An image takes `postgres` as it takes any other name. */
export function accountOf(type: ResourceType, named: Named): { readonly user: string; readonly database: string } {
  const free = type === 'postgres' || type === 'pgvector' ? ['postgres'] : [];
  return { user: userOf(named, free), database: databaseOf(named, free) };
}

const ours = (name: string | null, free: readonly string[]): string | null =>
  name !== null && /^[A-Za-z]\w{0,62}$/.test(name) && (free.includes(name) || !reserved.has(name.toLowerCase())) ? name : null;

/** Names that a server keeps for itself, or that SQL would read as a word. */
const reserved = new Set([
  'admin',
  'all',
  'analyze',
  'default',
  'group',
  'groundwork',
  'guest',
  'information_schema',
  'mysql',
  'order',
  'performance_schema',
  'postgres',
  'public',
  'root',
  'sys',
  'table',
  'template0',
  'template1',
  'user',
]);
