import type { Language, ResourceType } from '@groundwork/blueprint';
import { libraries } from '../catalog/index.ts';
import type { Library } from '../catalog/library.ts';
import { canonicalImport, canonicalModule } from '../evaluate/canonical.ts';
import type { Component, Dependency } from '../languages/language.ts';
import type { Module } from '../syntax/module.ts';

export interface Installed {
  readonly library: Library;
  /** `null` when it is imported but not listed. */
  readonly dependency: Dependency | null;
}

const byPackage = new Map<string, Map<string, Library[]>>();
for (const library of libraries) {
  const ofLanguage = byPackage.get(library.language) ?? new Map<string, Library[]>();
  byPackage.set(library.language, ofLanguage);
  for (const name of library.packages) ofLanguage.set(normal(name), [...(ofLanguage.get(normal(name)) ?? []), library]);
}

/** Catalogued libraries that a component installs for production, in the order of its manifest. */
export function installedLibraries(component: Component): Installed[] {
  const known = byPackage.get(component.language);
  return [...component.dependencies.values()]
    .filter((dependency) => !dependency.development)
    .flatMap((dependency) => (known?.get(normal(dependency.name)) ?? []).map((library) => ({ library, dependency })));
}

/** Types of the drivers a component has: installed first, then merely imported. */
export function driversOf(installed: readonly Installed[], modules: readonly Module[], language: Language): ResourceType[] {
  const listed = installed.filter(({ dependency }) => !dependency?.optional).flatMap(({ library }) => library.drives ?? []);
  const extra = installed.filter(({ dependency }) => dependency?.optional).flatMap(({ library }) => library.drives ?? []);
  const imported = new Set<string>();
  for (const module of modules) for (const fact of module.imports) imported.add(canonicalModule(fact.module)).add(canonicalImport(fact));
  const used = libraries
    .filter(
      (library) =>
        library.language === language &&
        library.drives &&
        (library.modules ?? library.packages).some((name) => imported.has(canonicalModule(name))),
    )
    .flatMap((library) => library.drives ?? []);
  return [...new Set([...listed, ...used, ...extra])].sort((a, b) => rank(a) - rank(b));
}

/** A file database is what one develops on where a server's driver is installed too. */
const rank = (type: ResourceType): number => (type === 'sqlite' ? 1 : 0);

function normal(name: string): string {
  return name.toLowerCase().replace(/_/g, '-');
}
