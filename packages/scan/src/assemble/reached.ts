import { indexOf } from '../evaluate/module-index.ts';
import { givesMembers } from '../evaluate/gives-members.ts';
import type { Repository } from '../repository/repository.ts';
import type { Module, Scope } from '../syntax/module.ts';
import { holdsByDefault } from './holds.ts';

const deepest = 5;

/**
 * Whether a function is called as the program is shipped: `false` when every call of it stands under a condition that does
 * not hold by default (`case "mysql": return mysql.Open(…)`), `null` when the code alone does not tell. Only where packages
 * keep names apart is a call known to mean the function.
 */
export function reachedByDefault(module: Module, scope: Scope, repository: Repository, depth = 0): boolean | null {
  if (!givesMembers(module.language) || depth > deepest) return null;
  let at = scope;
  while (at >= 0 && module.functions[at]?.name === '') at = indexOf(module).enclosing[at] ?? -1;
  const fact = module.functions[at];
  if (!fact || fact.className !== null || fact.name === 'main' || fact.name === 'init') return null;
  const callers = repository.callersOf(module, at);
  if (callers.length === 0) return null;
  const reached = callers.map((each) =>
    each.guards.some((guard) => holdsByDefault(guard, each.module, each.scope, repository) === false)
      ? false
      : reachedByDefault(each.module, each.scope, repository, depth + 1),
  );
  return reached.every((each) => each === false) ? false : null;
}
