import { indexOf } from '../evaluate/module-index.ts';
import { givesMembers } from '../evaluate/gives-members.ts';
import { folderOf } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import { childrenOf, visit, type Expression } from '../syntax/expression.ts';
import type { FunctionFact, Module, PlacedCall, Scope } from '../syntax/module.ts';
import { holdsByDefault } from '../evaluate/holds.ts';
import { isChosenFromTable } from './tables.ts';

const deepest = 5;

type Caller = PlacedCall & { readonly module: Module };

/**
 * Whether a function is called as the program is shipped: `false` when every call of it stands under a condition that does
 * not hold by default (`case "mysql": return mysql.Open(…)`), `null` when the code alone does not tell. Only where packages
 * keep names apart is a call known to mean the function.
 */
export function reachedByDefault(module: Module, scope: Scope, repository: Repository, depth = 0): boolean | null {
  if (!(givesMembers(module.language) || module.language === 'python') || depth > deepest) return null;
  let at = scope;
  while (at >= 0 && module.functions[at]?.name === '') at = indexOf(module).enclosing[at] ?? -1;
  const fact = module.functions[at];
  if (!fact || fact.name === 'main' || fact.name === 'init') return null;
  const answers = known.get(repository) ?? new Map<FunctionFact, boolean | null>();
  known.set(repository, answers);
  const answered = answers.get(fact);
  if (answered !== undefined) return answered;
  if (isChosenFromTable(module, at, repository)) {
    answers.set(fact, false);
    return false;
  }
  // Functions that call each other in circles tell nothing.
  answers.set(fact, null);
  const answer = reachedThrough(fact, module, at, repository, depth);
  answers.set(fact, answer);
  return answer;
}

const known = new WeakMap<Repository, Map<FunctionFact, boolean | null>>();

function reachedThrough(fact: FunctionFact, module: Module, at: Scope, repository: Repository, depth: number): boolean | null {
  if (module.language !== 'python' && fact.className !== null) {
    const makers = makersOf(fact.className, module, repository);
    return makers.length > 0 && makers.every(([home, position]) => reachedByDefault(home, position, repository, depth + 1) === false)
      ? false
      : null;
  }
  const callers =
    module.language === 'python'
      ? pythonCallers(fact, module, at, repository)
      : fact.className === null
        ? repository.callersOf(module, at)
        : [];
  if (callers === null || callers.length === 0) return null;
  const reached = callers.map((each) =>
    each.guards.some((guard) => holdsByDefault(guard, each.module, each.scope, repository) === false)
      ? false
      : reachedByDefault(each.module, each.scope, repository, depth + 1),
  );
  return reached.every((each) => each === false) ? false : null;
}

/** Calls that may be of a Python function or method, of its class for a constructor; `null` where it is also handed on as a value. */
function pythonCallers(fact: FunctionFact, module: Module, position: Scope, repository: Repository): readonly Caller[] | null {
  if (fact.decorators.length > 0 && !fact.decorators.every(isPlainDecorator)) return null;
  const called = fact.name === '__init__' && fact.className !== null ? fact.className : fact.name;
  if (called.startsWith('__')) return null;
  if (handedOn(module).has(called) || importedAndHandedOn(repository).has(called)) return null;
  const all = called === fact.name ? repository.callersOf(module, position) : repository.callsOf(called, 'python');
  return all.filter(({ call, module: from, scope }) => mayMean(call.callee, fact, called, from, scope, module));
}

const isPlainDecorator = (decorator: Expression): boolean =>
  decorator.kind === 'name' &&
  /^(staticmethod|classmethod|property|cached_property|lru_cache|cache|inject|singleton|override)$/.test(decorator.name);

/** Whether what is called can be the function: a name of the same file or imported, a class or module before the dot, `self` inside its class. */
function mayMean(callee: Expression, fact: FunctionFact, called: string, from: Module, scope: Scope, home: Module): boolean {
  const { imports, classes } = indexOf(from);
  if (callee.kind === 'name') return from === home || imports.has(called);
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return true;
  const { name } = callee.object;
  if (name === 'self' || name === 'cls')
    return fact.className !== null && (from !== home || from.functions[scope]?.className === fact.className);
  if (classes.has(name) || /^[A-Z]/.test(name)) return name === fact.className;
  return true;
}

const handedAround = new WeakMap<Repository, ReadonlySet<string>>();

/** Names that some Python file imports and uses as a value. */
function importedAndHandedOn(repository: Repository): ReadonlySet<string> {
  const known = handedAround.get(repository);
  if (known) return known;
  const names = new Set<string>();
  for (const module of repository.modules.values()) {
    if (module.language !== 'python') continue;
    const { imports } = indexOf(module);
    for (const name of handedOn(module)) if (imports.has(name)) names.add(name);
  }
  handedAround.set(repository, names);
  return names;
}

const mentioned = new WeakMap<Module, ReadonlySet<string>>();

/** Names that a module uses as values rather than to call them: callbacks, entries of a table of choices. */
function handedOn(module: Module): ReadonlySet<string> {
  const known = mentioned.get(module);
  if (known) return known;
  const names = new Set<string>();
  const look = (expression: Expression, isCallee: boolean): void => {
    if (expression.kind === 'name' && !isCallee) names.add(expression.name);
    if (expression.kind === 'member') return expression.object.kind === 'name' ? undefined : look(expression.object, false);
    for (const child of childrenOf(expression)) look(child, expression.kind === 'call' && child === expression.callee);
  };
  for (const { expression } of module.statements) look(expression, false);
  for (const { value } of module.assignments) look(value, false);
  for (const { decorators, parameters } of module.functions) {
    for (const each of decorators) look(each, true);
    for (const { fallback } of parameters) if (fallback) look(fallback, false);
  }
  mentioned.set(module, names);
  return names;
}

/** Functions of a package that make a value of one of its types: its methods run only where one of them did. */
function makersOf(className: string, module: Module, repository: Repository): (readonly [Module, Scope])[] {
  const makers: (readonly [Module, Scope])[] = [];
  for (const path of repository.filesIn(folderOf(module.path))) {
    const makes = repository.modules.mentions(path, module.language === 'go' ? `${className}{` : className);
    const home = makes ? repository.modules.get(path) : undefined;
    if (home?.language !== module.language) continue;
    for (const { expression, scope } of home.statements)
      visit(expression, (each) => {
        if (each.kind === 'object' && each.type === className && scope >= 0) makers.push([home, scope]);
      });
  }
  return makers;
}
