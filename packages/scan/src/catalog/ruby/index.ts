import type { Library } from '../library.ts';
import { cacheLibraries } from './caches.ts';
import { cloudLibraries } from './cloud.ts';
import { databaseLibraries } from './databases.ts';
import { queueLibraries } from './queues.ts';
import { serviceLibraries } from './services.ts';
import { systemLibraries } from './system.ts';

export { rubyEnvironment } from './environment.ts';
export { implicitVariables, type ImplicitVariable } from './implicit.ts';

export const rubyLibraries: readonly Library[] = [
  ...databaseLibraries,
  ...cacheLibraries,
  ...queueLibraries,
  ...cloudLibraries,
  ...serviceLibraries,
  ...systemLibraries,
];
