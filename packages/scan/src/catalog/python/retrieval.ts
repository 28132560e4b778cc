import type { Library } from '../library.ts';

/** Vector stores of Haystack, LlamaIndex and LangChain that connect by themselves, and are a process's own memory unless told where. */
export const retrievalLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['langchain-chroma', 'chroma-haystack', 'llama-index-vector-stores-chroma'],
    modules: ['langchain_chroma', 'haystack_integrations.document_stores.chroma', 'llama_index.vector_stores.chroma'],
    clients: [
      {
        calls: [
          'langchain_chroma.Chroma',
          'langchain_chroma.Chroma.from_documents',
          'langchain_chroma.Chroma.from_texts',
          'llama_index.vector_stores.chroma.ChromaVectorStore',
          'haystack_integrations.document_stores.chroma.ChromaDocumentStore',
        ],
        resource: 'chroma',
        arguments: { host: 'host', port: 'port', chroma_cloud_api_key: 'apiKey' },
        toldOnly: true,
      },
      {
        calls: ['chromadb.config.Settings', 'chromadb.Settings'],
        resource: 'chroma',
        arguments: { chroma_server_host: 'host', chroma_server_http_port: 'port' },
        toldOnly: true,
      },
    ],
  },
  {
    language: 'python',
    packages: ['pgvector-haystack'],
    modules: ['haystack_integrations.document_stores.pgvector'],
    clients: [
      {
        calls: ['haystack_integrations.document_stores.pgvector.PgvectorDocumentStore'],
        resource: 'pgvector',
        arguments: { connection_string: 'url' },
        environment: { PG_CONN_STR: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['elasticsearch-haystack', 'opensearch-haystack', 'langchain-community', 'llama-index-vector-stores-opensearch'],
    modules: [
      'haystack_integrations.document_stores.elasticsearch',
      'haystack_integrations.document_stores.opensearch',
      'langchain_community.vectorstores',
      'llama_index.vector_stores.opensearch',
    ],
    clients: [
      {
        calls: [
          'haystack_integrations.document_stores.elasticsearch.ElasticsearchDocumentStore',
          'haystack_integrations.document_stores.opensearch.OpenSearchDocumentStore',
        ],
        resource: 'elasticsearch',
        arguments: { hosts: 'url', index: 'index' },
        silent: 'http://localhost:9200',
      },
      {
        calls: [
          'langchain_community.vectorstores.OpenSearchVectorSearch',
          'langchain_community.vectorstores.OpenSearchVectorSearch.from_documents',
          'langchain_community.vectorstores.OpenSearchVectorSearch.from_texts',
          'llama_index.vector_stores.opensearch.OpensearchVectorClient',
        ],
        resource: 'elasticsearch',
        arguments: { opensearch_url: 'url', endpoint: 'url', '0': 'url', index_name: 'index' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['weaviate-haystack', 'pinecone-haystack', 'milvus-haystack', 'mongodb-atlas-haystack'],
    modules: [
      'haystack_integrations.document_stores.weaviate',
      'haystack_integrations.document_stores.pinecone',
      'milvus_haystack',
      'haystack_integrations.document_stores.mongodb_atlas',
    ],
    clients: [
      {
        calls: ['haystack_integrations.document_stores.weaviate.WeaviateDocumentStore'],
        resource: 'weaviate',
        arguments: { url: 'url' },
      },
      {
        calls: ['haystack_integrations.document_stores.pinecone.PineconeDocumentStore'],
        resource: 'pinecone',
        arguments: { api_key: 'apiKey', index: 'index' },
        environment: { PINECONE_API_KEY: 'apiKey' },
      },
      {
        calls: ['milvus_haystack.MilvusDocumentStore'],
        resource: 'milvus',
        arguments: { 'connection_args.uri': 'url', 'connection_args.token': 'apiKey' },
        localWhen: /^\.{0,2}\/|\.db$/,
      },
      {
        calls: ['haystack_integrations.document_stores.mongodb_atlas.MongoDBAtlasDocumentStore'],
        resource: 'mongodb',
        arguments: { mongo_connection_string: 'url', database_name: 'database' },
        environment: { MONGO_CONNECTION_STRING: 'url' },
      },
    ],
  },
];
