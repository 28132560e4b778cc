import type { EnvironmentReader } from '../library.ts';

export const environmentCalls: readonly EnvironmentReader[] = [
  {
    language: 'node',
    objects: [
      'process.env',
      'import.meta.env',
      'Bun.env',
      'process.process.env',
      'process.default.env',
      '$env.dynamic.private.env',
      '$env/dynamic/private.env',
      '$env/dynamic/public.env',
    ],
    required: false,
  },
  { language: 'node', calls: ['Deno.env.get', '*.env.get', 'std-env.env.get'], required: false },
  { language: 'node', calls: ['@prisma/config.env', 'prisma/config.env'], required: true },
];
