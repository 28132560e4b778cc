import { namesIn } from '@groundwork/provision';
import { basename, dirname, join } from 'node:path';
import { runnableBy, serverAccount } from '../../process/account.ts';
import { awsHere, awsProvider } from '../aws/connection.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { carriedByNpm, type NpmServer } from '../obtain/npm.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

/** An open server with Amazon's protocol, on LevelDB; Amazon's own for one machine comes as an image. */
const dynalite: NpmServer = { title: 'Dynalite', package: 'dynalite', version: '4.0.0', entry: 'cli.js' };

export const dynamodbProvider: ServerProvider = {
  ...awsProvider,
  port: 8000,
  find: (request) => firstOf([inContainer, fromNpm], request, { apt: 'npm', brew: 'node' }),
};

function fromNpm(request: ServerRequest): FoundServer | null {
  const carried = carriedByNpm(dynalite);
  if (carried === null) return null;
  const { port, data, told, project } = request;
  const account = serverAccount([]);
  // The Node we run on may lie in a private folder.
  const bin = runnableBy(dirname(process.execPath), account, `node-${process.versions.node}`);
  const { variables } = namesIn(told, 'table', project.replace(/[^\w.-]+/g, '-'));
  return {
    title: `${dynalite.title} ${dynalite.version} (speaks Amazon DynamoDB)`,
    server: { driver: 'dynamodb', node: join(bin, basename(process.execPath)), entry: carried.entry, account, data, port },
    connection: awsHere('dynamodb', 'DYNAMODB', request, { variables }),
    obtain: carried.obtain,
    warning: null,
  };
}
