import type { SyntaxNode } from '../../syntax/node.ts';

/** What is raised when a variable is not there. */
export const absenceError = /\b(KeyError|LookupError|EnvError|ImproperlyConfigured|UndefinedValueError|EnvironmentVariableError)\b/;

/** A block after which nothing follows: it returns, raises, continues or breaks. */
export function leaves(body: SyntaxNode): boolean {
  const last = body.children.at(-1);
  return last !== undefined && /^(return|raise|continue|break)_statement$/.test(last.type);
}
