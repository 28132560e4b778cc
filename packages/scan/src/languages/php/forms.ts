import type { Expression, ObjectEntry } from '../../syntax/expression.ts';
import { childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** Yii's way to construct: an array that names its class beside what the constructor is told. */
export function constructed(entries: readonly ObjectEntry[], line: number): Expression | null {
  const named = entries.find((entry) => entry.key === 'class')?.value;
  if (named?.kind !== 'literal' || typeof named.value !== 'string' || !/^\\?[A-Za-z]\w*\\[\w\\]+$/.test(named.value)) return null;
  const told = entries.filter((entry) => entry.key !== null && entry.key !== 'class');
  return {
    kind: 'call',
    callee: qualified(named.value, line),
    args: [],
    named: Object.fromEntries(told.map(({ key, value }) => [key ?? '', value])),
    line,
  };
}

export const namesConfig = (object: Expression): boolean => object.kind === 'name' && object.name === 'Config';

export function variableOf(source: Source, node: SyntaxNode): string {
  const name = source.textOf(childrenIn(node, 'name')[0] ?? childOfType(node, 'name') ?? node).replace(/^\$\{?|\}$/g, '');
  return name === 'this' ? 'this' : `$${name}`;
}

/** `\Predis\Client` as the members of its namespace. */
export function qualified(text: string, line: number): Expression {
  const [first = '', ...rest] = text.split('\\').filter(Boolean);
  return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
}

/** The key of an entry: text, a number, or the last name of a constant such as `PDO::ATTR_ERRMODE`. */
export function keyText(key: Expression): string {
  if (key.kind === 'literal') return String(key.value);
  return key.kind === 'member' || key.kind === 'name' ? key.name : '';
}

/** `isset($_ENV['X'])`, `empty($x['y'])` and `array_key_exists('X', $_ENV)` ask whether something is there. */
export function presence(name: string, first: Expression | undefined, second: Expression | undefined, line: number): Expression | null {
  if (name === 'array_key_exists' && first && second) return { kind: 'compare', operator: 'in', left: first, right: second, line };
  if ((name !== 'isset' && name !== 'empty') || first?.kind !== 'index') return null;
  return { kind: 'compare', operator: name === 'isset' ? 'in' : 'not in', left: first.key, right: first.object, line };
}
