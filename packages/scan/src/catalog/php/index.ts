import type { Library } from '../library.ts';
import { cacheLibraries } from './caches.ts';
import { cloudLibraries } from './cloud.ts';
import { databaseLibraries } from './databases.ts';
import { frameworkLibraries } from './frameworks.ts';
import { laravelLibrary } from './laravel.ts';
import { queueLibraries } from './queues.ts';
import { serviceLibraries } from './services.ts';

export { phpEnvironment } from './environment.ts';

export const phpLibraries: readonly Library[] = [
  ...databaseLibraries,
  ...cacheLibraries,
  ...queueLibraries,
  ...cloudLibraries,
  ...serviceLibraries,
  laravelLibrary,
  ...frameworkLibraries,
];
