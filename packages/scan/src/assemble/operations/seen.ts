import type { Evidence } from '@groundwork/blueprint';
import { isTold, type Does, type Told } from '../../catalog/operations/table.ts';
import { indexOf, lastName } from '../../evaluate/module-index.ts';
import { textOf } from '../../evaluate/value.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Call, Expression } from '../../syntax/expression.ts';
import type { Module, PlacedCall } from '../../syntax/module.ts';
import { canonicalImport } from '../../evaluate/canonical.ts';
import { chainMayCarry, type Carriers } from './carriers.ts';
import { behindClient, isAnswer, imports, isCommand, type IndexedTable } from './tables.ts';

/** One call that does something with a resource. */
export interface Seen {
  readonly words: readonly string[];
  readonly call: string;
  readonly evidence: Evidence;
  /** Commands that are handed to this call: what they do is told here. */
  readonly instead?: readonly Call[];
  readonly at: Call;
}

/** A call does something nobody can tell from the code. */
export const opaque = Symbol('may do anything');

/** What the calls of one module do with what a table speaks of. */
export function seenIn(module: Module, carriers: Carriers, index: IndexedTable, repository: Repository): readonly Seen[] | typeof opaque {
  const found: Seen[] = [];
  const importsIt = module.imports.some((fact) => imports(index, fact.module));
  for (const [last, calls] of indexOf(module).calls) {
    for (const placed of calls) {
      const each = seenAt(last, placed, { module, carriers, index, repository, importsIt });
      if (each === opaque) return opaque;
      if (each) found.push(each);
    }
  }
  const told = new Set(found.flatMap(({ instead = [] }) => instead));
  return found.filter(({ at }) => !told.has(at));
}

interface Look {
  readonly module: Module;
  readonly carriers: Carriers;
  readonly index: IndexedTable;
  readonly repository: Repository;
  readonly importsIt: boolean;
}

function seenAt(last: string, placed: PlacedCall, look: Look): Seen | typeof opaque | null {
  const { callee } = placed.call;
  const named = namedCall(last, placed, look);
  if (named !== null || callee.kind !== 'member') return named;
  const { index, module, repository } = look;
  const does = index.methods.get(last);
  const isFollowed = chainMayCarry(callee.object, module, look.carriers, index);
  if (!isFollowed && !(does && isBelieved(last, placed.call, look))) return null;
  if (!does && index.quiet === null) return null;
  const origins = repository.originsOf(callee.object, module, placed.scope);
  for (const origin of origins) {
    const behind = behindClient(index, origin);
    if (behind === null) continue;
    if (isAnswer(behind, index)) return null;
    if (does) return done(does, last, placed, look, 0.95);
    return behind === '' && !index.quiet?.has(last) ? opaque : null;
  }
  const isOther = origins.some((each) => each.includes('.') || each.startsWith('own:') || isLibraryOf(each, module));
  return does && !isOther && isBelieved(last, placed.call, look) ? done(does, last, placed, look, 0.8) : null;
}

/** A call that does something by its own name: a command, a request, what takes a client. */
function namedCall(last: string, placed: PlacedCall, look: Look): Seen | typeof opaque | null {
  const { index, module, repository } = look;
  const { callee } = placed.call;
  if (index.calls.size === 0) return null;
  const imported = callee.kind === 'name' ? indexOf(module).imports.get(last) : undefined;
  const mayBe =
    index.callNames.has(last) || (index.table.others && isCommand(last)) || (imported && index.calls.has(canonicalImport(imported)));
  if (!mayBe) return null;
  const origins = repository.originsOf(callee, module, placed.scope);
  for (const name of origins) {
    const does = index.calls.get(name);
    if (does) return done(does, name, placed, look, 0.97);
    if (index.table.others?.test(name)) return opaque;
  }
  const command = index.commands.get(last);
  return command && origins.every((each) => each === last) ? done(command, last, placed, look, 0.85) : null;
}

const isLibraryOf = (origin: string, module: Module): boolean => module.imports.some((fact) => fact.local === origin);

/** Nothing tells what it is called on: its name does, or what it is given, or the library its file uses. */
function isBelieved(last: string, call: Call, { index, importsIt }: Look): boolean {
  if (index.telling.has(last)) return true;
  const { key } = index.table;
  if (key !== undefined) return names(call, key);
  return importsIt && /_|[a-z][A-Z]/.test(last);
}

