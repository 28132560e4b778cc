import { libraries } from '../catalog/index.ts';
import type { AccountRule } from '../catalog/library.ts';
import { canonicalName } from '../evaluate/canonical.ts';
import { indexOf } from '../evaluate/module-index.ts';
import type { VariableRead } from '../evaluate/value.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/** A variable that a library reads by itself, and where the code makes it do so. */
export interface AccountRead {
  readonly read: VariableRead;
  readonly scope: Scope;
  readonly guards: readonly Expression[];
}

type Rules = ReadonlyMap<string, ReadonlyMap<string, AccountRule>>;

const byLanguage = new Map<Module['language'], Rules>();

/** Rules by the last name of the call, then by its canonical name. */
function rulesOf(language: Module['language']): Rules {
  const known = byLanguage.get(language);
  if (known) return known;
  const rules = new Map<string, Map<string, AccountRule>>();
  for (const library of libraries) {
    if (library.language !== language) continue;
    for (const rule of library.accounts ?? []) {
      for (const name of rule.calls) {
        const last = name.slice(name.lastIndexOf('.') + 1);
        const ofName = rules.get(last) ?? new Map<string, AccountRule>();
        rules.set(last, ofName.set(name, rule));
      }
    }
  }
  byLanguage.set(language, rules);
  return rules;
}

/** Keys of other companies' services that the libraries of a module look for in the environment. */
export function accountReads(module: Module): AccountRead[] {
  const found: AccountRead[] = [];
  for (const [last, ofName] of rulesOf(module.language)) {
    for (const { call, scope, guards } of indexOf(module).calls.get(last) ?? []) {
      const rule = ofName.get(canonicalName(call.callee, module, scope) ?? '');
      if (!rule) continue;
      for (const [name, argument] of Object.entries(rule.variables)) {
        if (argument !== null && (argument in call.named || (/^\d+$/.test(argument) && call.args.length > Number(argument)))) continue;
        const evidence = { file: module.path, line: call.line, why: `${last} reads ${name} by itself`, confidence: 0.85 };
        found.push({ read: { name, fallback: null, required: rule.need !== 'optional', evidence }, scope, guards });
      }
    }
  }
  return found;
}
