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

/** What the web server puts into `$_SERVER` for a request, which no environment carries. */
const ofRequest =
  /^(HTTP_|REQUEST_|REMOTE_|SERVER_(NAME|ADDR|PROTOCOL|SOFTWARE|ADMIN|SIGNATURE)|SCRIPT_|QUERY_STRING$|PATH_(INFO|TRANSLATED)$|PHP_(SELF|AUTH)|DOCUMENT_|CONTEXT_|CONTENT_|GATEWAY_|HTTPS$|argv$|argc$|ORIG_|AUTH_TYPE$|REDIRECT_|UNIQUE_ID$|SSL_|FCGI_|CONTENT_TYPE$)/;

export function superglobal(read: Expression & { kind: 'index' }): Expression {
  const { object, key, line } = read;
  if (object.kind !== 'name' || object.name !== '$_SERVER' || key.kind !== 'literal' || !ofRequest.test(String(key.value))) return read;
  return { kind: 'unknown', children: [], line };
}

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
