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

export const weaviate: ServerImage = {
  title: 'Weaviate',
  image: 'docker.io/semitechnologies/weaviate',
  tag: '1.32.13',
  tags: 'complete',
  port: 8080,
  ports: { grpc: 50051 },
  data: '/var/lib/weaviate',
  account: 1000,
  memory: 1024,
  ready: { page: '/v1/.well-known/ready' },
  env: () => ({
    AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true',
    PERSISTENCE_DATA_PATH: '/var/lib/weaviate',
    DEFAULT_VECTORIZER_MODULE: 'none',
    CLUSTER_HOSTNAME: 'node1',
  }),
  connection: page,
};

/** Standalone, with etcd and storage inside: `scripts/standalone_embed.sh` of https://github.com/milvus-io/milvus */
export const milvus: ServerImage = {
  title: 'Milvus',
  image: 'docker.io/milvusdb/milvus',
  tag: 'v2.5.15',
  tags: 'none',
  port: 19530,
  data: '/var/lib/milvus',
  account: 1000,
  // Its settings are written into its own folder when it starts.
  writes: null,
  memory: 2048,
  ready: 'connects',
  env: () => ({
    COMMON_STORAGETYPE: 'local',
    DEPLOY_MODE: 'STANDALONE',
    ETCD_CONFIG_PATH: '/milvus/configs/embedEtcd.yaml',
    ETCD_DATA_DIR: '/var/lib/milvus/etcd',
    ETCD_USE_EMBED: 'true',
  }),
  arguments: () => ['milvus', 'run', 'standalone'],
  files: () => ({
    '/milvus/configs/embedEtcd.yaml':
      'listen-client-urls: http://0.0.0.0:2379\nadvertise-client-urls: http://0.0.0.0:2379\nquota-backend-bytes: 4294967296\nauto-compaction-mode: revision\nauto-compaction-retention: "1000"\n',
  }),
  connection: page,
};
