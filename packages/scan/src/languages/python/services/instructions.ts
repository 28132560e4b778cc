import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import { moduleName } from '../imports.ts';
import type { Project } from './context.ts';

/** `python -m shop.counter`, `python shop/counter.py`, `uvicorn shop.counter:app`, `streamlit run counter.py`. */
const starting =
  /(?:python3?(?:\.\d+)?(?:\s+-u)?\s+(?:-m\s+([\w.]+)|([\w./-]+\.py))|(?:uvicorn|gunicorn|hypercorn)\b[^\n]*?\s([\w.]+):\w+|(?:streamlit|chainlit|panel|shiny|solara|fastapi|modal)\s+(?:run|serve|dev)\s+([\w./-]+\.py))/g;

const known = new WeakMap<Project, ReadonlySet<Module>>();

/** Modules that the project's instructions and scripts start. */
export function startedBy(project: Project): ReadonlySet<Module> {
  const remembered = known.get(project);
  if (remembered) return remembered;
  const root = project.component.path;
  const texts = [...new Set([...project.repository.filesIn('.'), ...project.repository.filesIn(root)])]
    .filter((path) => /^(readme[^/]*|makefile|justfile|procfile[^/]*|[^/]*\.(sh|bash))$/i.test(baseName(path)))
    .map((path) => project.repository.text(path) ?? '');
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, dashed, script, served, page] of text.matchAll(starting)) {
      const name = dashed ?? served ?? (script ?? page ?? '').replace(/^\.\//, '').replace(/\.py$/, '').replaceAll('/', '.');
      if (name !== '') names.add(name);
    }
  }
  const started = project.modules.filter(
    (module) =>
      names.has(moduleName(module.path, root)) ||
      names.has(moduleName(module.path, '.')) ||
      names.has(moduleName(module.path, folderOf(root))),
  );
  const found = new Set(started);
  known.set(project, found);
  return found;
}
