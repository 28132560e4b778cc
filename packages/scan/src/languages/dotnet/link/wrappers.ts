import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Call, type Expression } from '../../../syntax/expression.ts';
import type { Module, Scope } from '../../../syntax/module.ts';
import { typeArgument } from '../syntax/expression.ts';
import type { Binding } from './reads.ts';

/** Where a generic method finds the section of the type it is asked for: `GetOptions<T>(section)`. */
type Choice = { readonly argument: number } | { readonly text: string } | 'type';

/** A method of the repository that fills its type argument from a section. */
export interface Wrapper {
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** The method around a binding of a type that is no class: its own type parameter. */
export function wrapperOf(call: Call, module: Module, scope: Scope): Wrapper | null {
  const around = module.functions[scope];
  const told = sectionName(call);
  if (!around || !told) return null;
  const parts = told.kind === 'fallback' ? [told.first, told.second] : told.kind === 'conditional' ? [told.then, told.otherwise] : [told];
  const choices = parts.flatMap((part): Choice[] => {
    if (part.kind === 'literal' && typeof part.value === 'string') return [{ text: part.value }];
    if (part.kind === 'member' && part.name === 'Name') return ['type'];
    const argument = part.kind === 'name' ? around.parameters.findIndex((each) => each.name === part.name) : -1;
    return argument < 0 ? [] : [{ argument }];
  });
  return choices.length ? { name: around.name, choices } : null;
}

/** What names the section: the argument of `GetSection` somewhere in the call, or of `BindConfiguration`. */
function sectionName(call: Call): Expression | null {
  if (call.callee.kind === 'member' && call.callee.name === 'BindConfiguration') return call.args[0] ?? null;
  let found: Expression | null = null;
  visit(call, (each) => {
    if (!found && each.kind === 'call' && each.callee.kind === 'member' && /^Get(Required)?Section$/.test(each.callee.name))
      found = each.args[0] ?? null;
  });
  return found;
}

/** The bindings that calls of such methods make. */
export function bindingsThrough(wrappers: readonly Wrapper[], modules: ReadonlyMap<string, Module>, repository: Repository): Binding[] {
  const byName = new Map(wrappers.map((each) => [each.name, each]));
  const found: Binding[] = [];
  for (const module of modules.values()) {
    for (const wrapper of byName.values()) {
      for (const { call, scope } of indexOf(module).calls.get(wrapper.name) ?? []) {
        const type = call.named[typeArgument];
        if (type?.kind !== 'name') continue;
        const section = wrapper.choices
          .map((choice) => {
            if (choice === 'type') return type.name;
            if ('text' in choice) return choice.text;
            const argument = call.args[choice.argument];
            return argument ? textOf(repository.valueOf(argument, module, scope)) : null;
          })
          .find((each) => each !== null && each !== '');
        if (section) found.push({ type: type.name, section: section.split(':'), module });
      }
    }
  }
  return found;
}
