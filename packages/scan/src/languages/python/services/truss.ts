import { baseName, folderOf, within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, evidenceAt, type Project } from './context.ts';

/** Truss: `model/model.py` with a class `Model` that loads and predicts. What lies in `packages/` beside it is a part of it. */
export function trussServices(project: Project): ServiceDraft[] {
  const { repository, component } = project;
  const module = ['model/model.py', ...(baseName(component.path) === 'model' ? ['model.py'] : [])]
    .map((path) => repository.modules.get(within(component.path, path) ?? ''))
    .find((each) => each !== undefined);
  const fact = module?.classes.find((each) => each.name === 'Model');
  if (!module || !fact || !predicts(module)) return [];
  return [
    draft(project, {
      name: 'model',
      path: baseName(component.path) === 'model' ? folderOf(component.path) : component.path,
      kind: 'inference',
      framework: 'Truss',
      start: 'truss run-python model/model.py',
      port: 8080,
      health: '/v1/models/model',
      evidence: [evidenceAt(module, fact.line, 'Truss model with load and predict', 0.9)],
    }),
  ];
}

function predicts(module: Module): boolean {
  const methods = new Set(module.functions.filter((each) => each.className === 'Model').map((each) => each.name));
  return (
    methods.has('predict') ||
    (methods.has('load') && ['websocket', 'chat_completions', 'completions', 'preprocess'].some((name) => methods.has(name)))
  );
}

/** Whether a folder lies in the `packages/` that a Truss bundles beside its model. */
export function bundledByTruss(path: string, repository: Repository): boolean {
  const [above, bundled] = path.split(/(?:^|\/)packages(?:\/|$)/);
  const model = bundled === undefined ? null : within(above || '.', 'model/model.py');
  return model !== null && (repository.modules.get(model)?.classes.some((each) => each.name === 'Model') ?? false);
}
