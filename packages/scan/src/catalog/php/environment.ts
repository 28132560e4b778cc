import type { EnvironmentReader } from '../library.ts';

export const phpEnvironment: readonly EnvironmentReader[] = [
  { language: 'php', objects: ['$_ENV', '$_SERVER'], required: true },
  { language: 'php', calls: ['getenv', 'Safe.getenv', 'apache_getenv'], required: false },
  {
    language: 'php',
    // Laravel, CakePHP, CodeIgniter, Craft and oscarotero/env call it the same.
    calls: [
      'env',
      'Env.env',
      'Illuminate.Support.Env.get',
      'Env.get',
      'Env.Env.get',
      'Illuminate.Support.env',
      'Hyperf.Support.env',
      'Cake.Core.env',
      'craft.helpers.App.env',
      'craft.helpers.App.parseEnv',
    ],
    fallback: '1',
    required: false,
  },
  { language: 'php', calls: ['Illuminate.Support.Env.getOrFail'], required: true },
];
