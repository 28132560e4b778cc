import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { installedFromPyPI, type PythonProgram } from '../obtain/python.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, onPath, type WebStart } from '../web/found.ts';

const chroma: PythonProgram = { title: 'Chroma', package: 'chromadb', version: '1.5.9', program: 'chroma', python: [9, 13] };

/** The package of its makers is client and server in one. */
export const chromaProvider: ServerProvider = {
  port: 8000,
  find: (request) => firstOf([installed, inContainer, fromPyPI], request, { apt: 'python3-venv', brew: 'python' }),
};

function installed(request: ServerRequest): FoundServer | null {
  const program = onPath('chroma');
  return program === null ? null : foundWeb('chroma', request, program, startOf(request));
}

function fromPyPI(request: ServerRequest): FoundServer | null {
  const carried = installedFromPyPI(chroma);
  return carried && foundWeb('chroma', request, carried, { ...startOf(request), version: chroma.version });
}

function startOf({ port }: ServerRequest): WebStart {
  return {
    name: 'Chroma',
    arguments: ['run', '--path', 'store', '--host', '127.0.0.1', '--port', String(port)],
    env: { ANONYMIZED_TELEMETRY: 'false' },
    // Read from its store; the heartbeat comes from memory.
    ready: [getting('/api/v2/tenants/default_tenant/databases/default_database', 'default_database')],
  };
}
