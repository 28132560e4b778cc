import type { EnvironmentReader, Library } from '../library.ts';
import { cacheLibraries } from './caches.ts';
import { cloudLibraries } from './cloud.ts';
import { databaseLibraries } from './databases.ts';
import { ormLibraries } from './orms.ts';
import { queueLibraries } from './queues.ts';
import { serviceLibraries } from './services.ts';
import { storeLibraries } from './stores.ts';

export const goLibraries: readonly Library[] = [
  ...databaseLibraries,
  ...ormLibraries,
  ...cacheLibraries,
  ...storeLibraries,
  ...queueLibraries,
  ...cloudLibraries,
  ...serviceLibraries,
];

export const goEnvironment: readonly EnvironmentReader[] = [
  { language: 'go', calls: ['os.Getenv', 'os.LookupEnv', 'syscall.Getenv'], required: false },
  { language: 'go', calls: ['github.com/gobuffalo/envy.Get'], fallback: '1', required: false },
  { language: 'go', calls: ['github.com/gobuffalo/envy.MustGet'], required: true },
];
