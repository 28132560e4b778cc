import type { NodeProject } from './project.ts';
import { runScript } from './scripts.ts';

/** Migrations of a release: a script of the project when it has one, else the tool's own command. */
export function migrationsOf(project: NodeProject): string[] {
  const { scripts } = project.manifest;
  const script = [
    'db:migrate:deploy',
    'migrate:deploy',
    'prisma:migrate:deploy',
    'migrate:prod',
    'migration:run:prod',
    'db:migrate',
    'migrate',
    'migrate:latest',
    'migration:run',
    'migrations:run',
    'db:deploy',
  ].find((name) => scripts[name] !== undefined);
  if (script) return [runScript(project.component, script)];
  const has = (name: string): boolean => project.dependency(name) !== null;
  const file = (pattern: RegExp): boolean => project.files.some((path) => pattern.test(path));
  if (has('prisma') || has('@prisma/client')) {
    if (file(/(^|\/)prisma\/migrations\//) || file(/(^|\/)migrations\/.*\/migration\.sql$/)) return ['npx prisma migrate deploy'];
    if (file(/\.prisma$/)) return ['npx prisma db push'];
  }
  if (has('drizzle-kit') && file(/(^|\/)drizzle\.config\.[jt]s$/)) return ['npx drizzle-kit migrate'];
  if (has('knex') && file(/(^|\/)knexfile\.[jt]s$/)) return ['npx knex migrate:latest'];
  if (has('sequelize-cli') && file(/(^|\/)(\.sequelizerc|migrations\/.*\.[jt]s)$/)) return ['npx sequelize-cli db:migrate'];
  if (has('node-pg-migrate') && file(/(^|\/)migrations\//)) return ['npx node-pg-migrate up'];
  return [];
}
