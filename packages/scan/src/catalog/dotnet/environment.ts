import type { EnvironmentReader } from '../library.ts';

const names = ['Environment.GetEnvironmentVariable', 'System.Environment.GetEnvironmentVariable'];

export const dotnetEnvironment: readonly EnvironmentReader[] = [
  { language: 'dotnet', calls: names, required: false },
  {
    language: 'dotnet',
    calls: ['Env.GetString', 'DotNetEnv.Env.GetString', 'Env.GetInt', 'Env.GetBool', 'DotNetEnv.Env.GetInt', 'DotNetEnv.Env.GetBool'],
    fallback: '1',
    required: false,
  },
];
