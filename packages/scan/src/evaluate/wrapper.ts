import type { Module } from '../syntax/module.ts';
import type { FoundFunction } from './declarations.ts';
import { environmentSites } from './environment-sites.ts';
import type { Value } from './value.ts';

/**
 * What a function read by the name it was given, as read by its caller: that is where a person looks for it. A function that
 * first asks whether the variable is there copes with its absence.
 */
export function readByCaller(value: Value, { module, fact, position }: FoundFunction, caller: Module, line: number): Value {
  const copes =
    environmentSites(module)
      .wrapped.get(position)
      ?.some((each) => each.kind === 'compare') ?? false;
  const moved = (each: Value): Value => {
    switch (each.kind) {
      case 'variable': {
        const { evidence, fallback } = each.read;
        if (evidence.file !== module.path || evidence.line < fact.line || evidence.line > fact.endLine) return each;
        const required = each.read.required && !copes;
        return {
          kind: 'variable',
          read: { ...each.read, required, fallback: fallback && moved(fallback), evidence: { ...evidence, file: caller.path, line } },
        };
      }
      case 'either':
        return { kind: 'either', options: each.options.map(moved) };
      case 'template':
        return { kind: 'template', parts: each.parts.map(moved) };
      default:
        return each;
    }
  };
  return moved(value);
}
