import type { Carries, ClientRule, Library, ResourceChoice } from '../library.ts';

/** Setters of an object that is configured before it connects. */
const setters = (type: string, resource: ResourceChoice, told: Readonly<Record<string, Carries>>): ClientRule[] =>
  Object.entries(told).map(([method, carries]) => ({ calls: [`${type}().${method}`], resource, arguments: { '0': carries } }));

const hostPort: Carries = { property: 'url', form: 'host:port' };

/** Clients of caches, document stores and brokers. */
export const clients: readonly Library[] = [
  {
    language: 'java',
    packages: ['redis.clients:jedis'],
    modules: ['redis.clients.jedis'],
    clients: [
      {
        calls: [
          'redis.clients.jedis.Jedis',
          'redis.clients.jedis.JedisPooled',
          'redis.clients.jedis.UnifiedJedis',
          'redis.clients.jedis.HostAndPort',
          'redis.clients.jedis.DefaultJedisClientConfig',
        ],
        resource: 'redis',
        arguments: { '0': 'host', '1': 'port' },
        silent: 'localhost:6379',
      },
      {
        calls: ['redis.clients.jedis.JedisPool'],
        resource: 'redis',
        arguments: { '0': 'url', '1': 'host', '2': 'port', '4': 'password' },
        silent: 'localhost:6379',
      },
    ],
  },
  {
    language: 'java',
    packages: ['io.lettuce:lettuce-core'],
    modules: ['io.lettuce.core'],
    clients: [
      {
        calls: [
          'io.lettuce.core.RedisClient.create',
          'io.lettuce.core.RedisURI.create',
          'io.lettuce.core.cluster.RedisClusterClient.create',
        ],
        resource: 'redis',
        arguments: { '0': 'url' },
      },
      {
        calls: ['io.lettuce.core.RedisURI.builder', 'io.lettuce.core.RedisURI.Builder.redis'],
        resource: 'redis',
        arguments: { '0': 'host', '1': 'port', '.withHost.0': 'host', '.withPort.0': 'port', '.withPassword.0': 'password' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['org.redisson:redisson', 'org.redisson:redisson-spring-boot-starter'],
    modules: ['org.redisson'],
    clients: [
      {
        calls: ['org.redisson.config.Config().useSingleServer', 'org.redisson.config.Config().useClusterServers'],
        resource: 'redis',
        arguments: { '.setAddress.0': 'url', '.setPassword.0': 'password', '.addNodeAddress.0': 'url' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['org.springframework.data:spring-data-redis', 'org.springframework.boot:spring-boot-starter-data-redis'],
    modules: ['org.springframework.data.redis'],
    clients: [
      {
        calls: [
          'org.springframework.data.redis.connection.RedisStandaloneConfiguration',
          'org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory',
        ],
        resource: 'redis',
        arguments: { '0': 'host', '1': 'port', hostName: 'host', port: 'port', password: 'password' },
      },
      ...setters('org.springframework.data.redis.connection.RedisStandaloneConfiguration', 'redis', {
        setHostName: 'host',
        setPort: 'port',
        setPassword: 'password',
      }),
    ],
  },
  {
    language: 'java',
    packages: ['net.spy:spymemcached', 'com.googlecode.xmemcached:xmemcached'],
    modules: ['net.spy.memcached', 'net.rubyeye.xmemcached'],
    clients: [
      {
        calls: ['net.spy.memcached.AddrUtil.getAddresses', 'net.rubyeye.xmemcached.utils.AddrUtil.getAddresses'],
        resource: 'memcached',
        arguments: { '0': hostPort },
      },
      { calls: ['net.spy.memcached.MemcachedClient'], resource: 'memcached', arguments: {} },
    ],
  },
  {
    language: 'java',
    packages: [
      'org.mongodb:mongodb-driver-sync',
      'org.mongodb:mongodb-driver-reactivestreams',
      'org.mongodb:mongo-java-driver',
      'org.mongodb:mongodb-driver-kotlin-coroutine',
      'org.litote.kmongo:kmongo',
    ],
    modules: ['com.mongodb', 'org.litote.kmongo'],
    clients: [
      {
        calls: [
          'com.mongodb.client.MongoClients.create',
          'com.mongodb.reactivestreams.client.MongoClients.create',
          'com.mongodb.ConnectionString',
          'com.mongodb.MongoClientURI',
          'com.mongodb.kotlin.client.coroutine.MongoClient.create',
          'org.litote.kmongo.KMongo.createClient',
        ],
        resource: 'mongodb',
        arguments: { '0': 'url' },
        silent: 'localhost:27017',
      },
      {
        calls: ['com.mongodb.MongoClient', 'com.mongodb.ServerAddress'],
        resource: 'mongodb',
        arguments: { '0': 'host', '1': 'port' },
        silent: 'localhost:27017',
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.rabbitmq:amqp-client'],
    modules: ['com.rabbitmq.client'],
    clients: [
      {
        calls: ['com.rabbitmq.client.ConnectionFactory'],
        resource: 'rabbitmq',
        arguments: { host: 'host', port: 'port', username: 'user', password: 'password' },
        silent: 'localhost:5672',
      },
      ...setters('com.rabbitmq.client.ConnectionFactory', 'rabbitmq', {
        setUri: 'url',
        setHost: 'host',
        setPort: 'port',
        setUsername: 'user',
        setPassword: 'password',
      }),
    ],
  },
  {
    language: 'java',
    packages: ['org.springframework.amqp:spring-rabbit'],
    modules: ['org.springframework.amqp.rabbit'],
    clients: [
      {
        calls: ['org.springframework.amqp.rabbit.connection.CachingConnectionFactory'],
        resource: 'rabbitmq',
        arguments: { '0': 'host', '1': 'port' },
      },
      ...setters('org.springframework.amqp.rabbit.connection.CachingConnectionFactory', 'rabbitmq', {
        setUri: 'url',
        setAddresses: 'url',
        setHost: 'host',
        setPort: 'port',
        setUsername: 'user',
        setPassword: 'password',
      }),
    ],
  },
  {
    language: 'java',
    packages: ['org.apache.kafka:kafka-clients', 'org.apache.kafka:kafka-streams', 'org.springframework.kafka:spring-kafka'],
    modules: ['org.apache.kafka', 'org.springframework.kafka'],
    clients: [
      {
        calls: [
          'org.apache.kafka.clients.producer.KafkaProducer',
          'org.apache.kafka.clients.consumer.KafkaConsumer',
          'org.apache.kafka.streams.KafkaStreams',
          'org.apache.kafka.clients.admin.AdminClient.create',
          'org.apache.kafka.clients.admin.Admin.create',
        ],
        resource: 'kafka',
        arguments: { 'bootstrap.servers': hostPort, BOOTSTRAP_SERVERS_CONFIG: hostPort },
      },
    ],
    settings: [
      { path: '**.BOOTSTRAP_SERVERS_CONFIG', resource: 'kafka', carries: hostPort },
      { path: '*.bootstrap.servers', resource: 'kafka', carries: hostPort },
    ],
  },
  {
    language: 'java',
    packages: ['io.nats:jnats'],
    modules: ['io.nats.client'],
    clients: [
      { calls: ['io.nats.client.Nats.connect'], resource: 'nats', arguments: { '0': 'url' }, silent: 'nats://localhost:4222' },
      { calls: ['io.nats.client.Options.Builder', 'io.nats.client.Options.builder'], resource: 'nats', arguments: { '.server.0': 'url' } },
    ],
  },
  {
    language: 'java',
    packages: [
      'org.elasticsearch.client:elasticsearch-rest-client',
      'org.elasticsearch.client:elasticsearch-rest-high-level-client',
      'co.elastic.clients:elasticsearch-java',
      'org.opensearch.client:opensearch-java',
      'org.opensearch.client:opensearch-rest-client',
    ],
    modules: [
      'org.elasticsearch.client',
      'co.elastic.clients',
      'org.opensearch.client',
      'org.springframework.data.elasticsearch',
      'org.apache.http.HttpHost',
    ],
    clients: [
      {
        calls: ['org.elasticsearch.client.RestClient.builder', 'org.opensearch.client.RestClient.builder'],
        resource: 'elasticsearch',
        arguments: { '0': 'url' },
      },
      { calls: ['co.elastic.clients.elasticsearch.ElasticsearchClient.of'], resource: 'elasticsearch', arguments: { '0': 'url' } },
      {
        calls: ['org.springframework.data.elasticsearch.client.ClientConfiguration.builder'],
        resource: 'elasticsearch',
        arguments: { '.connectedTo.0': hostPort, '.withBasicAuth.0': 'user', '.withBasicAuth.1': 'password' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['org.neo4j.driver:neo4j-java-driver'],
    modules: ['org.neo4j.driver'],
    clients: [
      { calls: ['org.neo4j.driver.GraphDatabase.driver'], resource: 'neo4j', arguments: { '0': 'url' } },
      { calls: ['org.neo4j.driver.AuthTokens.basic'], resource: 'neo4j', arguments: { '0': 'user', '1': 'password' } },
    ],
  },
  {
    language: 'java',
    packages: ['com.datastax.oss:java-driver-core', 'com.datastax.cassandra:cassandra-driver-core'],
    modules: ['com.datastax.oss.driver', 'com.datastax.driver.core'],
    clients: [
      {
        calls: ['com.datastax.oss.driver.api.core.CqlSession.builder', 'com.datastax.driver.core.Cluster.builder'],
        resource: 'cassandra',
        arguments: {
          '.addContactPoint.0': 'host',
          '.withPort.0': 'port',
          '.withKeyspace.0': 'database',
          '.withAuthCredentials.0': 'user',
          '.withAuthCredentials.1': 'password',
        },
        silent: 'localhost:9042',
      },
    ],
  },
  {
    language: 'java',
    packages: ['com.meilisearch.sdk:meilisearch-java'],
    modules: ['com.meilisearch.sdk'],
    clients: [{ calls: ['com.meilisearch.sdk.Config'], resource: 'meilisearch', arguments: { '0': 'url', '1': 'apiKey' } }],
  },
  {
    language: 'java',
    packages: ['io.qdrant:client'],
    modules: ['io.qdrant.client'],
    clients: [
      {
        calls: ['io.qdrant.client.QdrantGrpcClient.newBuilder'],
        resource: 'qdrant',
        arguments: { '0': 'host', '1': 'port', '.withApiKey.0': 'apiKey' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['io.milvus:milvus-sdk-java'],
    modules: ['io.milvus'],
    clients: [
      {
        calls: ['io.milvus.param.ConnectParam.newBuilder', 'io.milvus.v2.client.ConnectConfig.builder'],
        resource: 'milvus',
        arguments: { '.withHost.0': 'host', '.withPort.0': 'port', '.uri.0': 'url', '.token.0': 'apiKey' },
      },
    ],
  },
  {
    language: 'java',
    packages: ['io.weaviate:client'],
    modules: ['io.weaviate.client'],
    clients: [{ calls: ['io.weaviate.client.Config'], resource: 'weaviate', arguments: { '1': { property: 'url', form: 'host:port' } } }],
  },
];
