import { Filler } from '../../../configuration/fill.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import { fillFromAttributes } from './attributes.ts';
import { fillFromSources } from './structs.ts';

/** Facts of Rust that need more than one file: structs that are read from the environment and from files. */
export function linkRust(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const filler = new Filler(repository);
  fillFromSources(modules, repository, filler);
  fillFromAttributes(modules, filler);
  return filler.modules();
}
