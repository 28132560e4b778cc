import type { Expression } from '../../../syntax/expression.ts';

/** `${NAME}`, `${NAME:default}`, `${NAME:-default}`, `${NAME,OTHER:default}`, OmegaConf's `${oc.env:NAME,default}`. */
const placeholder = /\$\{(?:(?:oc\.)?env:)?([A-Z][A-Z0-9_]*)((?:,[A-Za-z_][A-Za-z0-9_]*)+(?=:))?(?:(?::-?|,)([^{}]*))?\}/g;

/** A value of a configuration file with the variables that are written into its texts made readings of the environment. */
export function withPlaceholders(value: Expression): Expression {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' && value.value.includes('${') ? ofText(value.value, value.line) : value;
    case 'list':
      return { ...value, items: value.items.map(withPlaceholders) };
    case 'object':
      return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: withPlaceholders(entry.value) })) };
    default:
      return value;
  }
}

function ofText(text: string, line: number): Expression {
  const parts: Expression[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    const [whole, variable = '', , fallback] = match;
    if (match.index > end) parts.push({ kind: 'literal', value: text.slice(end, match.index), line });
    parts.push({
      kind: 'environment',
      variable,
      fallback: fallback === undefined ? null : { kind: 'literal', value: fallback, line },
      required: fallback === undefined,
      line,
    });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push({ kind: 'literal', value: text.slice(end), line });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'template', parts, line };
}
