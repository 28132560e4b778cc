/** Something only Azure knows while it deploys: an ARM template expression without its brackets. */
export interface Expression {
  readonly expression: string;
  /** What it comes to must be kept from outputs, logs and plain settings. */
  readonly secret: boolean;
}

/** A text of a template: plain, or with parts that Azure fills in. */
export type Text = string | Expression;

export const expression = (text: string): Expression => ({ expression: text, secret: false });

export const secretExpression = (text: string): Expression => ({ expression: text, secret: true });

/** A string inside an expression. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const parameter = (name: string): string => `parameters(${quoted(name)})`;

/** The parts as one expression. */
export function joined(parts: readonly Text[]): Expression {
  const kept = merged(parts);
  const secret = kept.some((part) => typeof part !== 'string' && part.secret);
  const [only] = kept;
  if (only === undefined) return { expression: quoted(''), secret };
  if (kept.length === 1) return typeof only === 'string' ? { expression: quoted(only), secret } : only;
  return { expression: `concat(${kept.map((part) => (typeof part === 'string' ? quoted(part) : part.expression)).join(', ')})`, secret };
}

/** The parts as a value of a template: a plain string stays one, and what only looks like an expression is none. */
export function value(...parts: readonly Text[]): string {
  const kept = merged(parts);
  if (kept.every((part) => typeof part === 'string')) {
    const text = kept.join('');
    return text.startsWith('[') ? `[${text}` : text;
  }
  return `[${joined(kept).expression}]`;
}

function merged(parts: readonly Text[]): Text[] {
  const kept: Text[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (typeof part === 'string' && typeof last === 'string') kept[kept.length - 1] = last + part;
    else if (part !== '') kept.push(part);
  }
  return kept;
}

/** `resourceId('Microsoft.Storage/storageAccounts', 'name')`. Names are expressions. */
export const resourceId = (type: string, ...names: readonly Expression[]): string =>
  `resourceId(${[quoted(type), ...names.map((name) => name.expression)].join(', ')})`;
