import type { Call, Expression } from '../../../syntax/expression.ts';
import type { ClassFact, Field } from '../../../syntax/module.ts';

/** An attribute of a field or type by its name: `arg`, `serde`. */
export const attribute = (decorators: readonly Expression[], ...names: readonly string[]): Call[] =>
  decorators.filter((each): each is Call => each.kind === 'call' && each.callee.kind === 'name' && names.includes(each.callee.name));

/** A named part of any of a field's attributes of these names. */
export function part(decorators: readonly Expression[], names: readonly string[], ...keys: readonly string[]): Expression | null {
  for (const each of attribute(decorators, ...names)) for (const key of keys) if (each.named[key]) return each.named[key];
  return null;
}

export const textOf = (value: Expression | null): string | null =>
  value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null;

export const isTrue = (value: Expression | null): boolean => value?.kind === 'literal' && value.value === true;

/** `databaseUrl` and `DatabaseURL` as `database_url`. */
export const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();

/** What serde calls a field: `null` when it is left out, an empty text when its members are its parent's. */
export function serdeKey(field: Field, fact: ClassFact): string | null {
  if (isTrue(part(field.decorators, ['serde'], 'skip', 'skip_deserializing'))) return null;
  if (isTrue(part(field.decorators, ['serde'], 'flatten'))) return '';
  const renamed = textOf(part(field.decorators, ['serde'], 'rename'));
  if (renamed !== null) return renamed;
  const all = textOf(part(fact.decorators, ['serde'], 'rename_all'));
  switch (all) {
    case 'camelCase':
      return field.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    case 'PascalCase':
      return field.name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    case 'kebab-case':
      return field.name.replaceAll('_', '-');
    case 'SCREAMING_SNAKE_CASE':
    case 'UPPERCASE':
      return field.name.toUpperCase();
    default:
      return field.name.replace(/^r#/, '');
  }
}

/** Whether a value must be given: neither `Option` nor `#[serde(default)]`. */
export const isNeeded = (field: Field): boolean => !field.optional && part(field.decorators, ['serde'], 'default') === null;

/** A plain value in an attribute. */
export const literal = (value: Expression | null): Expression | null => (value?.kind === 'literal' && value.value !== true ? value : null);

/** What a field is when nobody says: `#[serde(default = "default_port")]` names the function that gives it, `#[default(8080)]` the value. */
export function defaultGiven(field: Field): Expression | null {
  const maker = textOf(part(field.decorators, ['serde'], 'default'));
  const { line } = field;
  if (maker !== null) {
    const [name = '', ...around] = maker.split('::').toReversed();
    const object = around.toReversed().join('::');
    const callee: Expression =
      object === '' ? { kind: 'name', name, line } : { kind: 'member', object: { kind: 'name', name: object, line }, name, line };
    return { kind: 'call', callee, args: [], named: {}, line };
  }
  for (const each of attribute(field.decorators, 'default')) if (each.args[0]) return literal(each.args[0]);
  return null;
}
