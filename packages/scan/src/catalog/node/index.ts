import type { EnvironmentReader, Library } from '../library.ts';
import { cacheLibraries } from './caches.ts';
import { databaseLibraries } from './databases.ts';
import { documentLibraries } from './documents.ts';
import { environmentCalls } from './environment.ts';
import { modelLibraries } from './models.ts';
import { nestLibraries } from './nest.ts';
import { ormLibraries } from './orms.ts';
import { queueLibraries } from './queues.ts';
import { searchLibraries } from './search.ts';
import { storageLibraries } from './storage.ts';

export const nodeLibraries: readonly Library[] = [
  ...databaseLibraries,
  ...ormLibraries,
  ...documentLibraries,
  ...nestLibraries,
  ...cacheLibraries,
  ...queueLibraries,
  ...storageLibraries,
  ...searchLibraries,
  ...modelLibraries,
];

export const nodeEnvironment: readonly EnvironmentReader[] = environmentCalls;
