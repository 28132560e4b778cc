import type { Variable } from '@groundwork/blueprint';

/** A variable as a field of settings, whatever the language. */
export interface Field {
  readonly name: string;
  readonly kind: 'number' | 'flag' | 'text';
  /** What is meant where it is not set; secrets are not written into code. */
  readonly usual: string | null;
  /** Without it the service does not work. */
  readonly required: boolean;
}

export const fieldOf = (variable: Variable): Field => {
  const { name, default: value, secret, required } = variable;
  return {
    name,
    kind: kindOf(variable),
    usual: value === null ? null : secret ? '' : value,
    required: value === null && required,
  };
};

export const kindOf = ({ default: value, secret }: Variable): Field['kind'] =>
  value === null || secret ? 'text' : /^\d{1,9}$/.test(value) ? 'number' : /^(true|false)$/i.test(value) ? 'flag' : 'text';

/** `DATABASE_URL` as databaseUrl. */
export const camel = (name: string): string => name.toLowerCase().replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
export const pascal = (name: string): string => camel(name).replace(/^\w/, (letter) => letter.toUpperCase());
/** A text in double quotes, for languages that escape as JSON does. */
export const quoted = (text: string): string => JSON.stringify(text);
