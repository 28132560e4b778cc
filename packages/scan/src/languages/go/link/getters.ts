import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import { variableRead } from '../../../configuration/variables.ts';
import { visit, type Expression, type ObjectExpression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { fileNamed, filesUnder, textsOf, valueIn } from './files.ts';
import { callsNamed, usersOf } from './viper.ts';

export const iniLibraries: readonly string[] = ['github.com/go-ini/ini', 'gopkg.in/ini'];

/** `cfg.Section("database").Key("HOST").String()` as what the INI file says. */
export function readIniKeys(
  folder: string,
  modules: readonly Module[],
  repository: Repository,
  replaced: Map<Expression, Expression>,
): void {
  const users = usersOf(iniLibraries, modules);
  if (users.length === 0) return;
  const [loaded] = [...callsNamed('Load', users), ...callsNamed('InsensitiveLoad', users), ...callsNamed('LooseLoad', users)];
  const argument = loaded?.call.args[0];
  const texts = loaded && argument ? textsOf(repository.valueOf(argument, loaded.module, loaded.scope)) : [];
  const file = texts.map((text) => fileNamed(text, folder, repository)).find((each) => each !== null) ?? null;
  for (const { call, module, scope } of callsNamed('Key', users)) {
    const key = call.args[0] ? textOf(repository.valueOf(call.args[0], module, scope)) : null;
    const holder = call.callee.kind === 'member' ? call.callee.object : null;
    const section = holder ? sectionOf(holder, module, scope, repository) : null;
    if (key === null || section === null) continue;
    const outer = indexOf(module).chained.get(call);
    const fallback = outer?.callee.kind === 'member' && outer.callee.name.startsWith('Must') ? (outer.args[0] ?? null) : null;
    const value =
      valueIn(file ?? filesUnder(folder, repository).find((each) => valueIn(each, [section, key])) ?? null, [section, key]) ?? fallback;
    if (value) replaced.set(outer ?? call, value);
  }
}

/** The section a key is asked of: `cfg.Section("a")` in place or kept in a variable. */
function sectionOf(holder: Expression, module: Module, scope: number, repository: Repository): string | null {
  const call =
    holder.kind === 'name'
      ? indexOf(module)
          .assignments.get(holder.name)
          ?.find((each) => each.target.length === 1 && each.scope === scope)?.value
      : holder;
  if (call?.kind !== 'call' || call.callee.kind !== 'member' || !/^(Section|GetSection)$/.test(call.callee.name)) return null;
  const [name] = call.args;
  return name ? textOf(repository.valueOf(name, module, scope)) : null;
}

const flagTypes = /(^|\.)(String|Int|Int64|Uint|Bool|Float64|Duration|StringSlice|Path|Timestamp)Flag$/;

export const cliLibraries: readonly string[] = ['github.com/urfave/cli', 'gopkg.in/urfave/cli', 'github.com/codegangsta/cli'];

/** urfave/cli: a flag with variables of its own, asked for by its name or kept in a destination. */
export function readCliFlags(modules: readonly Module[], repository: Repository, replaced: Map<Expression, Expression>): void {
  const users = usersOf(cliLibraries, modules);
  if (users.length === 0) return;
  const flags = new Map<string, Expression>();
  for (const module of users) {
    const seen = new Set<Expression>();
    for (const { expression, scope } of module.statements)
      visit(expression, (each) => {
        if (each.kind !== 'object' || each.type === null || !flagTypes.test(each.type) || seen.has(each)) return;
        seen.add(each);
        const name = entry(each, 'Name');
        const text = name ? textOf(repository.valueOf(name, module, scope)) : null;
        const read = flagRead(each, module, scope, repository);
        if (text !== null && read) flags.set(text.split(',')[0]?.trim() ?? text, read);
      });
  }
  for (const getter of [
    'String',
    'Int',
    'Int64',
    'Uint',
    'Bool',
    'Float64',
    'Duration',
    'StringSlice',
    'Path',
    'GlobalString',
    'GlobalInt',
    'GlobalBool',
  ])
    for (const { call } of callsNamed(getter, users)) {
      const [name] = call.args;
      const read = name?.kind === 'literal' && call.args.length === 1 ? flags.get(String(name.value)) : undefined;
      if (read) replaced.set(call, read);
    }
}

const entry = (literal: ObjectExpression, key: string): Expression | null =>
  literal.entries.find((each) => each.key === key)?.value ?? null;

/** A flag's variable above its value: `EnvVars: []string{"PORT"}`, `EnvVar: "PORT"`, `Sources: cli.EnvVars("PORT")`. */
export function flagRead(literal: ObjectExpression, module: Module, scope: number, repository: Repository): Expression | null {
  const named = entry(literal, 'EnvVars') ?? entry(literal, 'EnvVar') ?? entry(literal, 'Sources');
  const first = named?.kind === 'list' ? named.items[0] : named?.kind === 'call' ? named.args[0] : (named ?? undefined);
  const variable = first
    ? textOf(repository.valueOf(first, module, scope))
        ?.split(',')[0]
        ?.trim()
    : undefined;
  const fallback = entry(literal, 'Value');
  const required = entry(literal, 'Required');
  if (!variable) return fallback;
  return variableRead(variable, fallback, required?.kind === 'literal' && required.value === true, literal.line);
}
