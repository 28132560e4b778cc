import type { Carries, ClientRule, Library } from '../library.ts';

const address: Carries = { property: 'host', form: 'host:port' };

const mongo = 'go.mongodb.org/mongo-driver/mongo';

const elastic: ClientRule['arguments'] = {
  Addresses: 'url',
  Username: 'user',
  Password: 'password',
  APIKey: 'apiKey',
  CloudID: 'url',
};

/** Documents, search, columns, graphs and vectors. */
export const storeLibraries: readonly Library[] = [
  {
    language: 'go',
    packages: ['go.mongodb.org/mongo-driver'],
    modules: ['go.mongodb.org/mongo-driver'],
    drives: 'mongodb',
    clients: [
      { calls: [`${mongo}/options.Client().ApplyURI`], resource: 'mongodb', arguments: { '0': 'url' } },
      { calls: [`${mongo}/options.Client().SetHosts`], resource: 'mongodb', arguments: { '0': address } },
      { calls: [`${mongo}/options.Credential`], resource: 'mongodb', arguments: { Username: 'user', Password: 'password' } },
      { calls: [`${mongo}.Connect`, `${mongo}.NewClient`], resource: 'mongodb', arguments: {} },
      {
        calls: [`${mongo}.Connect().Database`, `${mongo}.NewClient().Database`, `${mongo}.Client().Database`],
        resource: 'mongodb',
        arguments: { '0': 'database' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/kamva/mgm', 'github.com/qiniu/qmgo', 'gopkg.in/mgo', 'github.com/globalsign/mgo'],
    drives: 'mongodb',
    clients: [
      { calls: ['github.com/kamva/mgm.SetDefaultConfig'], resource: 'mongodb', arguments: { '1': 'database' } },
      { calls: ['github.com/qiniu/qmgo.Config'], resource: 'mongodb', arguments: { Uri: 'url', Database: 'database' } },
      {
        calls: ['gopkg.in/mgo.Dial', 'github.com/globalsign/mgo.Dial', 'gopkg.in/mgo.ParseURL'],
        resource: 'mongodb',
        arguments: { '0': 'url' },
      },
      {
        calls: ['gopkg.in/mgo.DialInfo', 'github.com/globalsign/mgo.DialInfo'],
        resource: 'mongodb',
        arguments: { Addrs: address, Username: 'user', Password: 'password', Database: 'database' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/ClickHouse/clickhouse-go'],
    drives: 'clickhouse',
    clients: [
      {
        calls: [
          'github.com/ClickHouse/clickhouse-go.Open',
          'github.com/ClickHouse/clickhouse-go.OpenDB',
          'github.com/ClickHouse/clickhouse-go.Options',
        ],
        resource: 'clickhouse',
        arguments: { Addr: address, 'Auth.Database': 'database', 'Auth.Username': 'user', 'Auth.Password': 'password' },
      },
      { calls: ['github.com/ClickHouse/clickhouse-go.ParseDSN'], resource: 'clickhouse', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/gocql/gocql', 'github.com/apache/cassandra-gocql-driver', 'github.com/scylladb/gocqlx'],
    drives: 'cassandra',
    clients: [
      {
        calls: ['github.com/gocql/gocql.NewCluster', 'github.com/apache/cassandra-gocql-driver.NewCluster'],
        resource: 'cassandra',
        arguments: { '0': 'host' },
      },
      {
        calls: ['github.com/gocql/gocql.PasswordAuthenticator'],
        resource: 'cassandra',
        arguments: { Username: 'user', Password: 'password' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/neo4j/neo4j-go-driver'],
    modules: ['github.com/neo4j/neo4j-go-driver/neo4j'],
    drives: 'neo4j',
    clients: [
      {
        calls: ['NewDriverWithContext', 'NewDriver'].map((name) => `github.com/neo4j/neo4j-go-driver/neo4j.${name}`),
        resource: 'neo4j',
        arguments: { '0': 'url' },
      },
      { calls: ['github.com/neo4j/neo4j-go-driver/neo4j.BasicAuth'], resource: 'neo4j', arguments: { '0': 'user', '1': 'password' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/elastic/go-elasticsearch', 'github.com/opensearch-project/opensearch-go'],
    drives: 'elasticsearch',
    clients: [
      {
        calls: [
          'github.com/elastic/go-elasticsearch.NewClient',
          'github.com/elastic/go-elasticsearch.NewTypedClient',
          'github.com/elastic/go-elasticsearch.Config',
          'github.com/opensearch-project/opensearch-go.NewClient',
          'github.com/opensearch-project/opensearch-go.Config',
          'github.com/opensearch-project/opensearch-go/opensearchapi.NewClient',
        ],
        resource: 'elasticsearch',
        arguments: elastic,
        silent: 'http://localhost:9200',
      },
      {
        calls: ['github.com/elastic/go-elasticsearch.NewDefaultClient', 'github.com/opensearch-project/opensearch-go.NewDefaultClient'],
        resource: 'elasticsearch',
        arguments: {},
        environment: { ELASTICSEARCH_URL: 'url' },
        silent: 'http://localhost:9200',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/olivere/elastic', 'gopkg.in/olivere/elastic'],
    drives: 'elasticsearch',
    clients: ['github.com/olivere/elastic', 'gopkg.in/olivere/elastic'].flatMap((module): ClientRule[] => [
      { calls: [`${module}.SetURL`], resource: 'elasticsearch', arguments: { '0': 'url' } },
      { calls: [`${module}.SetBasicAuth`], resource: 'elasticsearch', arguments: { '0': 'user', '1': 'password' } },
    ]),
  },
  {
    language: 'go',
    packages: ['github.com/meilisearch/meilisearch-go'],
    drives: 'meilisearch',
    clients: [
      {
        calls: [
          'github.com/meilisearch/meilisearch-go.New',
          'github.com/meilisearch/meilisearch-go.NewClient',
          'github.com/meilisearch/meilisearch-go.Connect',
        ],
        resource: 'meilisearch',
        arguments: { '0': 'url', Host: 'url', APIKey: 'apiKey' },
      },
      { calls: ['github.com/meilisearch/meilisearch-go.WithAPIKey'], resource: 'meilisearch', arguments: { '0': 'apiKey' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/typesense/typesense-go'],
    modules: ['github.com/typesense/typesense-go/typesense'],
    drives: 'typesense',
    clients: [
      { calls: ['github.com/typesense/typesense-go/typesense.WithServer'], resource: 'typesense', arguments: { '0': 'url' } },
      { calls: ['github.com/typesense/typesense-go/typesense.WithAPIKey'], resource: 'typesense', arguments: { '0': 'apiKey' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/qdrant/go-client'],
    modules: ['github.com/qdrant/go-client/qdrant'],
    drives: 'qdrant',
    clients: [
      {
        calls: ['github.com/qdrant/go-client/qdrant.NewClient', 'github.com/qdrant/go-client/qdrant.Config'],
        resource: 'qdrant',
        arguments: { Host: 'host', Port: 'port', APIKey: 'apiKey' },
        silent: 'localhost:6334',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/weaviate/weaviate-go-client'],
    modules: ['github.com/weaviate/weaviate-go-client/weaviate'],
    drives: 'weaviate',
    clients: [
      {
        calls: [
          'github.com/weaviate/weaviate-go-client/weaviate.NewClient',
          'github.com/weaviate/weaviate-go-client/weaviate.Config',
          'github.com/weaviate/weaviate-go-client/weaviate.New',
        ],
        resource: 'weaviate',
        arguments: { Host: address },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/milvus-io/milvus-sdk-go', 'github.com/milvus-io/milvus/client'],
    modules: ['github.com/milvus-io/milvus-sdk-go/client', 'github.com/milvus-io/milvus/client/milvusclient'],
    drives: 'milvus',
    clients: [
      {
        calls: [
          'github.com/milvus-io/milvus-sdk-go/client.NewClient',
          'github.com/milvus-io/milvus-sdk-go/client.NewGrpcClient',
          'github.com/milvus-io/milvus/client/milvusclient.New',
        ],
        resource: 'milvus',
        arguments: { Address: 'url', '1': 'url' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/pinecone-io/go-pinecone'],
    modules: ['github.com/pinecone-io/go-pinecone/pinecone'],
    drives: 'pinecone',
    clients: [{ calls: ['github.com/pinecone-io/go-pinecone/pinecone.NewClient'], resource: 'pinecone', arguments: { ApiKey: 'apiKey' } }],
  },
];
