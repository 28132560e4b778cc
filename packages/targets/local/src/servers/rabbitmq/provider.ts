import { identifier } from '@groundwork/provision';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { findRabbitmq } from './find.ts';

export const rabbitmqProvider: ServerProvider = {
  port: 5672,
  extraPorts: ['distribution', 'mapper', 'page'],
  find: (request) =>
    firstOf([onThisMachine, inContainer], request, { apt: 'rabbitmq-server', brew: 'rabbitmq', service: 'rabbitmq-server' }),
};

function onThisMachine(request: ServerRequest): FoundServer | null {
  const installation = findRabbitmq();
  if (installation === null) return null;
  const { port, extraPorts, told } = request;
  const { version, page } = installation;
  // What a client uses that can only be told where the server is.
  const login = told.password ? { user: identifier(request.project), password: request.password } : { user: 'guest', password: 'guest' };
  const pagePort = page ? (extraPorts['page'] ?? null) : null;
  return {
    title: `RabbitMQ ${version}`,
    server: {
      driver: 'rabbitmq',
      program: installation.program,
      erlang: installation.erlang,
      account: serverAccount(['rabbitmq']),
      folder: request.data,
      port,
      distributionPort: extraPorts['distribution'] ?? 0,
      mapperPort: extraPorts['mapper'] ?? 0,
      pagePort,
      ...login,
      adminPassword: request.adminPassword,
    },
    connection: { type: 'rabbitmq', host: '127.0.0.1', port, ...login, database: '/', path: null },
    ...(pagePort === null ? {} : { page: `http://127.0.0.1:${pagePort}` }),
    warning: warningOf(request, version),
  };
}

function warningOf({ name, version: wanted }: ServerRequest, version: string): string | null {
  const major = /\d+/.exec(wanted ?? '')?.[0];
  return major !== undefined && major !== version.split('.')[0] ? `${name} asks for RabbitMQ ${wanted}; this machine has ${version}` : null;
}
