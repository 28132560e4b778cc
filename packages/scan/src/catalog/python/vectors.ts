import type { ClientRule, Library } from '../library.ts';

/** Every way a vector store class of LangChain makes a store: the constructor and its factories. */
const store = (...names: readonly string[]): string[] =>
  names.flatMap((name) =>
    [
      '',
      '.from_documents',
      '.from_texts',
      '.from_existing_index',
      '.from_existing_collection',
      '.from_client',
      '.afrom_documents',
      '.afrom_texts',
      '.from_params',
    ].map((factory) => `${name}${factory}`),
  );

const community = (name: string, module: string): string[] => [
  `langchain_community.vectorstores.${name}`,
  `langchain_community.vectorstores.${module}.${name}`,
  `langchain.vectorstores.${name}`,
  `langchain.vectorstores.${module}.${name}`,
];

/** A file of the process's own, or memory. */
const localPath = /^(:memory:|file:|\.{0,2}\/)|\.db$/;

const qdrant: ClientRule['arguments'] = {
  url: 'url',
  location: 'url',
  '0': 'url',
  host: 'host',
  port: 'port',
  api_key: 'apiKey',
  collection_name: 'index',
};

/** Vector databases, and the wrappers LangChain, LlamaIndex and Haystack put around them. */
export const vectorLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['qdrant-client', 'langchain-qdrant', 'llama-index-vector-stores-qdrant', 'qdrant-haystack'],
    modules: ['qdrant_client', 'langchain_qdrant', 'llama_index.vector_stores.qdrant', 'haystack_integrations.document_stores.qdrant'],
    clients: [
      {
        calls: [
          'qdrant_client.QdrantClient',
          'qdrant_client.AsyncQdrantClient',
          'qdrant_client.qdrant_client.QdrantClient',
          'haystack_integrations.document_stores.qdrant.QdrantDocumentStore',
        ],
        resource: 'qdrant',
        arguments: qdrant,
        silent: 'localhost:6333',
        localWhen: localPath,
        localArgument: 'path',
      },
      {
        calls: store('langchain_qdrant.QdrantVectorStore', 'langchain_qdrant.Qdrant', ...community('Qdrant', 'qdrant')),
        resource: 'qdrant',
        arguments: { url: 'url', host: 'host', port: 'port', api_key: 'apiKey', location: 'url' },
        localWhen: localPath,
        localArgument: 'path',
      },
    ],
  },
  {
    language: 'python',
    packages: ['weaviate-client', 'langchain-weaviate', 'llama-index-vector-stores-weaviate'],
    modules: ['weaviate', 'langchain_weaviate'],
    clients: [
      {
        calls: [
          'weaviate.Client',
          'weaviate.connect_to_weaviate_cloud',
          'weaviate.connect_to_wcs',
          'weaviate.use_async_with_weaviate_cloud',
        ],
        resource: 'weaviate',
        arguments: { '0': 'url', url: 'url', cluster_url: 'url', auth_credentials: 'apiKey' },
      },
      {
        calls: ['weaviate.connect_to_local', 'weaviate.use_async_with_local'],
        resource: 'weaviate',
        arguments: { host: 'host', port: 'port' },
        silent: 'localhost:8080',
      },
      {
        calls: ['weaviate.connect_to_custom', 'weaviate.use_async_with_custom'],
        resource: 'weaviate',
        arguments: { http_host: 'host', http_port: 'port' },
      },
      {
        calls: ['weaviate.auth.AuthApiKey', 'weaviate.AuthApiKey', 'weaviate.classes.init.Auth.api_key', 'weaviate.auth.Auth.api_key'],
        resource: 'weaviate',
        arguments: { '0': 'apiKey', api_key: 'apiKey' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['pymilvus', 'langchain-milvus', 'llama-index-vector-stores-milvus', 'milvus'],
    modules: ['pymilvus', 'langchain_milvus', 'llama_index.vector_stores.milvus'],
    clients: [
      {
        calls: [
          'pymilvus.MilvusClient',
          'pymilvus.AsyncMilvusClient',
          'pymilvus.connections.connect',
          'pymilvus.milvus_client.MilvusClient',
        ],
        resource: 'milvus',
        arguments: {
          uri: 'url',
          '0': 'url',
          host: 'host',
          port: 'port',
          user: 'user',
          password: 'password',
          token: 'apiKey',
          db_name: 'database',
        },
        silent: 'http://localhost:19530',
        localWhen: localPath,
      },
      {
        calls: store('langchain_milvus.Milvus', 'langchain_milvus.Zilliz', ...community('Milvus', 'milvus')),
        resource: 'milvus',
        arguments: {
          'connection_args.uri': 'url',
          'connection_args.host': 'host',
          'connection_args.port': 'port',
          'connection_args.token': 'apiKey',
        },
        localWhen: localPath,
      },
      {
        calls: ['llama_index.vector_stores.milvus.MilvusVectorStore', 'llama_index.vector_stores.MilvusVectorStore'],
        resource: 'milvus',
        arguments: { uri: 'url', token: 'apiKey' },
        localWhen: localPath,
      },
    ],
  },
  {
    language: 'python',
    packages: ['chromadb', 'chromadb-client', 'langchain-chroma', 'llama-index-vector-stores-chroma'],
    modules: ['chromadb', 'langchain_chroma'],
    clients: [
      {
        calls: ['chromadb.HttpClient', 'chromadb.AsyncHttpClient'],
        resource: 'chroma',
        arguments: { host: 'host', port: 'port' },
        silent: 'localhost:8000',
      },
      { calls: ['chromadb.CloudClient'], resource: 'chroma', arguments: { api_key: 'apiKey', database: 'database' } },
    ],
  },
  {
    language: 'python',
    packages: ['pinecone', 'pinecone-client', 'langchain-pinecone', 'llama-index-vector-stores-pinecone'],
    modules: ['pinecone', 'langchain_pinecone'],
    clients: [
      {
        calls: ['pinecone.Pinecone', 'pinecone.grpc.PineconeGRPC', 'pinecone.PineconeAsyncio', 'pinecone.init'],
        resource: 'pinecone',
        arguments: { api_key: 'apiKey', '0': 'apiKey' },
        environment: { PINECONE_API_KEY: 'apiKey' },
      },
      {
        calls: ['pinecone.Pinecone().Index', 'pinecone.Index'],
        resource: 'pinecone',
        arguments: { '0': 'index', name: 'index', host: 'url' },
      },
      {
        calls: store('langchain_pinecone.PineconeVectorStore', 'langchain_pinecone.Pinecone', ...community('Pinecone', 'pinecone')),
        resource: 'pinecone',
        arguments: { index_name: 'index', pinecone_api_key: 'apiKey' },
        environment: { PINECONE_API_KEY: 'apiKey' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langchain-postgres', 'llama-index-vector-stores-postgres', 'pgvector-haystack', 'langchain-community'],
    modules: [
      'langchain_postgres',
      'llama_index.vector_stores.postgres',
      'langchain_community.vectorstores.pgvector',
      'langchain.vectorstores.pgvector',
      'haystack_integrations.document_stores.pgvector',
    ],
    clients: [
      {
        calls: store('langchain_postgres.PGVector', 'langchain_postgres.vectorstores.PGVector', ...community('PGVector', 'pgvector')),
        resource: 'pgvector',
        arguments: { connection: 'url', connection_string: 'url' },
      },
      {
        calls: ['langchain_postgres.PGEngine.from_connection_string', 'langchain_postgres.PGEngine.from_engine_args'],
        resource: 'pgvector',
        arguments: { '0': 'url', url: 'url' },
      },
      {
        calls: store('llama_index.vector_stores.postgres.PGVectorStore', 'llama_index.vector_stores.PGVectorStore'),
        resource: 'pgvector',
        arguments: { host: 'host', port: 'port', user: 'user', password: 'password', database: 'database', connection_string: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langchain-elasticsearch', 'llama-index-vector-stores-elasticsearch'],
    modules: ['langchain_elasticsearch', 'langchain_community.vectorstores.elasticsearch', 'llama_index.vector_stores.elasticsearch'],
    clients: [
      {
        calls: [
          ...store('langchain_elasticsearch.ElasticsearchStore', ...community('ElasticsearchStore', 'elasticsearch')),
          'llama_index.vector_stores.elasticsearch.ElasticsearchStore',
        ],
        resource: 'elasticsearch',
        arguments: {
          es_url: 'url',
          elasticsearch_url: 'url',
          es_user: 'user',
          es_password: 'password',
          es_api_key: 'apiKey',
          index_name: 'index',
        },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langchain-mongodb', 'llama-index-vector-stores-mongodb'],
    modules: ['langchain_mongodb'],
    clients: [
      {
        calls: [
          'langchain_mongodb.MongoDBAtlasVectorSearch.from_connection_string',
          'langchain_mongodb.vectorstores.MongoDBAtlasVectorSearch.from_connection_string',
        ],
        resource: 'mongodb',
        arguments: { '0': 'url', connection_string: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langchain-redis', 'redisvl', 'llama-index-vector-stores-redis'],
    modules: ['langchain_redis', 'redisvl', 'llama_index.storage', 'langchain_community.chat_message_histories'],
    clients: [
      {
        calls: [
          ...store('langchain_redis.RedisVectorStore', ...community('Redis', 'redis')),
          'redisvl.index.SearchIndex',
          'langchain_community.chat_message_histories.RedisChatMessageHistory',
          'langchain_redis.RedisChatMessageHistory',
        ],
        resource: 'redis',
        arguments: { redis_url: 'url', url: 'url' },
        environment: { REDIS_URL: 'url' },
      },
      {
        calls: [
          'llama_index.storage.docstore.redis.RedisDocumentStore.from_host_and_port',
          'llama_index.storage.index_store.redis.RedisIndexStore.from_host_and_port',
          'llama_index.storage.kvstore.redis.RedisKVStore.from_host_and_port',
        ],
        resource: 'redis',
        arguments: { '0': 'host', '1': 'port', host: 'host', port: 'port' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['azure-search-documents', 'llama-index-vector-stores-azureaisearch'],
    modules: ['azure.search.documents'],
    clients: [
      {
        calls: [
          'azure.search.documents.SearchClient',
          'azure.search.documents.aio.SearchClient',
          'azure.search.documents.indexes.SearchIndexClient',
          'azure.search.documents.indexes.aio.SearchIndexClient',
          'azure.search.documents.indexes.SearchIndexerClient',
        ],
        resource: 'azure_ai_search',
        arguments: { '0': 'url', endpoint: 'url', index_name: 'index', 'credential.0': 'apiKey' },
      },
      {
        calls: store(...community('AzureSearch', 'azuresearch')),
        resource: 'azure_ai_search',
        arguments: { azure_search_endpoint: 'url', azure_search_key: 'apiKey', index_name: 'index' },
      },
    ],
  },
];
