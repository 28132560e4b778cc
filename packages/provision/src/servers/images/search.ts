import type { ServerImage } from '../image.ts';
import { key, keyed, page } from './login.ts';

export const elasticsearch: ServerImage = {
  title: 'Elasticsearch',
  image: 'docker.io/library/elasticsearch',
  tag: '8.19.4',
  tags: 'complete',
  port: 9200,
  data: '/usr/share/elasticsearch/data',
  account: 1000,
  writes: null,
  memory: 1536,
  ready: { page: '/_cluster/health?local=true' },
  env: () => ({ 'discovery.type': 'single-node', 'xpack.security.enabled': 'false', ES_JAVA_OPTS: '-Xms512m -Xmx512m' }),
  connection: page,
};

export const opensearch: ServerImage = {
  title: 'OpenSearch',
  image: 'docker.io/opensearchproject/opensearch',
  tag: '2.19.1',
  tags: 'complete',
  port: 9200,
  data: '/usr/share/opensearch/data',
  account: 1000,
  writes: null,
  memory: 1536,
  ready: { page: '/_cluster/health?local=true' },
  env: () => ({
    'discovery.type': 'single-node',
    DISABLE_SECURITY_PLUGIN: 'true',
    DISABLE_INSTALL_DEMO_CONFIG: 'true',
    OPENSEARCH_JAVA_OPTS: '-Xms512m -Xmx512m',
  }),
  connection: page,
};

export const meilisearch: ServerImage = {
  title: 'Meilisearch',
  image: 'docker.io/getmeili/meilisearch',
  tag: 'v1.15',
  tags: 'none',
  port: 7700,
  data: '/meili_data',
  account: 1000,
  memory: 512,
  ready: { page: '/health' },
  env: (login) => ({ MEILI_NO_ANALYTICS: 'true', ...key(login, 'MEILI_MASTER_KEY') }),
  connection: keyed,
};

export const typesense: ServerImage = {
  title: 'Typesense',
  image: 'docker.io/typesense/typesense',
  tag: '29.0',
  tags: 'none',
  port: 8108,
  data: '/data',
  account: 1000,
  memory: 512,
  ready: { page: '/health' },
  // It does not start without a key.
  env: ({ password }) => ({ TYPESENSE_DATA_DIR: '/data', TYPESENSE_API_KEY: password }),
  connection: (login) => page(login, { apiKey: login.password }),
};

export const qdrant: ServerImage = {
  title: 'Qdrant',
  image: 'docker.io/qdrant/qdrant',
  tag: 'v1.15.4',
  tags: 'none',
  port: 6333,
  ports: { grpc: 6334 },
  data: '/qdrant/storage',
  account: 1000,
  writes: ['/qdrant/snapshots', '/qdrant/init'],
  memory: 512,
  ready: { page: '/readyz' },
  env: (login) => key(login, 'QDRANT__SERVICE__API_KEY'),
  connection: keyed,
};

export const chroma: ServerImage = {
  title: 'Chroma',
  image: 'docker.io/chromadb/chroma',
  tag: '1.0.20',
  tags: 'complete',
  port: 8000,
  data: '/data',
  account: 1000,
  memory: 512,
  ready: { page: '/api/v2/heartbeat' },
  connection: page,
};
