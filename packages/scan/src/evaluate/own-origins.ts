import type { Modules } from '../repository/modules.ts';
import type { Module, Scope } from '../syntax/module.ts';
import type { FoundClass } from './declarations.ts';
import { indexOf } from './module-index.ts';

/** What an origin means that no library made. */
export type Own =
  | (FoundClass & { readonly kind: 'class' | 'instance' })
  | { readonly kind: 'function'; readonly module: Module; readonly position: Scope }
  | { readonly kind: 'module'; readonly module: Module };

export const classOrigin = ({ path }: Module, name: string): string => `own:class:${path}#${name}`;
export const instanceOf = ({ fact, module }: FoundClass): string => `${classOrigin(module, fact.name)}()`;
export const functionOrigin = ({ path }: Module, position: Scope): string => `own:function:${path}#${position}`;
export const moduleOrigin = ({ path }: Module): string => `own:module:${path}`;

export function ownOf(origin: string, modules: Modules): Own | null {
  const [, kind, path = '', name = ''] = /^own:(class|function|module):([^#]*)(?:#(.*))?$/.exec(origin) ?? [];
  const module = kind ? modules.get(path) : undefined;
  if (!module) return null;
  if (kind === 'module') return { kind, module };
  if (kind === 'function') return { kind, module, position: Number(name) };
  const fact = indexOf(module).classes.get(name.replace(/\(\)$/, ''));
  return fact ? { kind: name.endsWith('()') ? 'instance' : 'class', fact, module } : null;
}

/** A method that is read like a field. */
export const isProperty = ({ functions }: Module, position: Scope): boolean =>
  functions[position]?.decorators.some((each) => (each.kind === 'name' || each.kind === 'member') && each.name.endsWith('property')) ??
  false;
