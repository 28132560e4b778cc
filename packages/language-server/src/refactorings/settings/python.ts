import type { Variable } from '@groundwork/blueprint';
import { kindOf } from './field.ts';

/** https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
export function pydantic(variables: readonly Variable[]): string {
  const fields = ordered(variables).map((variable) => {
    const { name, default: value, secret, required } = variable;
    const type = secret && value === null ? 'SecretStr' : pythonTypes[kindOf(variable)];
    const rest = value !== null && !secret ? ` = ${pythonValue(variable, value)}` : required ? '' : ' | None = None';
    return `    ${name.toLowerCase()}: ${type}${rest}`;
  });
  const secret = fields.some((field) => field.includes('SecretStr')) ? 'from pydantic import SecretStr\n' : '';
  return `${secret}from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n${fields.join('\n')}\n\n\nsettings = Settings()\n`;
}

export function dataclass(variables: readonly Variable[]): string {
  const fields = variables.map((variable) => {
    const { name, default: value, required, secret } = variable;
    const kind = value === null ? 'text' : kindOf(variable);
    const type = `${pythonTypes[kind]}${value === null && !required ? ' | None' : ''}`;
    const shown = secret && value !== null ? '""' : JSON.stringify(value);
    const got = value !== null ? `os.environ.get("${name}", ${shown})` : required ? `os.environ["${name}"]` : `os.environ.get("${name}")`;
    const typed = kind === 'number' ? `int(${got})` : kind === 'flag' ? `${got}.lower() == "true"` : got;
    return `    ${name.toLowerCase()}: ${type} = field(default_factory=lambda: ${typed})`;
  });
  return `import os\nfrom dataclasses import dataclass, field\n\n\n@dataclass(frozen=True)\nclass Settings:\n${fields.join('\n')}\n\n\nsettings = Settings()\n`;
}

const pythonTypes = { number: 'int', flag: 'bool', text: 'str' } as const;
const pythonValue = (variable: Variable, value: string): string =>
  kindOf(variable) === 'text' ? JSON.stringify(value) : kindOf(variable) === 'flag' ? (/^true$/i.test(value) ? 'True' : 'False') : value;

/** What has no default comes first, as Python wants it. */
const ordered = (variables: readonly Variable[]): readonly Variable[] =>
  variables.toSorted(
    (a, b) =>
      Number(a.default !== null && !a.secret) - Number(b.default !== null && !b.secret) || Number(!a.required) - Number(!b.required),
  );
