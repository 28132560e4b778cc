import { firstOf } from '../chain.ts';
import { installedFromPyPI, type PythonProgram } from '../obtain/python.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb } from '../web/found.ts';

const labelStudio: PythonProgram = {
  title: 'Label Studio',
  package: 'label-studio',
  version: '1.23.2',
  program: 'label-studio',
  python: [10, 13],
  sources: ['attr', 'django-ranged-fileresponse', 'drf-flex-fields', 'drf-generators', 'ordered-set'],
};

/** Who signs in at its page; the password is the resource's own. */
const person = 'groundwork@localhost.localdomain';

export const labelStudioProvider: ServerProvider = {
  port: 8080,
  find: (request) => firstOf([fromPyPI], request, { apt: 'python3-venv', brew: 'python' }),
};

function fromPyPI(request: ServerRequest): FoundServer | null {
  const carried = installedFromPyPI(labelStudio);
  if (carried === null) return null;
  const { port, password } = request;
  const url = `http://127.0.0.1:${port}`;
  // Its keys are 40 characters long, as long as the column they are kept in.
  const apiKey = password.slice(0, 40);
  return foundWeb('label_studio', request, carried, {
    name: 'Label Studio',
    version: labelStudio.version,
    arguments: ['start', '--no-browser', '--internal-host', '127.0.0.1', '--port', String(port)],
    env: {
      LABEL_STUDIO_BASE_DATA_DIR: '.',
      LABEL_STUDIO_HOST: url,
      LABEL_STUDIO_USERNAME: person,
      LABEL_STUDIO_PASSWORD: password,
      LABEL_STUDIO_USER_TOKEN: apiKey,
      LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN: 'true',
      LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK: 'true',
      LATEST_VERSION_CHECK: 'false',
      COLLECT_ANALYTICS: 'false',
    },
    ready: [getting('/api/projects/', '"results"', { authorization: `Token ${apiKey}` })],
    // Some two hundred migrations the first time.
    patienceMs: 300_000,
    apiKey,
    page: url,
  });
}
