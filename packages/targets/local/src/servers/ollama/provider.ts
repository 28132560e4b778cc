import { homedir } from 'node:os';
import { join } from 'node:path';
import { isRoot, sharedRoot } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, onPath } from '../web/found.ts';

export const ollamaProvider: ServerProvider = {
  port: 11434,
  // By OLLAMA_HOST: the usual port is often a person's own Ollama's.
  foundByLibraries: true,
  find: (request) => firstOf([installed, inContainer], request, { get: 'curl -fsSL https://ollama.com/install.sh | sh', brew: 'ollama' }),
};

function installed(request: ServerRequest): FoundServer | null {
  const program = onPath('ollama');
  if (program === null) return null;
  const { port, told } = request;
  const models = [...new Set(told.variables.flatMap(({ property, value }) => (property === 'model' && isModel(value) ? [value] : [])))];
  const address = `127.0.0.1:${port}`;
  const pull = models.map((model) => `OLLAMA_HOST=${address} ollama pull ${model}`).join(' && ');
  return foundWeb('ollama', request, program, {
    name: 'Ollama',
    arguments: ['serve'],
    env: { OLLAMA_HOST: address, OLLAMA_MODELS: modelsFolder() },
    ready: [getting('/api/tags', '"models"')],
    connection: { environment: { OLLAMA_HOST: `http://${address}` } },
    // Gigabytes, which a person decides about.
    ...(models.length === 0 ? {} : { warning: `${request.name} answers with ${models.join(', ')} once it is there: ${pull}` }),
  });
}

/** What a person can paste into a shell. */
const isModel = (value: string | null): value is string => value !== null && /^[\w.:/-]+$/.test(value);

/** Models are gigabytes: those a person has serve every project. */
const modelsFolder = (): string => (isRoot() ? join(sharedRoot, 'ollama-models') : join(homedir(), '.ollama', 'models'));
