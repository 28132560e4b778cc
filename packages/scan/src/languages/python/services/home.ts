import { posix } from 'node:path';
import { indexOf } from '../../../evaluate/module-index.ts';
import { folderOf, isUnder } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Project } from './context.ts';

/**
 * The folder from which Python has to start for a module's imports to be found: where most of the repository's modules that it
 * names by their whole names stand. The project's own folder where nothing tells.
 */
export function importHome(project: Project, module: Module): string {
  const { repository, component } = project;
  const folders = foldersAbove(folderOf(module.path));
  const votes = new Map<string, number>();
  for (const fact of module.imports) {
    if (fact.module.startsWith('.')) continue;
    const path = fact.module.replaceAll('.', '/');
    const from = folders.find((folder) =>
      [`${path}.py`, `${path}/__init__.py`].some((each) => repository.has(folder === '.' ? each : `${folder}/${each}`)),
    );
    if (from !== undefined) votes.set(from, (votes.get(from) ?? 0) + 1);
  }
  const [best] = [...votes].toSorted((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  if (best) return best[0];
  // Relative imports work only from outside the package.
  const relative = module.imports.some((fact) => fact.module.startsWith('.'));
  const outside = folders.find((folder) => !repository.has(folder === '.' ? '__init__.py' : `${folder}/__init__.py`));
  return relative && outside !== undefined && isUnder(component.path, outside) ? outside : component.path;
}

/**
 * The folder a script has to start in for the files it names to be found (`open("params.yaml")`): the one that has most of them,
 * the script's own before those above it. `null` where it names none that are in the repository.
 */
export function homeOfFiles({ repository }: Project, module: Module): string | null {
  const named = new Set<string>();
  for (const { call } of [...indexOf(module).calls.values()].flat()) {
    for (const argument of [...call.args, ...Object.values(call.named)])
      if (argument.kind === 'literal' && typeof argument.value === 'string' && /^(\.\/)?\w[^\n:*]*\.\w+$/.test(argument.value))
        named.add(argument.value.replace(/^\.\//, ''));
  }
  const counts = foldersAbove(folderOf(module.path)).map((folder) => ({
    folder,
    count: [...named].filter((file) => repository.has(folder === '.' ? file : `${folder}/${file}`)).length,
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  return most === 0 ? null : (counts.find(({ count }) => count === most)?.folder ?? null);
}

/** What goes before a command so that it starts there, from the project's folder. */
export function startingIn(project: Project, home: string, module: Module): string {
  const root = project.component.path;
  if (home === root) return '';
  if (!isUnder(home, root)) return `cd ${posix.relative(root, home)} && `;
  const below = root === '.' ? home : home.slice(root.length + 1);
  // A folder that only holds packages is put on the path; the program goes on where its files are.
  return folderOf(module.path) === home ? `cd ${below} && ` : `PYTHONPATH=${below} `;
}

function foldersAbove(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}
