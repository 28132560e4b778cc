import { GroundworkError } from '@groundwork/host';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** What the agent is told by its environment. */
const variables = {
  url: 'GROUNDWORK_MODEL_URL',
  token: 'GROUNDWORK_MODEL_TOKEN',
  model: 'GROUNDWORK_MODEL',
  context: 'GROUNDWORK_CONTEXT_TOKENS',
} as const;

const schema = z.object({
  [variables.url]: z.url(),
  [variables.token]: z.string().default(''),
  [variables.model]: z.string().default('default'),
  [variables.context]: z.coerce.number().int().min(4000).default(100_000),
});

export interface AgentEnvironment {
  /** Of the OpenAI-compatible wire: `http://127.0.0.1:4100/openai/v1`. */
  readonly url: string;
  readonly token: string;
  readonly model: string;
  /** Longest conversation that is sent, in characters. */
  readonly longestContext: number;
  /** Where conversations are kept. */
  readonly state: string;
  /** For what it starts: all of its own but the token. */
  readonly others: Readonly<Record<string, string>>;
}

/** Throws `agent.environment` where the model's address is missing or wrong. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): AgentEnvironment {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new GroundworkError({
      code: 'agent.environment',
      message: `${String(issue?.path[0])} is missing or wrong: this agent is told by it where its model is`,
      where: 'environment',
      fix: `${variables.url}=http://127.0.0.1:11434/v1 ${variables.model}=qwen2.5-coder:7b groundwork agent`,
    });
  }
  const { data } = parsed;
  const others = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== variables.token);
  const state = env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local/state');
  return {
    url: data[variables.url],
    token: data[variables.token],
    model: data[variables.model],
    // Some four characters a token, in code rather fewer.
    longestContext: data[variables.context] * 3,
    state: join(state, 'groundwork/agent'),
    others: Object.fromEntries(others),
  };
}
