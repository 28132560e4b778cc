import type { EnvironmentReader, Library } from '../library.ts';
import { acceleratorLibraries } from './accelerators.ts';
import { accountLibraries } from './accounts.ts';
import { agentMemoryLibraries } from './agent-memory.ts';
import { awsLibraries } from './aws.ts';
import { brokerLibraries } from './brokers.ts';
import { cacheLibraries } from './caches.ts';
import { cloudLibraries } from './cloud.ts';
import { companionLibraries } from './companions.ts';
import { databaseLibraries } from './databases.ts';
import { djangoLibraries } from './django.ts';
import { documentLibraries } from './documents.ts';
import { environmentCalls } from './environment.ts';
import { modelFrameworkLibraries } from './model-frameworks.ts';
import { modelLibraries } from './models.ts';
import { ollamaLibraries } from './ollama.ts';
import { ormLibraries } from './orms.ts';
import { queueLibraries } from './queues.ts';
import { retrievalLibraries } from './retrieval.ts';
import { searchLibraries } from './search.ts';
import { systemLibraries } from './system.ts';
import { vectorLibraries } from './vectors.ts';

export const pythonLibraries: readonly Library[] = [
  ...databaseLibraries,
  ...ormLibraries,
  ...djangoLibraries,
  ...cacheLibraries,
  ...queueLibraries,
  ...brokerLibraries,
  ...documentLibraries,
  ...searchLibraries,
  ...vectorLibraries,
  ...retrievalLibraries,
  ...agentMemoryLibraries,
  ...awsLibraries,
  ...cloudLibraries,
  ...modelLibraries,
  ...modelFrameworkLibraries,
  ...ollamaLibraries,
  ...companionLibraries,
  ...accountLibraries,
  ...acceleratorLibraries,
  ...systemLibraries,
];

export const pythonEnvironment: readonly EnvironmentReader[] = environmentCalls;
