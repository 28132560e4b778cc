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

/** What goes before a command so that it starts there, from the project's folder. */
export function startingIn(project: Project, home: string, module: Module): string {
  const root = project.component.path;
  if (home === root) return '';
  if (!isUnder(home, root)) return `cd ${'../'.repeat(depthOf(root) - depthOf(home)).replace(/\/$/, '')} && `;
  const below = root === '.' ? home : home.slice(root.length + 1);
  // A folder that only holds packages is put on the path; the program goes on where its files are.
  return folderOf(module.path) === home ? `cd ${below} && ` : `PYTHONPATH=${below} `;
}

const depthOf = (folder: string): number => (folder === '.' ? 0 : folder.split('/').length);

function foldersAbove(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}
