import { identifier, namesIn } from '@groundwork/provision';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { carriedByMaven, javaPackages, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

const version = '5.0.9';

const cassandra: MavenServer = {
  title: 'Apache Cassandra',
  name: 'cassandra',
  version,
  dependencies: [`org.apache.cassandra:cassandra-all:${version}`],
  java: { least: 11, most: 17 },
};

export const cassandraProvider: ServerProvider = {
  port: 9042,
  extraPorts: ['storage'],
  find: (request) => firstOf([inContainer, fromMaven], request, javaPackages),
};

function fromMaven({ name, version: asked, port, extraPorts, data, told, project }: ServerRequest): FoundServer | null {
  const carried = carriedByMaven(cassandra);
  if (carried === null) return null;
  const own = identifier(project);
  const { all, variables } = namesIn(told, 'database', own);
  const keyspaces = all.filter((keyspace) => /^\w{1,48}$/.test(keyspace));
  const [major = ''] = (asked ?? '').split('.');
  return {
    title: `Apache Cassandra ${version}`,
    server: {
      driver: 'cassandra',
      program: carried.program,
      account: serverAccount(['cassandra']),
      data,
      port,
      storagePort: extraPorts['storage'] ?? 0,
      keyspaces,
    },
    connection: {
      type: 'cassandra',
      host: '127.0.0.1',
      port,
      user: null,
      password: null,
      database: keyspaces[0] ?? own,
      path: null,
      variables,
    },
    obtain: carried.obtain,
    warning:
      /^\d+$/.test(major) && major !== '5' ? `${name} asks for Cassandra ${asked ?? ''}; what Maven carries here is ${version}` : null,
  };
}
