import type { KnownAgent } from './table.ts';

/** https://opencode.ai/docs/config and https://opencode.ai/docs/acp */
export const opencode: KnownAgent = {
  name: 'opencode',
  title: 'OpenCode',
  package: { name: 'opencode-ai', version: '1.18.33' },
  program: 'opencode',
  wire: 'openai-chat',
  setup: ({ url, token }) => ({
    args: ['acp', '--pure'],
    env: {
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        model: 'groundwork/default',
        small_model: 'groundwork/default',
        autoupdate: false,
        share: 'disabled',
        enabled_providers: ['groundwork'],
        permission: { edit: 'ask', bash: 'ask', webfetch: 'deny', external_directory: 'deny' },
        agent: {
          // What is said above counts for every mode unless the mode says it again.
          plan: { permission: { edit: 'deny' } },
          // A request of its own only to name the session.
          title: { disable: true },
        },
        provider: {
          groundwork: {
            npm: '@ai-sdk/openai-compatible',
            name: 'Groundwork',
            options: { baseURL: `${url}/openai/v1`, apiKey: token },
            models: { default: { name: 'The model of the ticket', tool_call: true } },
          },
        },
      }),
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    },
    files: {},
  }),
  // It has no mode that asks nothing: who permits everything has the same.
  modes: { plan: 'plan', ask: 'build', work: 'build' },
  ownSandbox: false,
};
