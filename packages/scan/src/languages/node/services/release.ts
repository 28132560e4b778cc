import { posix } from 'node:path';
import { isUnder } from '../../../repository/paths.ts';
import { nodeManifests } from '../components.ts';
import type { NodeManifest } from '../manifests/manifest.ts';
import type { NodeProject } from './project.ts';
import { runBinary, runMemberScript, runScript } from './scripts.ts';

/** Scripts that bring a database up to date, the surest first. */
const scripts = [
  'db:migrate:deploy',
  'migrate:deploy',
  'prisma:migrate:deploy',
  'prisma:migrate-deploy',
  'prisma:deploy',
  'db:migrate-deploy',
  'migrate-deploy',
  'migrate:prod',
  'migration:run:prod',
  'db:migrate',
  'migrate',
  'migrate:latest',
  'migrate:up',
  'migration:run',
  'migrations:run',
  'migration:up',
  'typeorm:migrate',
  'db:deploy',
];

const scriptIn = (manifest: NodeManifest): string | undefined => scripts.find((name) => manifest.scripts[name] !== undefined);

/** Migrations of a release: a script of the project or of a workspace package it is made of, else the tool's own command. */
export function migrationsOf(project: NodeProject): string[] {
  const { component, manifest, repository } = project;
  const own = scriptIn(manifest);
  if (own) return [runScript(component, own)];
  const members = component.includes.flatMap((folder) => nodeManifests(repository).get(`${folder}/package.json`) ?? []);
  for (const member of members) {
    const script = scriptIn(member);
    if (script && member.name) return [runMemberScript(component, member.name, script)];
  }
  return toolCommand(project);
}

function toolCommand(project: NodeProject): string[] {
  const { component, repository } = project;
  const has = (name: string): boolean => project.dependency(name) !== null;
  const file = (pattern: RegExp): boolean => project.files.some((path) => pattern.test(path));
  const run = (command: string): string[] => [runBinary(component, command)];
  const schemas = repository.paths.filter((path) => path.endsWith('.prisma'));
  const schema = [component.path, ...component.includes].flatMap((folder) => schemas.find((path) => isUnder(path, folder)) ?? [])[0];
  if (schema && (has('prisma') || has('@prisma/client') || component.includes.length > 0)) {
    const told =
      isUnder(schema, component.path) && /(^|\/)(prisma\/)?schema(\.prisma|\/)/.test(schema)
        ? ''
        : ` --schema ${posix.relative(component.path, schema)}`;
    const folder = schema.slice(0, schema.lastIndexOf('/') + 1);
    const isMigrated = repository.paths.some((path) => path.startsWith(folder) && path.endsWith('/migration.sql'));
    return run(`prisma ${isMigrated ? 'migrate deploy' : 'db push'}${told}`);
  }
  if (has('drizzle-kit') && file(/(^|\/)drizzle\.config\.[jt]s$/)) return run('drizzle-kit migrate');
  if (has('knex') && file(/(^|\/)knexfile\.[jt]s$/)) return run('knex migrate:latest');
  if (has('sequelize-cli') && file(/(^|\/)(\.sequelizerc|migrations\/.*\.[jt]s)$/)) return run('sequelize-cli db:migrate');
  if (has('node-pg-migrate') && file(/(^|\/)migrations\//)) return run('node-pg-migrate up');
  if (has('migrate-mongo') && file(/(^|\/)migrate-mongo-config\.[jt]s$/)) return run('migrate-mongo up');
  return [];
}
