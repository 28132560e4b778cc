import { knownAgents, type FoundAgent } from '@groundwork/agent';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '');

/** Our own agent as a program, from source: what `groundwork agent` is from the bundle. */
export function ownAgent(): FoundAgent {
  const name = 'groundwork';
  return {
    name,
    known: knownAgents.find((agent) => agent.name === name) ?? null,
    command: [
      process.execPath,
      '--no-warnings',
      '--conditions=groundwork-source',
      join(root, 'packages/agent/src/builtin/testing/main.ts'),
    ],
    folders: [dirname(process.execPath), join(root, 'packages'), join(root, 'node_modules')],
  };
}
