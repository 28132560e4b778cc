import type { EnvironmentReader, Library } from '../library.ts';
import { databaseLibraries } from './databases.ts';
import { queueLibraries } from './queues.ts';
import { serviceLibraries } from './services.ts';
import { storeLibraries } from './stores.ts';

export const rustLibraries: readonly Library[] = [...databaseLibraries, ...storeLibraries, ...queueLibraries, ...serviceLibraries];

/** `var!` is a reading after which the program does not go on without a value: `env::var("X").unwrap()`. */
export const rustEnvironment: readonly EnvironmentReader[] = [
  { language: 'rust', calls: ['std.env.var', 'env.var', 'std.env.var_os', 'env.var_os', 'dotenvy.var', 'dotenv.var'], required: false },
  {
    language: 'rust',
    calls: ['std.env.var!', 'env.var!', 'std.env.var_os!', 'env.var_os!', 'dotenvy.var!', 'dotenv.var!'],
    required: true,
  },
];
