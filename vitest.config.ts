import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './packages/testing/src/reporter.ts';

const conditions = ['groundwork-source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    reporters: ['default', new SummaryReporter()],
    coverage: {
      provider: 'v8',
      include: ['packages/**/src/**/*.ts', 'apps/**/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.fixture.ts', 'packages/testing/**'],
      reporter: ['text-summary', 'html', 'lcov'],
    },
  },
});
