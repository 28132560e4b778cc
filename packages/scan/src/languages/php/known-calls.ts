import type { Expression } from '../../syntax/expression.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { namesConfig, presence } from './forms.ts';

/** What the statements around an expression are told of it. */
export interface Surroundings {
  /** A closure, so that what its body does counts. */
  closure(node: SyntaxNode): void;
  /** `require __DIR__ . '/x.php'`: the name under which the file's returned value is known. */
  required(path: Expression, line: number): string | null;
  /** `define('DB_HOST', …)`. */
  defined(name: string, value: Expression, line: number): void;
  /** A constant is named, which any file may have defined. */
  constant(name: string, line: number): void;
  /** `config('services.mail.host')`: the name under which that configuration file is known. */
  configured(file: string, line: number): string;
  /** An assignment inside an expression: `if ($url = getenv('URL'))`. */
  assigned(left: SyntaxNode | null, value: Expression, line: number): void;
}

/** Calls that name something else of the program: a folder, or an entry of a configuration file. */
export function knownCall(
  callee: Expression,
  [first, second]: readonly Expression[],
  line: number,
  around: Surroundings,
): Expression | null {
  if (callee.kind === 'name' && callee.name === 'define' && second && first?.kind === 'literal') {
    around.defined(String(first.value), second, line);
    return null;
  }
  const asked = callee.kind === 'name' ? presence(callee.name, first, second, line) : null;
  if (asked) return asked;
  if (first?.kind !== 'literal' || typeof first.value !== 'string') return null;
  if (callee.kind === 'name' && callee.name === 'dirname')
    return first.value.startsWith('.') ? { kind: 'literal', value: `${first.value}/..`, line } : null;
  const isConfig =
    callee.kind === 'name' ? callee.name === 'config' : callee.kind === 'member' && callee.name === 'get' && namesConfig(callee.object);
  if (!isConfig || !/^[\w-]+(\.[\w-]+)+$/.test(first.value)) return null;
  const [file = '', ...keys] = first.value.split('.');
  const whole: Expression = { kind: 'name', name: around.configured(file, line), line };
  const entry = keys.reduce<Expression>(
    (object, key) => ({ kind: 'index', object, key: { kind: 'literal', value: key, line }, line }),
    whole,
  );
  return second ? { kind: 'fallback', first: entry, second, line } : entry;
}
