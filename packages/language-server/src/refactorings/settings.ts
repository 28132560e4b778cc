import type { Variable } from '@groundwork/blueprint';
import { inFolder, newFile, type Asked, type Refactoring } from './asked.ts';
import { knowsLibrary } from './dependencies.ts';

/** A typed class, or module, of all variables a service reads, in a file of its own: what is missing is said at the start and not later. */
export function settingsRefactorings(asked: Asked): readonly Refactoring[] {
  const { service, path, line, text, read } = asked;
  const variables = service.env.filter(({ name }) => /^[A-Za-z_]\w*$/.test(name));
  const isHere = variables.some(({ evidence }) => evidence.some(({ file, line: at }) => file === path && at === line + 1));
  if (variables.length < 2 || !isHere) return [];
  const python = service.language === 'python';
  if (!python && service.language !== 'node') return [];
  if (python && /\bBaseSettings\b/.test(text)) return [];
  const typescript = /\.[cm]?tsx?$/.test(path);
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  const file = inFolder(folder, python ? 'settings.py' : `env.${typescript ? 'ts' : 'js'}`);
  if (read(file) !== null) return [];
  const made = (): string =>
    python
      ? knowsLibrary(asked, 'pydantic-settings')
        ? pydantic(variables)
        : dataclass(variables)
      : knowsLibrary(asked, 'zod')
        ? zod(variables)
        : plain(variables, typescript);
  const title = `Write ${file.split('/').at(-1)} with the ${variables.length} variables ${service.name} reads`;
  return [{ id: 'settings', title, edits: () => [newFile(file, made())] }];
}

type Kind = 'number' | 'flag' | 'text';

const kindOf = ({ default: value }: Variable): Kind =>
  value !== null && /^\d+$/.test(value) ? 'number' : value !== null && /^(true|false)$/i.test(value) ? 'flag' : 'text';

/** https://docs.pydantic.dev/latest/concepts/pydantic_settings/ */
function pydantic(variables: readonly Variable[]): string {
  const fields = ordered(variables).map((variable) => {
    const { name, default: value, secret, required } = variable;
    const type = secret && value === null ? 'SecretStr' : pythonTypes[kindOf(variable)];
    const rest = value !== null && !secret ? ` = ${pythonValue(variable, value)}` : required ? '' : ' | None = None';
    return `    ${name.toLowerCase()}: ${type}${rest}`;
  });
  const secret = fields.some((field) => field.includes('SecretStr')) ? 'from pydantic import SecretStr\n' : '';
  return `${secret}from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n${fields.join('\n')}\n\n\nsettings = Settings()\n`;
}

function dataclass(variables: readonly Variable[]): string {
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

function zod(variables: readonly Variable[]): string {
  const fields = variables.map((variable) => {
    const { name, default: value, required, secret } = variable;
    const kind = kindOf(variable);
    const type = kind === 'number' ? 'z.coerce.number()' : kind === 'flag' ? 'z.stringbool()' : 'z.string()';
    const usual = kind === 'text' ? quoted(value ?? '') : (value ?? '').toLowerCase();
    return `  ${name}: ${type}${value !== null && !secret ? `.default(${usual})` : required ? '' : '.optional()'},`;
  });
  return `import { z } from 'zod';\n\nexport const env = z\n  .object({\n${fields.map((field) => `  ${field}`).join('\n')}\n  })\n  .parse(process.env);\n`;
}

function plain(variables: readonly Variable[], typescript: boolean): string {
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

/** What has no default comes first, as Python wants it. */
const ordered = (variables: readonly Variable[]): readonly Variable[] =>
  variables.toSorted(
    (a, b) =>
      Number(a.default !== null && !a.secret) - Number(b.default !== null && !b.secret) || Number(!a.required) - Number(!b.required),
  );
