import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './packages/testing/src/reporter.ts';

const conditions = ['groundwork-source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts', 'apps/ide/end-to-end/*.test.ts', 'examples/**/*.test.ts'],
    // Servers that are large and slow: `npm run test:servers`.
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.servers.test.ts'],
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
