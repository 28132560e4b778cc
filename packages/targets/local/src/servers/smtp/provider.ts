import { identifier } from '@groundwork/provision';
import type { ServerProvider } from '../provider.ts';

/** Always there: the catcher comes with Groundwork. It takes any login, and none. */
export const smtpProvider: ServerProvider = {
  port: 1025,
  extraPorts: ['page'],
  find({ data, port, extraPorts, project, password }) {
    const pagePort = extraPorts['page'] ?? 0;
    return {
      title: 'mail catcher',
      server: { driver: 'smtp', folder: data, port, pagePort },
      connection: { type: 'smtp', host: '127.0.0.1', port, user: identifier(project), password, database: null, path: null },
      page: `http://127.0.0.1:${pagePort}`,
      warning: null,
    };
  },
};
