import type { Variable } from '@groundwork/blueprint';
import { kindOf } from './field.ts';

export function zod(variables: readonly Variable[]): string {
  const fields = variables.map((variable) => {
    const { name, default: value, required, secret } = variable;
    const kind = kindOf(variable);
    const type = kind === 'number' ? 'z.coerce.number()' : kind === 'flag' ? 'z.stringbool()' : 'z.string()';
    const usual = kind === 'text' ? quoted(value ?? '') : (value ?? '').toLowerCase();
    return `  ${name}: ${type}${value !== null && !secret ? `.default(${usual})` : required ? '' : '.optional()'},`;
  });
  return `import { z } from 'zod';\n\nexport const env = z\n  .object({\n${fields.map((field) => `  ${field}`).join('\n')}\n  })\n  .parse(process.env);\n`;
}

export function plain(variables: readonly Variable[], typescript: boolean): string {
  const fields = variables.map((variable) => {
    const { name, default: value, required, secret } = variable;
    const kind = kindOf(variable);
    const got =
      value !== null && !secret ? `(process.env.${name} ?? ${quoted(value)})` : required ? `required('${name}')` : `process.env.${name}`;
    const typed =
      value === null || secret
        ? got
        : kind === 'number'
          ? `Number${got}`
          : kind === 'flag'
            ? `${got}.toLowerCase() === 'true'`
            : got.slice(1, -1);
    return `  ${name}: ${typed},`;
  });
  const needs = fields.some((field) => field.includes("required('"));
  const check = typescript ? 'function required(name: string): string {' : 'function required(name) {';
  const error = 'new Error(`${name} is not set`)';
  const body = `  const value = process.env[name];\n  if (value === undefined) throw ${error};\n  return value;\n`;
  const checked = needs ? `${check}\n${body}}\n\n` : '';
  return `${checked}export const env = {\n${fields.join('\n')}\n};\n`;
}

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}'`;
