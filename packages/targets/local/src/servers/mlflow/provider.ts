import { firstOf } from '../chain.ts';
import { installedFromPyPI, type PythonProgram } from '../obtain/python.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { posting } from '../web/exchange.ts';
import { foundWeb } from '../web/found.ts';

const mlflow: PythonProgram = { title: 'MLflow', package: 'mlflow', version: '3.17.2', program: 'mlflow', python: [10, 13] };

/** Runs and metrics in a SQLite file, artifacts in a folder beside it, both served by MLflow itself. */
export const mlflowProvider: ServerProvider = {
  port: 5000,
  find: (request) => firstOf([fromPyPI], request, { apt: 'python3-venv', brew: 'python' }),
};

const store = 'sqlite:///mlflow.db';

function fromPyPI(request: ServerRequest): FoundServer | null {
  const carried = installedFromPyPI(mlflow);
  if (carried === null) return null;
  const { port } = request;
  const address = ['--host', '127.0.0.1', '--port', String(port)];
  return foundWeb('mlflow', request, carried, {
    name: 'MLflow',
    version: mlflow.version,
    // It makes its tables in steps that a restart would not go on from.
    initialise: ['db', 'upgrade', store],
    arguments: ['server', ...address, '--backend-store-uri', store, '--artifacts-destination', './artifacts', '--workers', '1'],
    env: { MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
    ready: [posting('/api/2.0/mlflow/experiments/search', { max_results: 1 }, 'experiment_id')],
    page: `http://127.0.0.1:${port}`,
  });
}
