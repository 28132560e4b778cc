import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { pageHas } from '../handshake/exchange.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import type { ElasticsearchServer } from './schema.ts';

export const elasticsearchDriver: ServerDriver<ElasticsearchServer> = {
  async start(server, context) {
    const { data, account, port, program } = server;
    const configuration = join(data, 'config');
    makeOwnFolder(data, account);
    makeOwnFolder(configuration, account);
    writeOwnFile(join(configuration, 'opensearch.yml'), settingsOf(server), account);
    writeOwnFile(join(configuration, 'log4j2.properties'), logging, account);
    return startProgram(
      {
        title: 'OpenSearch',
        argv: javaArguments(program, {
          main: 'OpenSearchNode',
          heap: 512,
          arguments: [
            '-basePath',
            data,
            '-confPath',
            configuration,
            '-clusterName',
            'groundwork',
            '-numOfNode',
            '1',
            // The runner counts its nodes from one, and adds that number to the port.
            '-baseHttpPort',
            String(port - 1),
          ],
          data,
        }),
        cwd: data,
        env: javaEnvironment(data),
        account,
        answers: () => elasticsearchAnswers(server),
        patienceMs: 120_000,
      },
      context,
    );
  },
};

/** Ready when every index it has can be written to. */
export const elasticsearchAnswers = ({ port }: { readonly port: number }): Promise<boolean> =>
  pageHas(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=2s`, '"timed_out":false');

function settingsOf({ port, transportPort }: ElasticsearchServer): string {
  const settings = {
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': transportPort,
    'discovery.type': 'single-node',
    // A disk that is nearly full makes every index read-only, which on a developer's machine only surprises.
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}

const logging = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;
