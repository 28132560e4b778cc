import { posix } from 'node:path';
import { indexOf } from '../../../evaluate/module-index.ts';
import { crates } from '../crates.ts';
import type { Program } from './programs.ts';

/** What must run before a release: migrations that the program does not apply by itself. */
export function releaseOf(program: Program, command: string): string[] {
  const { component, repository, modules } = program;
  const own = subcommand(program, /^(migrate|migrations?|db_?migrate)$/i);
  if (own) return [`${command} ${own}`];
  const calls = (name: string): boolean => modules.some((module) => indexOf(module).calls.has(name));
  if (calls('migrate') || calls('embed_migrations') || calls('run_pending_migrations') || calls('run_migrations')) return [];
  const migration = crates(repository).find(
    (each) => each.manifest.dependencies.some((dependency) => dependency.name === 'sea-orm-migration') && each.binaries.length > 0,
  );
  if (migration) return calls('up') ? [] : [`cargo run --release -p ${migration.name} -- up`];
  const inFolder = (name: string): boolean =>
    repository.filesUnder(component.path).some((path) => path.startsWith(component.path === '.' ? name : `${component.path}/${name}`));
  if (!inFolder('migrations/')) return [];
  const depends = (name: string): boolean => component.dependencies.has(name);
  if (depends('diesel') || depends('diesel-async')) return ['diesel migration run'];
  return depends('sqlx') || depends('sqlx-core') ? ['sqlx migrate run'] : [];
}

/** The subcommand of a clap program by what its variant is called, as it is typed. */
export function subcommand(program: Program, pattern: RegExp): string | null {
  for (const module of program.modules)
    for (const fact of module.classes) {
      const derives = fact.decorators.some(
        (each) => each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'derive' && 'Subcommand' in each.named,
      );
      const isCommands =
        derives ||
        fact.decorators.some(
          (each) =>
            each.kind === 'call' &&
            each.callee.kind === 'name' &&
            each.callee.name === 'derive' &&
            ('Parser' in each.named || 'StructOpt' in each.named),
        );
      if (!isCommands) continue;
      for (const base of fact.bases) if (base.kind === 'name' && pattern.test(base.name)) return kebab(base.name);
    }
  return null;
}

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** Where cargo puts the binary, seen from the crate: a workspace shares one folder. */
export function binaryOf(program: Program): string {
  const root = program.crate.workspace?.folder ?? program.crate.folder;
  const way = posix.relative(program.crate.folder, root);
  return `${way === '' ? '.' : way}/target/release/${program.name}`;
}
