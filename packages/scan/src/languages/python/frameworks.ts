import { modelFamilies, modelLoaders, pickledModels, unpickling } from '../../catalog/python/loading.ts';
import { pageLibraries } from './services/pages.ts';
import { modelServers } from './services/servers.ts';
import { frameworks } from './services/web.ts';
import { workerLibraries } from './services/workers.ts';

/** Modules that the tables do not name: what runs, schedules and trains beside them. */
const named: readonly string[] = [
  // Web
  'uvicorn',
  'hypercorn',
  'granian',
  // Workers and schedules
  'celery',
  'django_tasks',
  'arq',
  'taskiq',
  'apscheduler',
  'schedule',
  'aiocron',
  // Models: served, shown, trained
  'truss',
  'lightning',
  'pytorch_lightning',
  'accelerate',
  'sentence_transformers',
  'spacy',
  'hydra',
  'dvc',
  'dvclive',
  'kedro',
  'metaflow',
  'zenml',
];

/** Names by which services are recognised, as their tables write them. */
const recognised: readonly string[] = [
  ...frameworks.flatMap(({ constructors }) => constructors),
  ...workerLibraries.flatMap(({ calls }) => calls),
  ...modelServers.flatMap(({ decorators = [], objects = [], bases = [], parameters = [] }) => [
    ...decorators,
    ...objects,
    ...bases,
    ...parameters,
  ]),
  ...pageLibraries.map(({ module }) => module),
  ...modelLoaders,
  ...modelFamilies,
  ...pickledModels,
  ...unpickling,
];

/** Modules whose importers say what a project serves, runs or trains. */
export const pythonFrameworks: readonly string[] = [...new Set([...named, ...recognised.map((name) => name.split('.', 1)[0] ?? name)])];
