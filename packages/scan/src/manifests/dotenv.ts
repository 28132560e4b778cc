import { baseName } from '../repository/paths.ts';
import { declaration, declaredVariable, stated, type DeclarationReader, type DeclaredVariable } from './declaration.ts';

const name =
  /^(\.env([.\-_][\w.-]+)?|[\w.-]+\.env|env([.\-_](example|sample|template|dist|default))|(example|sample|template|default)\.env|[\w.-]*\.?env([.\-_](example|sample|template|dist|default))([.\-_]\w+)?|\.flaskenv)$/i;

/** Files of variables: `.env`, and above all what is shown to be copied: `.env.example`. */
export const dotenvReader: DeclarationReader = {
  format: 'dotenv',
  matches: (path) => name.test(baseName(path)) && !/\.([cm]?[jt]sx?|py|rb|go|php|d|md|ya?ml|json|vault|lock|toml)$/i.test(path),
  read(path, text) {
    const variables: DeclaredVariable[] = [];
    const known = new Set<string>();
    for (const { name: key, value, line, commented } of linesOf(text)) {
      if (known.has(key)) continue;
      known.add(key);
      variables.push(
        declaredVariable(key, value, stated(path, line, commented ? `${key} can be set` : `${key} is listed`, commented ? 0.6 : 0.8), {
          required: commented ? false : null,
        }),
      );
    }
    return variables.length ? declaration(path, 'dotenv', { variables }) : null;
  },
};

interface Line {
  readonly name: string;
  readonly value: string | null;
  readonly line: number;
  readonly commented: boolean;
}

/** `NAME=value` with quotes over several lines, `export`, comments; `# NAME=value` is one that can be set. Set ones come first. */
export function linesOf(text: string): Line[] {
  const set: Line[] = [];
  const commented: Line[] = [];
  const rows = text.split('\n');
  for (let at = 0; at < rows.length; at++) {
    const row = (rows[at] ?? '').replace(/\r$/, '');
    const match = /^\s*(#\s*)?(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*)$/.exec(row);
    if (!match) continue;
    const [, hash, key = '', rest = ''] = match;
    // Prose with an equals sign is no variable.
    if (hash !== undefined && (!/^[A-Z][A-Z0-9_]*$/.test(key) || /^#\s{2,}/.test(row.trim()))) continue;
    const line = at + 1;
    let value = rest.trim();
    const quote = value[0];
    if ((quote === '"' || quote === "'" || quote === '`') && hash === undefined) {
      let end = value.indexOf(quote, 1);
      for (let more = 0; end < 0 && more < 50 && at + 1 < rows.length; more++) {
        value += `\n${rows[++at] ?? ''}`;
        end = value.indexOf(quote, 1);
      }
      value = end < 0 ? value.slice(1) : value.slice(1, end);
    } else value = value.replace(/(^|\s+)#.*$/, '').replace(/^(["'])(.*)\1$/, '$2');
    (hash === undefined ? set : commented).push({ name: key, value: value === '' ? null : value, line, commented: hash !== undefined });
  }
  return [...set, ...commented];
}
