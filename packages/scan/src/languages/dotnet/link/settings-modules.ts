import { dotnetLibraries } from '../../../catalog/dotnet/index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Assignment, Module } from '../../../syntax/module.ts';
import { dotnetSettings } from '../configuration/effective.ts';

/** First segments of configuration keys that tell a library something. */
const sections = new Set(
  dotnetLibraries.flatMap((library) => (library.settings ?? []).map((rule) => rule.path.split('.')[0]?.toLowerCase() ?? '')),
);

/** Configuration files as modules, with the keys that libraries read by themselves. */
export function appSettingsModules(repository: Repository): Module[] {
  const byFile = new Map<string, Assignment[]>();
  for (const { entries } of dotnetSettings(repository).values()) {
    for (const { key, value, line, file } of entries.values()) {
      const target = key.split(':');
      if (!sections.has((target[0] ?? '').toLowerCase()) || value === null || value === '') continue;
      const read = {
        kind: 'environment',
        variable: target.join('__'),
        fallback: { kind: 'literal', value, line },
        required: false,
        implicit: true,
        line,
      } as const;
      byFile.set(file, [...(byFile.get(file) ?? []), { target, value: read, type: null, scope: -1, guards: [], line }]);
    }
  }
  return [...byFile].map(([path, assignments]) => ({
    path,
    language: 'config',
    namespace: null,
    imports: [],
    assignments,
    classes: [],
    functions: [],
    statements: assignments.map(({ value, scope, guards }) => ({ expression: value, scope, guards })),
    endless: [],
  }));
}
