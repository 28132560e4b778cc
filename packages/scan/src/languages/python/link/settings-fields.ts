import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Field } from '../../../syntax/module.ts';
import type { PlacedClass } from './class-finder.ts';
import type { SettingsOptions } from './settings-options.ts';

/** Whether a field of a settings class is read from the environment. */
export const isSetting = (field: Field): boolean =>
  /^[A-Za-z]\w*$/.test(field.name) &&
  !/^(model_config|env_prefix|env_nested_delimiter|case_sensitive|env_file|env_ignore_empty|cli_\w+)$/.test(field.name) &&
  field.type !== 'ClassVar' &&
  (field.type !== null || field.value?.kind === 'literal');

/** The field as a reading of its variable, its default what the class gives it; `derived` is what a validator makes of it where it is unset. */
export function readingOf(
  field: Field,
  placed: PlacedClass,
  prefix: string,
  options: SettingsOptions,
  derived: Expression | null,
): Expression {
  const told = field.value?.kind === 'call' && isFieldCall(field.value) ? field.value : annotated(field);
  const given = field.value && field.value !== told ? field.value : told ? defaultIn(told) : null;
  const fallback = given && isRequiredMark(given) ? null : given;
  const inConfig = aliasesOf(placed.fact.fields.find((each) => each.name === 'Config.fields')?.value ?? null, field.name);
  const aliases = [...(told ? aliasesIn(told) : []), ...inConfig];
  const names = aliases.length ? aliases.map((name) => spelled(name, options)) : [spelled(`${prefix}${field.name}`, options)];
  const absent: Expression | null =
    derived && (fallback === null || isNothing(fallback)) ? derived : (fallback ?? (field.optional ? nothing(field) : null));
  return (
    names
      .toReversed()
      .reduce<Expression | null>(
        (after, variable) => ({ kind: 'environment', variable, fallback: after, required: after === null, line: field.line }),
        absent,
      ) ?? { kind: 'unknown', children: [], line: field.line }
  );
}

/** Where case does not matter, variables are written as everybody writes them. */
const spelled = (name: string, options: SettingsOptions): string => (options.caseSensitive ? name : name.toUpperCase());

const nothing = (field: Field): Expression => ({ kind: 'literal', value: null, line: field.line });

const isNothing = (expression: Expression): boolean => expression.kind === 'literal' && expression.value === null;

const isRequiredMark = (expression: Expression): boolean => expression.kind === 'name' && expression.name === 'Ellipsis';

const isFieldCall = (call: Call): boolean => 'name' in call.callee && call.callee.name === 'Field';

/** The `Field(…)` inside `Annotated[str, Field(…)]`. */
function annotated(field: Field): Call | null {
  for (const decorator of field.decorators) {
    const inside = decorator.kind === 'index' ? [decorator.key] : [];
    for (const each of inside.flatMap((key) => (key.kind === 'list' ? key.items : key.kind === 'unknown' ? key.children : [key])))
      if (each.kind === 'call' && isFieldCall(each)) return each;
  }
  return null;
}

const defaultIn = (call: Call): Expression | null => {
  const factory = call.named['default_factory'];
  if (factory) return { kind: 'call', callee: factory, args: [], named: {}, line: call.line };
  return call.args[0] ?? call.named['default'] ?? null;
};

/** Names that stand for the field's own: `validation_alias=AliasChoices("A", "B")`, `alias="A"`, `env=["A", "B"]`. */
function aliasesIn(call: Call): string[] {
  for (const key of ['validation_alias', 'alias', 'env']) {
    const found = textsIn(call.named[key]);
    if (found.length) return found;
  }
  return [];
}

function textsIn(expression: Expression | undefined): string[] {
  if (!expression) return [];
  if (expression.kind === 'literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (expression.kind === 'list') return expression.items.flatMap(textsIn);
  return expression.kind === 'call' ? expression.args.flatMap(textsIn) : [];
}

/** `class Config: fields = {"url": {"env": "DATABASE_URL"}}`. */
function aliasesOf(fields: Expression | null, name: string): string[] {
  const entry = fields?.kind === 'object' ? fields.entries.find((each) => each.key === name)?.value : undefined;
  const said = entry?.kind === 'object' ? entry.entries.find((each) => each.key === 'env')?.value : undefined;
  return textsIn(said);
}
