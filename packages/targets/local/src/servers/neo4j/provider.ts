import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { carriedByMaven, javaPackages, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { neo4jNode } from './node.ts';

const version = '5.26.30';

const neo4j: MavenServer = {
  title: 'Neo4j',
  name: 'neo4j',
  version,
  dependencies: [`org.neo4j:neo4j:${version}`],
  main: neo4jNode,
  java: { least: 17, most: 21 },
};

export const neo4jProvider: ServerProvider = {
  port: 7687,
  find: (request) => firstOf([inContainer, fromMaven], request, javaPackages),
};

function fromMaven({ name, version: asked, port, data, told, password: given }: ServerRequest): FoundServer | null {
  const carried = carriedByMaven(neo4j);
  if (carried === null) return null;
  const password = told.password ? given : null;
  const [major = ''] = (asked ?? '').split('.');
  return {
    title: `Neo4j ${version}`,
    server: { driver: 'neo4j', program: carried.program, account: serverAccount(['neo4j']), data, port, password },
    connection: {
      type: 'neo4j',
      host: '127.0.0.1',
      port,
      user: password === null ? null : 'neo4j',
      password,
      // Drivers take neither a database nor a login in their URL.
      database: 'neo4j',
      path: null,
      properties: { url: `bolt://127.0.0.1:${port}`, endpoint: `bolt://127.0.0.1:${port}` },
    },
    obtain: carried.obtain,
    warning: /^\d+$/.test(major) && major !== '5' ? `${name} asks for Neo4j ${asked ?? ''}; what Maven carries here is ${version}` : null,
  };
}
