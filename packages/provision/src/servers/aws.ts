import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '../values/connection.ts';

/** One region for everything outside of Amazon: a queue's name and a bucket's signature hold it. */
export const awsRegion = 'us-east-1';
/** Amazon's own examples are as long; the secret beside it is generated. */
export const awsAccessKey = 'GROUNDWORKLOCAL';
/** Numbers of accounts have twelve digits; this is what emulators agreed on. */
export const awsAccount = '000000000000';

/**
 * How a server that speaks the protocol of one of Amazon's services is reached. Code often constructs a client without saying
 * where: all current SDKs read the endpoint of one service, the keys and the region from variables. See "Service-specific endpoints"
 * in the AWS SDKs and Tools Reference Guide; `service` is the identifier used there (`SQS`, `DYNAMODB`, `S3`).
 */
export function awsConnection(
  type: ResourceType,
  service: string,
  { host, port, password }: { readonly host: string; readonly port: number; readonly password: string },
  more: Pick<Connection, 'properties' | 'variables'> = {},
): Connection {
  const endpoint = `http://${host}:${port}`;
  return {
    type,
    host,
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
