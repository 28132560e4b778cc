import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import { DjangoSettings } from './django-settings.ts';
import { linkConfigFiles } from './config-files.ts';
import { LibraryNames } from './library-names.ts';
import { withOptionsRead } from './option-files.ts';
import { SettingsClasses } from './settings-classes.ts';

/**
 * Facts of Python that need more than one file: what a name imported from another file of the repository is to its library,
 * settings classes, whose fields become readings of the environment, what files of settings hold, and Django settings that do not run as shipped.
 */
export function linkPython(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const files = linkConfigFiles(modules, repository);
  const told = files.size ? new Map([...modules].map(([path, module]) => [path, files.get(path) ?? module])) : modules;
  const names = new LibraryNames(told, repository);
  const named = new Map([...told].map(([path, module]) => [path, names.linked(module)]));
  const classes = new SettingsClasses(named, repository);
  const django = new DjangoSettings(named, repository);
  const linked = new Map<string, Module>();
  for (const [path, module] of named) {
    const final = django.linked(withOptionsRead(classes.linked(module)));
    if (final !== modules.get(path)) linked.set(path, final);
  }
  return linked;
}
