import { queuesOf } from '@groundwork/provision';
import { serverAccount } from '../../process/account.ts';
import { awsHere, awsProvider } from '../aws/connection.ts';
import { firstOf } from '../chain.ts';
import { carriedByMaven, javaPackages, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

const version = '1.7.1';

const elasticMq: MavenServer = {
  title: 'ElasticMQ',
  name: 'elasticmq',
  version,
  dependencies: [`org.elasticmq:elasticmq-server_2.13:${version}`],
  java: { least: 11 },
};

/** Amazon's own runs nowhere else; ElasticMQ is a server that speaks its protocol. */
export const sqsProvider: ServerProvider = {
  ...awsProvider,
  port: 9324,
  find: (request) => firstOf([fromMaven], request, javaPackages),
};

function fromMaven(request: ServerRequest): FoundServer | null {
  const { port, data, told, project } = request;
  const carried = carriedByMaven(elasticMq);
  if (carried === null) return null;
  const { names, variables } = queuesOf(told, `http://127.0.0.1:${port}`, project.replace(/[^\w-]+/g, '-'));
  return {
    title: `ElasticMQ ${version} (speaks Amazon SQS)`,
    server: { driver: 'sqs', program: carried.program, account: serverAccount([]), data, port, queues: [...names] },
    connection: awsHere('sqs', 'SQS', request, { variables }),
    obtain: carried.obtain,
    warning: null,
  };
}
