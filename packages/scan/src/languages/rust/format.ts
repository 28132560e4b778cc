import type { Expression } from '../../syntax/expression.ts';

/** `format!("{}:{port}", host)`: its constant pieces with what stands between them. */
export function formatted(args: readonly Expression[], named: Readonly<Record<string, Expression>>, line: number): Expression {
  const [format, ...values] = args;
  if (format?.kind !== 'literal' || typeof format.value !== 'string') return { kind: 'unknown', children: args, line };
  const parts: Expression[] = [];
  let at = 0;
  let next = 0;
  const text = (value: string): void => {
    if (value !== '') parts.push({ kind: 'literal', value: value.replaceAll('{{', '{').replaceAll('}}', '}'), line });
  };
  for (const match of format.value.matchAll(/(?<!\{)\{([\w.]*)(?::[^{}]*)?\}(?!\})/g)) {
    text(format.value.slice(at, match.index));
    const name = match[1] ?? '';
    const value =
      name === '' ? values[next++] : /^\d+$/.test(name) ? values[Number(name)] : (named[name] ?? { kind: 'name' as const, name, line });
    parts.push(value ?? { kind: 'unknown', children: [], line });
    at = match.index + match[0].length;
  }
  text(format.value.slice(at));
  return { kind: 'template', parts, line };
}
