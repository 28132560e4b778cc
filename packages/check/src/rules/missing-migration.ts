import type { Rule } from '../rule.ts';
import { changedDjangoModels } from './missing-migration/django.ts';
import { changedPrismaModels } from './missing-migration/prisma.ts';
import { unrunMigrations } from './missing-migration/unrun.ts';

export const missingMigration: Rule = {
  id: 'missing-migration',
  title: 'The database does not get what the code expects',
  severity: 'error',
  help: `The models say one thing and the migrations another, or nothing runs the migrations that are there. On the machine where they
were made the tables exist; a new database has them not, and queries fail.

Make the migration with the framework's own command and commit it; run migrations with every release.

What can be told without running anything is told: a model or a field that no migration names. A changed type or option is not seen.`,
  async inRepository(whole) {
    return [...(await changedDjangoModels(whole)), ...changedPrismaModels(whole), ...unrunMigrations(whole)];
  },
};
