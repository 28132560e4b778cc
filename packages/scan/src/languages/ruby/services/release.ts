import { isRails } from '../rails.ts';
import type { Project } from './project.ts';

/** Migrations that bring a database to the release's schema, by the tool whose files are there. */
export function releaseOf(project: Project): string[] {
  const holds = (folder: string): boolean => project.repository.filesIn(project.full(folder)).some((path) => path.endsWith('.rb'));
  const migrates = holds('db/migrate') || project.file('db/schema.rb') || project.file('db/structure.sql');
  if (isRails(project.component)) return migrates ? ['bundle exec rails db:migrate'] : [];
  if (project.has('hanami') && (holds('config/db/migrate') || holds('db/migrations'))) return ['bundle exec hanami db migrate'];
  if (project.has('sinatra-activerecord', 'standalone_migrations', 'otr-activerecord', 'grape-activerecord') && migrates)
    return ['bundle exec rake db:migrate'];
  if (project.has('sequel')) {
    const folder = ['db/migrations', 'db/migrate', 'migrations', 'migrate'].find(holds);
    if (folder) return project.file('Rakefile') ? ['bundle exec rake db:migrate'] : [`bundle exec sequel -m ${folder} $DATABASE_URL`];
  }
  return [];
}
