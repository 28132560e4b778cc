import { families, onlyKeep } from '../../catalog/operations/handing.ts';
import { isTold } from '../../catalog/operations/table.ts';
import { indexOf } from '../../evaluate/module-index.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Module, PlacedCall, Scope } from '../../syntax/module.ts';
import { handedOver, chainMayCarry, holdsClient, mayCarry, touches, type Carriers } from './carriers.ts';
import { opaque, type Seen } from './seen.ts';
import type { IndexedTable } from './tables.ts';

type Handed = Pick<Seen, 'words' | 'call' | 'evidence'>;

/**
 * What is done with clients, and with their methods, that are handed to others: `to_thread(client.get_object, …)` does what the method
 * does; a library that is handed a client may do anything with it.
 */
export function handedIn(
  modules: readonly Module[],
  carriers: Carriers,
  index: IndexedTable,
  repository: Repository,
): readonly Handed[] | typeof opaque {
  const found: Handed[] = [];
  for (const module of modules) {
    if (!touches(module, carriers, index)) continue;
    for (const { last, placed, value } of handedOver(module)) {
      const method = methodOf(value, module, placed.scope, carriers, index, repository);
      if (method === opaque) return opaque;
      if (method) found.push(method);
      else if (mayCarry(value, module, carriers) && !carriers.functions.has(last))
        if (holdsClient(value, module, placed.scope, index, repository) && !isHarmless(last, placed, module, index, repository))
          return opaque;
    }
    for (const method of ['bind', 'call', 'apply']) {
      for (const { call, scope } of indexOf(module).calls.get(method) ?? []) {
        const bound = call.callee.kind === 'member' ? methodOf(call.callee.object, module, scope, carriers, index, repository) : null;
        if (bound === opaque) return opaque;
        if (bound) found.push(bound);
      }
    }
    for (const { value, scope } of module.assignments) {
      const method = methodOf(value, module, scope, carriers, index, repository);
      if (method === opaque) return opaque;
      if (method) found.push(method);
    }
  }
  return found;
}

/** A method of a client that is not called but used as a value. */
function methodOf(
  value: Expression,
  module: Module,
  scope: Scope,
  carriers: Carriers,
  index: IndexedTable,
  repository: Repository,
): Handed | typeof opaque | null {
  if (value.kind !== 'member') return null;
  const does = index.methods.get(value.name);
  if (!does || !chainMayCarry(value.object, module, carriers, index) || !holdsClient(value.object, module, scope, index, repository))
    return null;
  if (isTold(does)) return opaque;
  const evidence = { file: module.path, line: value.line, why: `uses ${value.name}`, confidence: 0.85 };
  return { words: does, call: value.name, evidence };
}

function isHarmless(last: string, { call, scope }: PlacedCall, module: Module, index: IndexedTable, repository: Repository): boolean {
  // What may be asked by a name nobody knows is asked.
  if (/^(getattr|send|public_send|call_user_func|call_user_func_array|methodcaller)$/.test(last) && call.callee.kind === 'name') {
    const named = call.args[1];
    return named?.kind === 'literal' && (index.methods.has(String(named.value)) || index.quiet?.has(String(named.value)) === true);
  }
  if (onlyKeep.has(last)) return true;
  const origins = repository.originsOf(call.callee, module, scope);
  return origins.some((each) => each.startsWith('own:') || families.test(each) || index.calls.has(each));
}
