import { modelFamilies, modelLoaders, pickledModels, unpickling } from '../../catalog/python/loading.ts';
import type { Framework } from '../language.ts';
import { pageLibraries } from './services/pages.ts';
import { modelServers } from './services/servers.ts';
import { frameworks } from './services/web.ts';
import { celeryApplications, workerLibraries } from './services/workers.ts';

/** Modules that the tables do not name: what runs, schedules and trains beside them. */
const named: readonly string[] = [
  // Web
  'uvicorn',
  'hypercorn',
  'granian',
  // Workers and schedules
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
const called: readonly string[] = [
  ...frameworks.flatMap(({ constructors }) => constructors),
  ...workerLibraries.flatMap(({ calls }) => calls),
  ...celeryApplications,
];

const recognised: readonly string[] = [
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

const topOf = (name: string): string => name.split('.', 1)[0] ?? name;

/** Modules whose importers say what a project serves, runs or trains. */
export const pythonFrameworks: readonly (string | Framework)[] = [
  ...new Set([...named, ...recognised.map(topOf)]),
  ...called.map((name) => ({ module: topOf(name), names: [name.slice(name.lastIndexOf('.') + 1)] })),
  { module: 'celery', names: ['add_periodic_task'] },
];
