import type { ResourceType } from '@groundwork/blueprint';
import {
  awsAccessKey,
  awsAccount,
  awsConnection,
  awsRegion,
  bucketsOf,
  identifier,
  queuesOf,
  storageApi,
  type Connection,
  type DeployedResource,
} from '@groundwork/provision';
import type { Healthcheck } from './health.ts';

/** A server for what a cloud serves, or that only catches: enough to develop against. Texts may hold tokens of references. */
export interface StandIn {
  readonly title: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly data: string | null;
  readonly page?: number;
  readonly health: Healthcheck;
  readonly files?: Readonly<Record<string, string>>;
  readonly connection: Partial<Connection>;
}

interface Given {
  readonly project: string;
  /** A token. */
  readonly password: string;
}

const every = { interval: '5s', timeout: '5s', retries: 20, start_period: '10s' } as const;

/** `null` where the code speaks what this server does not. */
export const standIns: Partial<Readonly<Record<ResourceType, (deployed: DeployedResource, given: Given) => StandIn | null>>> = {
  object_storage: objectStorage,
  sqs: queues,
  smtp: mail,
};

/** https://github.com/versity/versitygw: objects are files of a folder, a bucket is a folder of it. */
function objectStorage({ id, resource, told }: DeployedResource, { password }: Given): StandIn | null {
  if (storageApi(resource.evidence) !== 's3') return null;
  const { names, variables } = bucketsOf({ told });
  const folders = names.map((name) => `/data/store/${name}`).join(' ');
  return {
    title: 'Versity S3 Gateway',
    image: 'docker.io/versity/versitygw:v1.7.0',
    entrypoint: ['sh', '-c'],
    command: [
      `mkdir -p /data/store /data/attributes${folders === '' ? '' : ` ${folders}`} && exec versitygw --port :9000 posix --sidecar /data/attributes /data/store`,
    ],
    environment: { ROOT_ACCESS_KEY: awsAccessKey, ROOT_SECRET_KEY: password, VGW_REGION: awsRegion },
    data: '/data',
    health: { test: ['CMD', 'nc', '-z', '127.0.0.1', '9000'], ...every },
    connection: awsConnection('object_storage', 'S3', { host: id, port: 9000, password }, { variables }),
  };
}

/** https://github.com/softwaremill/elasticmq: speaks the protocol of Amazon SQS. Its configuration is HOCON, of which JSON is a part. */
function queues({ id, told }: DeployedResource, { project, password }: Given): StandIn {
  const endpoint = `http://${id}:9324`;
  const { names, variables } = queuesOf(told, endpoint, identifier(project).replaceAll('_', '-'));
  const settings = {
    'node-address': { protocol: 'http', host: id, port: 9324, 'context-path': '' },
    'rest-sqs': { enabled: true, 'bind-hostname': '0.0.0.0', 'bind-port': 9324, 'sqs-limits': 'strict' },
    'rest-stats': { enabled: false },
    aws: { region: awsRegion, accountId: awsAccount },
    'auto-create-queues': { enabled: true, template: {} },
    'messages-storage': { enabled: true, uri: 'jdbc:h2:/data/queues', 'driver-class': 'org.h2.Driver', username: 'sa', password: '' },
    queues: Object.fromEntries(names.map((queue) => [queue, queue.endsWith('.fifo') ? { fifo: true } : {}])),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return {
    title: 'ElasticMQ',
    image: 'docker.io/softwaremill/elasticmq:1.7.1',
    data: '/data',
    health: { test: ['CMD', 'bash', '-c', '</dev/tcp/127.0.0.1/9324'], ...every },
    files: { '/opt/elasticmq.conf': `include classpath("application.conf")\n${lines.join('\n')}\n` },
    connection: awsConnection('sqs', 'SQS', { host: id, port: 9324, password }, { variables }),
  };
}

/** https://mailpit.axllent.org: catches mail and shows it; takes any login, and none. */
function mail({ id }: DeployedResource, { project }: Given): StandIn {
  return {
    title: 'Mailpit',
    image: 'docker.io/axllent/mailpit:v1.27',
    environment: { MP_SMTP_AUTH_ACCEPT_ANY: '1', MP_SMTP_AUTH_ALLOW_INSECURE: '1', MP_DATABASE: '/data/mailpit.db' },
    data: '/data',
    page: 8025,
    health: { test: ['CMD', '/mailpit', 'readyz'], ...every },
    connection: { type: 'smtp', host: id, port: 1025, user: identifier(project), password: 'mailpit' },
  };
}
