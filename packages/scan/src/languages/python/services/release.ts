import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Project } from './context.ts';

/** Migrations that bring a database to the release's schema, by the tool whose files are there. */
export function migrationsOf(project: Project): string[] {
  const root = project.component.path;
  const inside = (pattern: RegExp): string | undefined =>
    project.repository.filesUnder(root).find((path) => pattern.test(root === '.' ? path : path.slice(root.length + 1)));
  const alembic = inside(/^(?:[\w.-]+\/){0,3}alembic\.ini$/);
  if (project.has('flask-migrate')) return ['flask db upgrade'];
  if (alembic) {
    const folder = folderOf(alembic);
    const command =
      folder === root ? 'alembic upgrade head' : `alembic -c ${root === '.' ? alembic : alembic.slice(root.length + 1)} upgrade head`;
    return [command];
  }
  if (project.has('aerich')) return ['aerich upgrade'];
  if (project.has('yoyo-migrations') && inside(/^yoyo\.ini$/)) return ['yoyo apply --batch'];
  const script = inside(/^(?:[\w-]+\/)?(migrate|init_db|create_tables)\.py$/);
  return script && baseName(script) === 'migrate.py' ? [`python ${root === '.' ? script : script.slice(root.length + 1)}`] : [];
}
