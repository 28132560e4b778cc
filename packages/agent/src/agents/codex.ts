import type { KnownAgent } from './table.ts';

/** https://github.com/openai/codex/blob/main/docs/config.md */
export const codex: KnownAgent = {
  name: 'codex',
  title: 'Codex',
  package: { name: '@agentclientprotocol/codex-acp', version: '2.6.0' },
  program: 'codex-acp',
  wire: 'openai-responses',
  setup: ({ url, token }) => ({
    args: [],
    env: { GROUNDWORK_MODEL_TOKEN: token, MODEL_PROVIDER: 'groundwork', NO_BROWSER: '1' },
    files: {
      '.codex/config.toml': [
        'model = "default"',
        'model_provider = "groundwork"',
        'check_for_update_on_startup = false',
        '[analytics]',
        'enabled = false',
        '[model_providers.groundwork]',
        'name = "Groundwork"',
        `base_url = ${JSON.stringify(`${url}/openai/v1`)}`,
        'env_key = "GROUNDWORK_MODEL_TOKEN"',
        'wire_api = "responses"',
        '',
      ].join('\n'),
    },
  }),
  modes: { plan: 'read-only', ask: 'read-only', work: 'agent-full-access' },
  ownSandbox: true,
};
