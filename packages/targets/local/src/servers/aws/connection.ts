import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '@groundwork/provision';
import type { ServerProvider, ServerRequest } from '../provider.ts';

/** One region for everything here: a queue's name and a bucket's signature hold it. */
export const awsRegion = 'us-east-1';
/** Amazon's own examples are as long; the secret beside it is generated. */
export const awsAccessKey = 'GROUNDWORKLOCAL';
/** Numbers of accounts have twelve digits; this is what emulators agreed on. */
export const awsAccount = '000000000000';

/** What every provider of a service that Amazon's SDKs speak to has in common. */
export const awsProvider = { foundByLibraries: true, sharesPassword: 'aws' } satisfies Partial<ServerProvider>;

/**
 * How a service of Amazon's is reached on this machine. Code often constructs a client without saying where: all current SDKs read
 * the endpoint of one service, the keys and the region from variables. See "Service-specific endpoints" in the AWS SDKs and Tools
 * Reference Guide; `service` is the identifier used there (`SQS`, `DYNAMODB`, `S3`).
 */
export function awsConnection(
  type: ResourceType,
  service: string,
  request: Pick<ServerRequest, 'port' | 'password'>,
  more: Pick<Connection, 'properties' | 'variables'> = {},
): Connection {
  const { port, password } = request;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    type,
    host: '127.0.0.1',
    port,
    user: awsAccessKey,
    password,
    database: null,
    path: null,
    ...more,
    properties: { url: endpoint, endpoint, region: awsRegion, accessKey: awsAccessKey, secretKey: password, ...more.properties },
    environment: {
      [`AWS_ENDPOINT_URL_${service}`]: endpoint,
      AWS_ACCESS_KEY_ID: awsAccessKey,
      AWS_SECRET_ACCESS_KEY: password,
      AWS_REGION: awsRegion,
      AWS_DEFAULT_REGION: awsRegion,
    },
  };
}
