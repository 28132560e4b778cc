import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { carriedByMaven, javaPackages, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

const version = '3.2.2';

const tika: MavenServer = {
  title: 'Apache Tika',
  name: 'tika',
  version,
  alone: [`org.apache.tika:tika-server-core:${version}`],
  dependencies: [`org.apache.tika:tika-parsers-standard-package:${version}`],
  // Reads RAR archives, under a licence that is not an open one.
  without: ['com.github.junrar:junrar'],
  java: { least: 11 },
};

export const tikaProvider: ServerProvider = {
  port: 9998,
  find: (request) => firstOf([inContainer, fromMaven], request, javaPackages),
};

function fromMaven({ port, data }: ServerRequest): FoundServer | null {
  const carried = carriedByMaven(tika);
  if (carried === null) return null;
  return {
    title: `Apache Tika ${version}`,
    server: { driver: 'tika', program: carried.program, account: serverAccount([]), data, port },
    connection: {
      type: 'tika',
      host: '127.0.0.1',
      port,
      user: null,
      password: null,
      database: null,
      path: null,
      properties: { url: `http://127.0.0.1:${port}` },
    },
    page: `http://127.0.0.1:${port}`,
    obtain: carried.obtain,
    warning: null,
  };
}
