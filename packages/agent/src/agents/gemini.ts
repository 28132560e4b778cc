import type { KnownAgent } from './table.ts';

/** https://geminicli.com/docs/get-started/configuration */
export const gemini: KnownAgent = {
  name: 'gemini',
  title: 'Gemini CLI',
  package: { name: '@google/gemini-cli', version: '0.61.0' },
  program: 'gemini',
  wire: 'google',
  setup: ({ url, token }) => ({
    // By name: what it calls `auto` asks a model which model to ask.
    args: ['--acp', '--model', 'gemini-2.5-pro'],
    env: {
      GOOGLE_GEMINI_BASE_URL: `${url}/google`,
      GEMINI_API_KEY: token,
      GEMINI_CLI_TRUST_WORKSPACE: 'true',
      // It would start itself anew with more memory, and not pass signals on.
      GEMINI_CLI_NO_RELAUNCH: 'true',
    },
    files: {
      '.gemini/settings.json': JSON.stringify({
        general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
        privacy: { usageStatisticsEnabled: false },
        security: { auth: { selectedType: 'gemini-api-key' } },
      }),
    },
  }),
  modes: { plan: 'plan', ask: 'default', work: 'yolo' },
  ownSandbox: false,
};
