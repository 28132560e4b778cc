import type { Repository } from '../../repository/repository.ts';
import type { Module } from '../../syntax/module.ts';

/** Facts of Python that need more than one file: settings classes become readings of the environment. */
export function linkPython(_modules: ReadonlyMap<string, Module>, _repository: Repository): ReadonlyMap<string, Module> {
  return new Map();
}
