import type { ResourceType } from '@groundwork/blueprint';
import { awsConnection, type Connection } from '@groundwork/provision';
import type { ServerProvider, ServerRequest } from '../provider.ts';

/** What every provider of a service that Amazon's SDKs speak to has in common. */
export const awsProvider = { foundByLibraries: true, sharesPassword: 'aws' } satisfies Partial<ServerProvider>;

/** How a service of Amazon's is reached on this machine. */
export const awsHere = (
  type: ResourceType,
  service: string,
  { port, password }: Pick<ServerRequest, 'port' | 'password'>,
  more: Pick<Connection, 'properties' | 'variables'> = {},
): Connection => awsConnection(type, service, { host: '127.0.0.1', port, password }, more);
