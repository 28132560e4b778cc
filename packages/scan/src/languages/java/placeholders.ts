import type { Expression } from '../../syntax/expression.ts';

/** Keys of frameworks that write a dash as an underscore too. */
const dashed = /^(quarkus|micronaut|mp|smallrye|datasources|r2dbc)\./;

/**
 * The variable that overrides a property: by Spring's relaxed binding `spring.datasource.driver-class-name` is
 * `SPRING_DATASOURCE_DRIVERCLASSNAME`, by MicroProfile's `quarkus.mongodb.connection-string` is `QUARKUS_MONGODB_CONNECTION_STRING`.
 */
export function variableOf(property: string): string {
  if (/^[A-Z][A-Z0-9_]*$/.test(property)) return property;
  return property
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/-/g, dashed.test(property) ? '_' : '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}

/** Reading a property that nobody gave a value: a variable when it is written as one, else the variable that overrides it. */
export function propertyRead(property: string, fallback: Expression | null, line: number): Expression {
  const variable = variableOf(property);
  const read = { kind: 'environment', variable, fallback, required: fallback === null, line } as const;
  return variable !== property && fallback !== null ? { ...read, implicit: true } : read;
}

const deepest = 8;

/** Text with `${NAME:default}` placeholders, as Spring, Quarkus, Micronaut and Logback (`:-`) write them. */
export function textWithPlaceholders(text: string, line: number, depth = 0): Expression {
  const parts: Expression[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    const close = open < 0 ? -1 : closing(text, open + 2);
    if (open < 0 || close < 0 || depth > deepest) break;
    plain += text.slice(at, open);
    if (plain !== '') parts.push({ kind: 'literal', value: plain, line });
    plain = '';
    parts.push(placeholder(text.slice(open + 2, close), line, depth));
    at = close + 1;
  }
  plain += text.slice(at);
  if (plain !== '' || parts.length === 0) parts.push({ kind: 'literal', value: plain, line });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'template', parts, line };
}

function placeholder(inside: string, line: number, depth: number): Expression {
  const colon = inside.indexOf(':');
  const name = (colon < 0 ? inside : inside.slice(0, colon)).trim().replace(/^\?/, '');
  if (!/^[\w.[\]-]+$/.test(name)) return { kind: 'unknown', children: [], line };
  if (colon < 0) return propertyRead(name, null, line);
  return propertyRead(name, textWithPlaceholders(inside.slice(colon + 1).replace(/^-/, ''), line, depth + 1), line);
}

/** Offset of the brace that closes the placeholder, nested ones passed over; -1 when it stays open. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) open++;
    else if (text[at] === '}' && --open === 0) return at;
  }
  return -1;
}
