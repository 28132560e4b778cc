import { posix } from 'node:path';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { draft, evidenceAt, isScript, projectName, scriptOf, type Project } from './context.ts';
import { homeOfFiles } from './home.ts';

/** Libraries whose `fit` or `train` trains a model. */
const learning =
  /^(sklearn|torch|tensorflow|keras|xgboost|lightgbm|catboost|transformers|lightning|pytorch_lightning|fastai|jax|flax|spacy|gensim|autogluon|statsmodels|prophet|ultralytics|peft|trl|accelerate|datasets|ray|setfit|sentence_transformers|pycaret|stable_baselines3|unsloth|axolotl|detectron2|mmengine|paddle|fasttext|implicit|surprise|imblearn|skorch|composer|nemo)(\.|$)/;
const trains = ['fit', 'fit_transform', 'train', 'backward', 'train_one_epoch', 'fit_generator', 'partial_fit', 'train_model', 'learn'];
const keeps = [
  'dump',
  'save',
  'save_model',
  'save_pretrained',
  'log_model',
  'save_checkpoint',
  'export',
  'to_disk',
  'autolog',
  'log_metric',
  'log_metrics',
  'report',
];
const named = /(^|[_-])(train(ing|er)?|fit|fine_?tune|finetun(e|ing))([_-]|$)|(^|[_-])model[_-]?(building|training)/i;
const serving = /^(fastapi|flask|streamlit|gradio|bentoml|label_studio_ml|cog|django|chainlit|litserve)(\.|$)/;

/** What trains a model and keeps it: a pipeline of a framework, else the likeliest script or notebook. */
export function trainingServices(project: Project): ServiceDraft[] {
  const pipeline = pipelineOf(project);
  if (pipeline) return [pipeline];
  const [best] = project.modules
    .filter((module) => isTraining(module))
    .toSorted((a, b) => score(b) - score(a) || (a.path < b.path ? -1 : 1));
  if (!best) return [];
  const path = folderItRunsIn(best, project);
  const home = homeOfFiles(project, best) ?? path;
  const away = !best.path.endsWith('.ipynb') && home !== path;
  const script = path === project.component.path ? scriptOf(project, best) : baseName(best.path);
  const name = named.test(stem(best)) ? stem(best).replaceAll('_', '-') : `${projectName(project, 'model')}-training`;
  const line = trains.flatMap((each) => indexOf(best).calls.get(each)?.[0]?.call.line ?? [])[0] ?? 1;
  return [
    draft(project, {
      name: /train/i.test(name) ? 'train' : name,
      path,
      kind: 'training',
      framework: frameworkOf(best),
      start: away
        ? `cd ${posix.relative(path, home)} && ${startOf(best, posix.relative(home, best.path), project)}`
        : startOf(best, script, project),
      entries: [best.path],
      evidence: [evidenceAt(best, line, 'trains a model and keeps it', 0.85)],
    }),
  ];
}

const stem = (module: Module): string => baseName(module.path).replace(/\.(py|ipynb)$/, '');

function isTraining(module: Module): boolean {
  const { calls } = indexOf(module);
  const learns = module.imports.some((fact) => learning.test(fact.module));
  if (!learns || !trains.some((name) => calls.has(name)) || module.imports.some((fact) => serving.test(fact.module))) return false;
  const runs =
    isScript(module) ||
    module.path.endsWith('.ipynb') ||
    module.statements.some(({ scope, expression }) => scope === -1 && expression.kind === 'call');
  return runs && (named.test(stem(module)) || keeps.some((name) => calls.has(name)));
}

const score = (module: Module): number =>
  (named.test(stem(module)) ? 10 : 0) +
  (isScript(module) ? 3 : 0) -
  module.path.split('/').length +
  (keeps.some((name) => indexOf(module).calls.has(name)) ? 2 : 0);

/** Where scripts run from the root of a project. */
const sourceFolders = /^(src|lib|app|source|code|scripts?|bin|tools|notebooks?|core|jobs?|tasks?|pipelines?|ml|models?)$/i;