function names(call: Call, key: string): boolean {
  const same = new Set([key, key.charAt(0).toLowerCase() + key.slice(1), key.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()]);
  return (
    Object.keys(call.named).some((name) => same.has(name)) ||
    call.args.some((each) => each.kind === 'object' && each.entries.some((entry) => entry.key !== null && same.has(entry.key)))
  );
}

function done(does: Does, name: string, placed: PlacedCall, look: Look, confidence: number): Seen | typeof opaque {
  const { call } = placed;
  const shown = shownAs(call, name);
  const evidence: Evidence = { file: look.module.path, line: call.line, why: `calls ${shown}`, confidence };
  const handed = isCommand(shown) ? [] : call.args.flatMap((each) => chainOf(madeBy(each, look.module, placed.scope)));
  if (!isTold(does)) return { words: does, call: shown, evidence, instead: handed, at: call };
  const told = toldBy(does, placed, look);
  return told === null ? opaque : { words: told.words, call: `${shown}(${told.name})`, evidence, instead: handed, at: call };
}

/** What an argument says is done: the name of a method, or a command. */
function toldBy(
  does: Told,
  { call, scope }: PlacedCall,
  { module, index, repository }: Look,
): { readonly words: readonly string[]; readonly name: string } | null {
  const given = does.told
    .map((at) => (typeof at === 'number' ? call.args[at] : (call.named[at] ?? entryOf(call, at))))
    .find((each) => each !== undefined);
  const turned = (words: readonly string[]): readonly string[] | null => {
    if (!does.instead) return words;
    const { instead } = does;
    const all = words.flatMap((word) => instead[word] ?? []);
    return all.length > 0 ? all : null;
  };
  if (!given) {
    const words = does.texts?.[''];
    return words ? { words, name: '' } : null;
  }
  const text = textOf(repository.valueOf(given, module, scope));
  if (text !== null) {
    const direct = does.texts?.[text];
    if (direct) return { words: direct, name: text };
    const named = index.methods.get(text) ?? index.methods.get(text.charAt(0).toLowerCase() + text.slice(1));
    const words = named && !isTold(named) ? turned(named) : null;
    return words && { words, name: text };
  }
  for (const origin of repository.originsOf(given, module, scope)) {
    const named = index.calls.get(origin.replace(/\(\)$/, ''));
    const words = named && !isTold(named) ? turned(named) : null;
    if (words) return { words, name: origin.slice(origin.lastIndexOf('.') + 1, -2) };
  }
  const made = madeBy(given, module, scope);
  const command = made && index.commands.get(lastName(made.callee));
  const words = command && !isTold(command) ? turned(command) : null;
  return made && words ? { words, name: lastName(made.callee) } : null;
}

const entryOf = (call: Call, key: string): Expression | undefined =>
  call.args
    .flatMap((each) => (each.kind === 'object' ? each.entries.filter((entry) => entry.key === key).map(({ value }) => value) : []))
    .at(0);

/** The call that made what is handed over: right there, or what its name was assigned. */
function madeBy(given: Expression, module: Module, scope: number): Call | undefined {
  if (given.kind === 'call') return given;
  if (given.kind === 'object') return indexOf(module).literals.get(given);
  if (given.kind !== 'name') return undefined;
  const assigned = indexOf(module)
    .assignments.get(given.name)
    ?.find((each) => each.scope === scope && each.target.length === 1)?.value;
  return assigned && assigned.kind !== 'name' ? madeBy(assigned, module, scope) : undefined;
}

/** A call with those it is chained onto: `X.builder().bucket(b).build()`. */
const chainOf = (call: Call | undefined): readonly Call[] =>
  call === undefined
    ? []
    : [call, ...chainOf(call.callee.kind === 'member' && call.callee.object.kind === 'call' ? call.callee.object : undefined)];

/** The name a person knows the call by: what is built, where it is a builder. */
const shownAs = ({ callee }: Call, name: string): string =>
  callee.kind === 'member' && callee.name === 'builder' ? lastName(callee.object) : lastName(callee) || name;
