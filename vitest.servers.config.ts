import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

// `npm run test:servers`: tests against servers that are large to fetch and slow to start, one at a time.
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['packages/**/src/**/*.servers.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
