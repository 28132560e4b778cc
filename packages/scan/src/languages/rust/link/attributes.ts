import type { Filler } from '../../../configuration/fill.ts';
import { variableRead } from '../../../configuration/variables.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { ClassFact, Field, Module } from '../../../syntax/module.ts';
import { attribute, defaultGiven, isTrue, literal, part, textOf } from './fields.ts';

/** Attributes of clap, structopt, confique, envconfig and like crates that name a field's variable. */
const named = ['arg', 'clap', 'structopt', 'argh', 'config', 'envconfig', 'conf', 'env_config', 'from_env'];

/** Fields whose attribute names the variable they are read from: `#[arg(long, env = "PORT", default_value_t = 8080)]`. */
export function fillFromAttributes(modules: ReadonlyMap<string, Module>, filler: Filler): void {
  for (const module of modules.values())
    for (const fact of module.classes) {
      if (!fact.fields.some((field) => variableIn(field) !== null || defaultGiven(field) !== null)) continue;
      filler.into({ fact, module }, { key: (field) => (isNested(field) ? null : ''), read: (_path, field) => readOf(field, fact) });
    }
}

/** Structs inside are filled by themselves. */
const isNested = (field: Field): boolean => isTrue(part(field.decorators, named, 'flatten', 'nested', 'subcommand'));

function variableIn(field: Field): string | null {
  const said = part(field.decorators, named, 'env', 'from', 'var');
  if (isTrue(said)) return field.name.toUpperCase();
  return textOf(said);
}

function readOf(field: Field, _fact: ClassFact): Expression | null {
  const variable = variableIn(field);
  if (variable === null) return defaultOf(field) ?? defaultGiven(field);
  return variableRead(variable, defaultOf(field), !field.optional && !isFlag(field), field.line);
}

const isFlag = (field: Field): boolean =>
  field.type === 'bool' || attribute(field.decorators, ...named).some((each) => each.named['action'] !== undefined);

const defaultOf = (field: Field): Expression | null =>
  literal(part(field.decorators, named, 'default_value', 'default_value_t', 'default_values', 'default', 'default_missing_value'));
