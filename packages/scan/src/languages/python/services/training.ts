import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, evidenceAt, isScript, projectName, type Project } from './context.ts';
import { scriptOf } from './workers.ts';

/** Libraries whose `fit` or `train` trains a model. */
const learning =
  /^(sklearn|torch|tensorflow|keras|xgboost|lightgbm|catboost|transformers|lightning|pytorch_lightning|fastai|jax|flax|spacy|gensim|autogluon|statsmodels|prophet|ultralytics|peft|trl|accelerate|datasets|ray|setfit|sentence_transformers)(\.|$)/;
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
const named = /(^|[_-])(train(ing|er)?|fit|fine_?tune|finetun(e|ing))([_-]|$)|[_-]model[_-]building|model_building/i;

/** Scripts and notebooks that train a model and keep it. */
export function trainingServices(project: Project): ServiceDraft[] {
  const found = project.modules.filter((module) => isTraining(module));
  const best = found.toSorted((a, b) => score(b) - score(a) || (a.path < b.path ? -1 : 1))[0];
  if (!best) return [];
  const script = scriptOf(project, best);
  const isNotebook = best.path.endsWith('.ipynb');
  const name = named.test(stem(best)) ? stem(best).replaceAll('_', '-') : `${projectName(project, 'model')}-training`;
  const line = trains.flatMap((each) => indexOf(best).calls.get(each)?.[0]?.call.line ?? [])[0] ?? 1;
  const start = isNotebook ? `jupyter nbconvert --to notebook --execute ${script}` : `python ${script}`;
  return [
    draft(project, {
      name: /train/i.test(name) ? 'train' : name,
      kind: 'training',
      start,
      evidence: [evidenceAt(best, line, 'trains a model and keeps it', 0.85)],
    }),
  ];
}

const stem = (module: Module): string => baseName(module.path).replace(/\.(py|ipynb)$/, '');

function isTraining(module: Module): boolean {
  const { calls } = indexOf(module);
  const learns = module.imports.some((fact) => learning.test(fact.module));
  const serves = module.imports.some((fact) =>
    /^(fastapi|flask|streamlit|gradio|bentoml|label_studio_ml|cog|django)(\.|$)/.test(fact.module),
  );
  if (serves || !trains.some((name) => calls.has(name)) || !learns) return false;
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
