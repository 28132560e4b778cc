import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Module } from '../../syntax/module.ts';
import type { Source } from '../../syntax/node.ts';

/** Python source to facts. */
export function readPython(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'python');
  return builder.build();
}
