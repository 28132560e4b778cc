import { visit, type Expression } from '../syntax/expression.ts';
import type { Module } from '../syntax/module.ts';
import type { TypedConnection } from './connection.ts';

/**
 * Calls that use what their library's settings tell (Django's `send_mail` and `EMAIL_HOST`): no connections of their own, but a
 * program that makes them whatever happens needs what the settings name, unless these choose something else to be used.
 */
export function throughSettings(connections: readonly TypedConnection[], modules: readonly Module[]): readonly TypedConnection[] {
  const calls = connections.filter(({ connection }) => connection.through);
  if (calls.length === 0) return connections;
  const needed = calls.filter(({ optional, connection: { through } }) => !optional && through && !choosesAnother(modules, through));
  return connections
    .filter(({ connection }) => !connection.through)
    .map((each) =>
      each.optional && needed.some(({ connection, type }) => connection.library === each.connection.library && type === each.type)
        ? { ...each, optional: false }
        : each,
    );
}

/** Whether any settings name a way other than the usual. */
function choosesAnother(modules: readonly Module[], { setting, usual }: NonNullable<TypedConnection['connection']['through']>): boolean {
  const isOther = (value: Expression): boolean => {
    const texts: string[] = [];
    visit(value, (each) => {
      if (each.kind === 'literal' && typeof each.value === 'string') texts.push(each.value);
    });
    return !texts.some((text) => usual.test(text));
  };
  return modules.some(
    ({ assignments, classes }) =>
      assignments.some(({ target, value }) => target.at(-1) === setting && isOther(value)) ||
      classes.some(({ fields }) => fields.some(({ name, value }) => name === setting && value && isOther(value))),
  );
}
