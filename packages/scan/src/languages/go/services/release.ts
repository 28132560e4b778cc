import { baseName, folderOf, isAside, isTest } from '../../../repository/paths.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { variablesOf } from '../../../evaluate/value.ts';
import type { Program } from './programs.ts';
import { imports } from './calls.ts';

/** Libraries that migrate from inside the program, with the calls that do. */
export const embedded: readonly (readonly [module: string, calls: readonly string[]])[] = [
  ['github.com/golang-migrate/migrate', ['New', 'NewWithSourceInstance', 'NewWithDatabaseInstance', 'NewWithInstance']],
  ['github.com/pressly/goose', ['Up', 'UpContext', 'UpTo', 'NewProvider', 'Run', 'RunContext']],
  ['github.com/rubenv/sql-migrate', ['Exec', 'ExecMax']],
  ['github.com/amacneil/dbmate', ['CreateAndMigrate', 'Migrate']],
  ['github.com/jackc/tern', ['NewMigrator', 'Migrate']],
  ['github.com/uptrace/bun/migrate', ['NewMigrator']],
  ['github.com/go-gormigrate/gormigrate', ['New']],
  ['gorm.io/gorm', ['AutoMigrate']],
  ['github.com/jinzhu/gorm', ['AutoMigrate']],
];

/** Whether the program migrates its database by itself. */
const migratesItself = (program: Program): boolean =>
  embedded.some(([module, calls]) =>
    program.modules.some((each) => imports(each, module) && calls.some((call) => indexOf(each).calls.has(call))),
  );

/** What must run before a release, by the migrations that lie in the tree. */
export function migrationsOf(program: Program): string[] {
  if (migratesItself(program)) return [];
  const { repository, component } = program;
  const scripts = repository
    .filesUnder(component.path)
    .filter((path) => path.endsWith('.sql') && /migrat/i.test(folderOf(path)) && !isTest(path) && !isAside(path));
  const folderIn = (path: string): string => {
    const folder = folderOf(path);
    return component.path === '.' ? folder : folder.slice(component.path.length + 1);
  };
  const url = urlVariable(program);
  const paired = scripts.find((path) => /\.up\.sql$/.test(path));
  if (paired) return [`migrate -path ${folderIn(paired)} -database "$${url}" up`];
  const goose = scripts.find((path) => /^\d+_.*\.sql$/.test(baseName(path)) && /^\s*--\s*\+goose/m.test(repository.text(path) ?? ''));
  if (goose) return [`goose -dir ${folderIn(goose)} postgres "$${url}" up`];
  const dbmate = scripts.find((path) => /^\s*--\s*migrate:up/m.test(repository.text(path) ?? ''));
  if (dbmate) return [`dbmate --migrations-dir ${folderIn(dbmate)} --url "$${url}" up`];
  const atlas = repository.filesUnder(component.path).find((path) => /(^|\/)atlas\.sum$/.test(path));
  return atlas ? [`atlas migrate apply --dir file://${folderIn(atlas)} --url "$${url}"`] : [];
}

/** The variable that an opened database is told by. */
function urlVariable(program: Program): string {
  for (const module of program.modules)
    for (const name of ['Open', 'Connect', 'New', 'ParseConfig', 'MustConnect', 'ConnectContext'])
      for (const { call, scope } of indexOf(module).calls.get(name) ?? []) {
        if (!module.imports.some((each) => /database\/sql|pgx|sqlx|gorm|lib\/pq|mysql/.test(each.module))) continue;
        for (const argument of call.args) {
          const [read, another] = variablesOf(program.repository.valueOf(argument, module, scope));
          if (read && !another && /URL|URI|DSN|CONN|DATABASE/i.test(read.name)) return read.name;
        }
      }
  return 'DATABASE_URL';
}
