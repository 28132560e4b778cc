import type { EnvironmentReader } from '../library.ts';

export const rubyEnvironment: readonly EnvironmentReader[] = [
  { language: 'ruby', objects: ['ENV'], required: false },
  { language: 'ruby', calls: ['ENV.fetch'], fallback: '1', required: true },
  { language: 'ruby', calls: ['ENV.dig', 'ENV.delete'], required: false },
];
