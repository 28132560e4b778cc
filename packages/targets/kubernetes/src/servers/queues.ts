import { awsAccount, awsConnection, awsRegion, identifier, queuesOf, type Login, type ServerImage } from '@groundwork/provision';

const configuration = '/opt/elasticmq.conf';

/** Amazon's own runs nowhere else; ElasticMQ speaks its protocol: https://github.com/softwaremill/elasticmq. Messages end with its pod. */
export const queueServer: ServerImage = {
  title: 'ElasticMQ',
  image: 'docker.io/softwaremill/elasticmq-native',
  tag: '1.6.14',
  tags: 'none',
  port: 9324,
  data: null,
  account: 1000,
  memory: 256,
  ready: 'connects',
  files: (login) => ({ [configuration]: configurationOf(login) }),
  connection: (login) => awsConnection('sqs', 'SQS', login, { variables: queues(login).variables }),
};

const queues = ({ told, host, port, user }: Login) => queuesOf(told, `http://${host}:${port}`, identifier(user).replaceAll('_', '-'));

/** HOCON, of which JSON is a part. */
function configurationOf(login: Login): string {
  const settings = {
    'node-address': { protocol: 'http', host: login.host, port: login.port, 'context-path': '' },
    'rest-sqs': { enabled: true, 'bind-hostname': '0.0.0.0', 'bind-port': login.port, 'sqs-limits': 'strict' },
    'rest-stats': { enabled: false },
    aws: { region: awsRegion, accountId: awsAccount },
    'auto-create-queues': { enabled: true, template: {} },
    queues: Object.fromEntries(queues(login).names.map((queue) => [queue, queue.endsWith('.fifo') ? { fifo: true } : {}])),
  };
  return `include classpath("application.conf")\n${Object.entries(settings)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join('\n')}\n`;
}