/** A folder that is no package and named for what its script does is a project of its own: it finds its files beside itself. */
function folderItRunsIn(module: Module, project: Project): string {
  const folder = folderOf(module.path);
  if (folder === project.component.path || folderOf(folder) !== project.component.path) return project.component.path;
  const packaged = project.repository.filesIn(folder).some((path) => baseName(path) === '__init__.py');
  const imported = project.modules.some(
    (other) => folderOf(other.path) !== folder && other.imports.some((fact) => fact.module.split('.')[0] === baseName(folder)),
  );
  return packaged || imported || sourceFolders.test(baseName(folder)) || !named.test(baseName(folder)) ? project.component.path : folder;
}

const frameworks: readonly (readonly [string, RegExp])[] = [
  ['Lightning', /^(lightning|pytorch_lightning)(\.|$)/],
  ['Accelerate', /^accelerate(\.|$)/],
  ['Transformers', /^(transformers|trl|peft|setfit)(\.|$)/],
  ['Ray Train', /^ray(\.(train|tune|air))?$/],
  ['Keras', /^(keras|tensorflow)(\.|$)/],
  ['PyTorch', /^torch(\.|$)/],
  ['XGBoost', /^xgboost(\.|$)/],
  ['LightGBM', /^lightgbm(\.|$)/],
  ['scikit-learn', /^sklearn(\.|$)/],
];

const frameworkOf = (module: Module): string | null =>
  frameworks.find(([, pattern]) => module.imports.some((fact) => pattern.test(fact.module)))?.[0] ?? null;

/** The launcher it is written for, else Python alone. */
function startOf(module: Module, script: string, project: Project): string {
  if (module.path.endsWith('.ipynb')) return `jupyter nbconvert --to notebook --execute ${script}`;
  if (module.imports.some((fact) => fact.module === 'accelerate' || fact.module.startsWith('accelerate.')))
    return `accelerate launch ${script}`;
  if (indexOf(module).calls.has('init_process_group')) return `torchrun --standalone --nproc_per_node=gpu ${script}`;
  // A script that imports its own package by relative names runs as a module of it.
  return module.imports.some((fact) => fact.module.startsWith('.'))
    ? `python -m ${moduleName(module.path, project.component.path)}`
    : `python ${script}`;
}

interface Pipeline {
  readonly name: string;
  /** Files that only such a project has. */
  readonly files?: RegExp;
  /** Canonical base classes or decorators. */
  readonly bases?: readonly string[];
  readonly decorators?: readonly string[];
  start(script: string): string;
}

/** Frameworks that run the steps of a training by a command of their own. */
const pipelines: readonly Pipeline[] = [
  { name: 'Kedro', files: /(^|\/)pipeline_registry\.py$/, start: () => 'kedro run' },
  { name: 'Metaflow', bases: ['metaflow.FlowSpec'], start: (script) => `python ${script} run` },
  { name: 'ZenML', decorators: ['zenml.pipeline', 'zenml.pipelines.pipeline'], start: (script) => `python ${script}` },
];

function pipelineOf(project: Project): ServiceDraft | null {
  const root = project.component.path;
  for (const pipeline of pipelines) {
    const file = pipeline.files
      ? project.repository.filesUnder(root).find((path) => pipeline.files?.test(root === '.' ? path : path.slice(root.length + 1)))
      : undefined;
    const found = file === undefined ? declared(project, pipeline) : { path: file, line: 1, module: null };
    if (!found) continue;
    return draft(project, {
      name: 'train',
      kind: 'training',
      framework: pipeline.name,
      start: pipeline.start(found.module ? scriptOf(project, found.module) : found.path),
      evidence: [{ file: found.path, line: found.line, why: `a ${pipeline.name} pipeline`, confidence: 0.9 }],
    });
  }
  return null;
}

function declared(project: Project, pipeline: Pipeline): { path: string; line: number; module: Module } | null {
  for (const module of project.modules) {
    const is = (names: readonly string[] | undefined, expression: Expression): boolean =>
      names?.includes(project.repository.canonicalName(expression.kind === 'call' ? expression.callee : expression, module, -1) ?? '') ??
      false;
    const fact =
      module.classes.find((each) => each.bases.some((base) => is(pipeline.bases, base))) ??
      module.functions.find((each) => each.decorators.some((decorator) => is(pipeline.decorators, decorator)));
    if (fact) return { path: module.path, line: fact.line, module };
  }
  return null;
}
