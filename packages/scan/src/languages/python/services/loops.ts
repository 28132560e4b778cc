import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, evidenceAt, isScript, scriptOf, type Project } from './context.ts';
import { importedModules } from './imported.ts';
import { startedBy } from './instructions.ts';

/** Scripts that loop for ever and serve nothing: consumers. */
export function loops(project: Project): ServiceDraft[] {
  return project.modules.flatMap((module): ServiceDraft[] => {
    // What others import is tried out by its main part rather than run by it.
    if (!isScript(module) || importedModules(project).has(module) || /(^|\/)(management\/commands|scripts?|tools)\//.test(module.path))
      return [];
    if (isPartOfPackage(project, module)) return [];
    const runs = scopesRun(module);
    const consuming = (indexOf(module).calls.get('start_consuming') ?? []).find(({ scope }) => runs.has(scope));
    const endless = module.endless.find((scope) => runs.has(scope));
    if (endless === undefined && !consuming) return [];
    if (
      [...indexOf(module).calls.keys()].some((name) => /^(input|serve_forever|run_app|Interface|launch|add_insecure_port)$/.test(name)) ||
      importsInteractive(module)
    )
      return [];
    const line = consuming?.call.line ?? module.functions[endless ?? -1]?.line ?? 1;
    return [
      draft(project, {
        name: baseName(module.path).replace(/\.py$/, ''),
        kind: 'worker',
        start: `python ${scriptOf(project, module)}`,
        evidence: [evidenceAt(module, line, 'runs until it is stopped', 0.7)],
      }),
    ];
  });
}

/** Names that programs have wherever they stand. */
const programNames = /^(__main__|main|app|run(ner)?|.*(worker|consumer|bot|listener|daemon|poller|scheduler|subscriber|processor))\.py$/;

/** A file deep inside a package that nothing starts: its main part tries it out. */
function isPartOfPackage(project: Project, module: Module): boolean {
  const folder = folderOf(module.path);
  return (
    project.repository.has(`${folder}/__init__.py`) &&
    project.repository.has(`${folderOf(folder)}/__init__.py`) &&
    !programNames.test(baseName(module.path)) &&
    !startedBy(project).has(module)
  );
}

/** Scopes that run when the file is the program: what its main part calls, and what that calls. */
function scopesRun(module: Module): ReadonlySet<number> {
  const { calls, functions } = indexOf(module);
  const runs = new Set<number>([-1]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, placed] of calls) {
      const classes = module.functions.flatMap((fact, at) => (fact.className === name && fact.name === '__init__' ? [at] : []));
      for (const scope of [...(functions.get(name) ?? []), ...classes]) {
        if (runs.has(scope) || !placed.some((each) => runs.has(each.scope))) continue;
        runs.add(scope);
        grown = true;
      }
    }
  }
  return runs;
}

const importsInteractive = (module: Module): boolean =>
  module.imports.some((fact) =>
    /^(pygame|tkinter|curses|cv2|fastapi|flask|streamlit|gradio|argparse|click|typer)$/.test(fact.module.split('.')[0] ?? ''),
  );
