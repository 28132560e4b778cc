import type { KnownAgent } from './table.ts';

export const own: KnownAgent = {
  name: 'groundwork',
  title: 'Groundwork',
  package: null,
  program: 'groundwork',
  wire: 'openai-chat',
  setup: ({ url, token }) => ({
    args: ['agent'],
    env: { GROUNDWORK_MODEL_URL: `${url}/openai/v1`, GROUNDWORK_MODEL_TOKEN: token },
    files: {},
  }),
  modes: { plan: 'plan', ask: 'ask', work: 'work' },
  ownSandbox: false,
};
