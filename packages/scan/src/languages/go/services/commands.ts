import { visit, type Expression, type ObjectExpression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Program } from './programs.ts';

/** A subcommand of a program. */
export interface Command {
  readonly name: string;
  /** It does something itself rather than only holding others. */
  readonly runs: boolean;
  readonly module: Module;
  readonly line: number;
}

export const commandTypes: ReadonlySet<string> = new Set([
  'github.com/spf13/cobra.Command()',
  'github.com/urfave/cli.Command()',
  'github.com/urfave/cli.App()',
  'github.com/peterbourgon/ff/ffcli.Command()',
  'github.com/mitchellh/cli.CLI()',
]);

/** Commands a program defines with cobra, urfave/cli or ffcli. */
export function commandsOf(program: Program): Command[] {
  const found: Command[] = [];
  for (const module of program.modules) {
    if (!module.imports.some((each) => /spf13\/cobra|urfave\/cli|ffcli/.test(each.module))) continue;
    const seen = new Set<Expression>();
    for (const { expression, scope } of module.statements)
      visit(expression, (each) => {
        if (each.kind !== 'object' || each.type === null || seen.has(each)) return;
        seen.add(each);
        const canonical = program.repository.canonicalName(each, module, scope);
        if (canonical === null || !commandTypes.has(canonical)) return;
        const name = textAt(each, 'Use') ?? textAt(each, 'Name');
        if (name === null) return;
        const runs = each.entries.some((entry) => /^(Run|RunE|Action|Exec|Before)$/.test(entry.key ?? '') && entry.key !== 'Before');
        found.push({ name: name.split(/\s/)[0] ?? name, runs, module, line: each.line });
      });
  }
  return found;
}

function textAt(literal: ObjectExpression, key: string): string | null {
  const value = literal.entries.find((entry) => entry.key === key)?.value;
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
}

const serving = /^(serve|server|start|run|web|api|http|httpd|start-server|runserver|daemon|app|all|standalone)$/i;
const working = /^(workers?|consumers?|consume|queue|jobs?|process(or)?|subscribers?)(-start)?$/i;
const scheduling = /^(scheduler|cron|schedule)$/i;
const migrating = /^(migrate|migrations?|migrate-?up|db:migrate|migrate-db|upgrade|db-migrate)$/i;

/** Which of its commands start a program's services and prepare its database. */
export interface Roles {
  /** The words after the program's name that make it serve, `null` when it does so by itself. */
  readonly serve: string | null;
  readonly worker: Command | null;
  readonly scheduler: Command | null;
  readonly migrate: string | null;
}

export function rolesOf(commands: readonly Command[], program: Program): Roles {
  const root = commands.find((each) => each.name === program.name || each.name === program.component.name) ?? commands.at(0) ?? null;
  const others = commands.filter((each) => each !== root);
  const pick = (pattern: RegExp): Command | null => others.find((each) => each.runs && pattern.test(each.name)) ?? null;
  const serve = root?.runs ? null : pick(serving);
  const migrate = others.find((each) => migrating.test(each.name)) ?? null;
  const up = migrate && !migrate.runs ? others.find((each) => each.runs && /^(up|run|apply)$/.test(each.name)) : null;
  return {
    serve: serve?.name ?? null,
    worker: pick(working),
    scheduler: pick(scheduling),
    migrate: migrate ? [migrate.name, ...(up ? [up.name] : [])].join(' ') : null,
  };
}
