import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Expression } from '../../../syntax/expression.ts';
import type { PlacedClass } from './class-finder.ts';

/** How a settings class names its variables. */
export interface SettingsOptions {
  readonly prefix: string;
  /** What stands between a field and the fields of a model in it, `null` where models are one variable. */
  readonly delimiter: string | null;
  readonly caseSensitive: boolean;
}

export const ownOptions: SettingsOptions = { prefix: '', delimiter: null, caseSensitive: false };

/** `model_config = SettingsConfigDict(env_prefix=…)`, `class Config: env_prefix = …`, or arguments of the class line, over what is inherited. */
export function optionsOf({ fact, module }: PlacedClass, inherited: SettingsOptions, repository: Repository): SettingsOptions {
  const said = new Map<string, Expression>();
  for (const field of fact.fields) {
    const name = field.name.replace(/^Config\./, '');
    if (field.value && optionNames.has(name)) said.set(name, field.value);
    if (field.name !== 'model_config' || !field.value) continue;
    visit(field.value, (each) => {
      if (each.kind === 'call') for (const [key, value] of Object.entries(each.named)) said.set(key, value);
      if (each.kind === 'object') for (const { key, value } of each.entries) if (key !== null) said.set(key, value);
    });
  }
  const text = (name: string): string | null => {
    const value = said.get(name);
    return value ? textOf(repository.valueOf(value, module, -1)) : null;
  };
  const caseSensitive = text('case_sensitive');
  return {
    prefix: text('env_prefix') ?? inherited.prefix,
    delimiter: text('env_nested_delimiter') ?? inherited.delimiter,
    caseSensitive: caseSensitive === null ? inherited.caseSensitive : caseSensitive === 'true',
  };
}

const optionNames = new Set(['env_prefix', 'env_nested_delimiter', 'case_sensitive']);
