import type { Library } from '../library.ts';

export const searchLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['@elastic/elasticsearch', '@opensearch-project/opensearch', 'elasticsearch'],
    clients: [
      {
        calls: ['@elastic/elasticsearch.Client', '@opensearch-project/opensearch.Client', 'elasticsearch.Client'],
        resource: 'elasticsearch',
        arguments: {
          node: 'url',
          nodes: 'url',
          host: 'url',
          'auth.username': 'user',
          'auth.password': 'password',
          'auth.apiKey': 'apiKey',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['meilisearch'],
    clients: [
      {
        calls: ['meilisearch.MeiliSearch', 'meilisearch.Meilisearch', 'meilisearch'],
        resource: 'meilisearch',
        arguments: { host: 'url', apiKey: 'apiKey' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['typesense'],
    clients: [
      {
        calls: ['typesense.Client', 'typesense.default.Client'],
        resource: 'typesense',
        arguments: { 'nodes.0.host': 'host', 'nodes.0.port': 'port', apiKey: 'apiKey' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@qdrant/js-client-rest', '@qdrant/js-client-grpc'],
    clients: [
      {
        calls: ['@qdrant/js-client-rest.QdrantClient', '@qdrant/js-client-grpc.QdrantClient'],
        resource: 'qdrant',
        arguments: { url: 'url', host: 'host', port: 'port', apiKey: 'apiKey' },
        silent: 'http://localhost:6333',
      },
    ],
  },
  {
    language: 'node',
    packages: ['weaviate-client', 'weaviate-ts-client'],
    clients: [
      {
        calls: [
          'weaviate-client.connectToWeaviateCloud',
          'weaviate-client.connectToCustom',
          'weaviate-client.connectToLocal',
          'weaviate-ts-client.client',
        ],
        resource: 'weaviate',
        arguments: { '0': 'url', host: 'host', apiKey: 'apiKey' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@zilliz/milvus2-sdk-node'],
    clients: [
      {
        calls: ['@zilliz/milvus2-sdk-node.MilvusClient'],
        resource: 'milvus',
        arguments: { '0': 'url', address: 'url', username: 'user', password: 'password', token: 'apiKey' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['chromadb'],
    clients: [
      {
        calls: ['chromadb.ChromaClient', 'chromadb.CloudClient'],
        resource: 'chroma',
        arguments: { path: 'url', host: 'host', port: 'port' },
        silent: 'http://localhost:8000',
      },
    ],
  },
  {
    language: 'node',
    packages: ['@pinecone-database/pinecone'],
    clients: [
      {
        calls: ['@pinecone-database/pinecone.Pinecone'],
        resource: 'pinecone',
        arguments: { apiKey: 'apiKey' },
        environment: { PINECONE_API_KEY: 'apiKey' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['pgvector'],
    clients: [{ calls: ['pgvector/pg.registerTypes', 'pgvector.registerType'], resource: 'pgvector', arguments: {} }],
  },
  {
    language: 'node',
    packages: ['@azure/search-documents'],
    clients: [{ calls: ['@azure/search-documents.SearchClient'], resource: 'azure_ai_search', arguments: { '0': 'url', '1': 'index' } }],
  },
];
