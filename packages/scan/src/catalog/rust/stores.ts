import type { Carries, Library } from '../library.ts';

const redisUrl: Readonly<Record<string, Carries>> = { '0': 'url' };

/** Caches, documents, search and other stores. */
export const storeLibraries: readonly Library[] = [
  {
    language: 'rust',
    packages: ['redis', 'redis-async'],
    modules: ['redis'],
    drives: 'redis',
    clients: [
      {
        calls: [
          'redis.Client.open',
          'redis.cluster.ClusterClient.new',
          'redis.cluster.ClusterClient.builder',
          'redis.cluster_async.ClusterClient.new',
          'redis.sentinel.SentinelClient.build',
        ],
        resource: 'redis',
        arguments: redisUrl,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['deadpool-redis', 'bb8-redis', 'r2d2_redis', 'mobc-redis', 'redis_pool', 'deadpool-redis-cluster'],
    modules: ['deadpool_redis', 'bb8_redis', 'r2d2_redis', 'mobc_redis'],
    drives: 'redis',
    clients: [
      {
        calls: [
          'deadpool_redis.Config.from_url',
          'deadpool_redis.cluster.Config.from_urls',
          'bb8_redis.RedisConnectionManager.new',
          'r2d2_redis.RedisConnectionManager.new',
          'mobc_redis.redis.Client.open',
          'bb8_redis.redis.Client.open',
          'deadpool_redis.redis.Client.open',
        ],
        resource: 'redis',
        arguments: redisUrl,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['fred', 'rustis', 'tower-sessions-redis-store', 'async-session-redis', 'cached', 'sidekiq', 'apalis-redis'],
    modules: ['fred', 'rustis', 'tower_sessions_redis_store', 'sidekiq', 'apalis_redis'],
    clients: [
      {
        calls: [
          'fred.types.RedisConfig.from_url',
          'fred.types.config.Config.from_url',
          'fred.prelude.Config.from_url',
          'fred.prelude.RedisConfig.from_url',
          'rustis.client.Client.connect',
          'apalis_redis.connect',
          'sidekiq.RedisConnectionManager.new',
          'async_redis_session.RedisSessionStore.new',
        ],
        resource: 'redis',
        arguments: redisUrl,
      },
    ],
  },
  {
    language: 'rust',
    packages: ['actix-session'],
    modules: ['actix_session'],
    clients: [
      {
        calls: [
          'actix_session.storage.RedisSessionStore.new',
          'actix_session.storage.RedisSessionStore.builder',
          'actix_session.storage.RedisActorSessionStore.new',
        ],
        resource: 'redis',
        arguments: redisUrl,
      },
    ],
  },
  {
    language: 'rust',
    packages: [
      'actix-session/redis-session',
      'actix-session/redis-session-rustls',
      'actix-session/redis-rs-session',
      'actix-session/redis-rs-tls-session',
    ],
    modules: [],
    drives: 'redis',
  },
  {
    language: 'rust',
    packages: ['memcache', 'async-memcached', 'bb8-memcached'],
    modules: ['memcache', 'async_memcached'],
    drives: 'memcached',
    clients: [
      {
        calls: ['memcache.connect', 'memcache.Client.connect', 'async_memcached.Client.new'],
        resource: 'memcached',
        arguments: { '0': 'url' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['mongodb', 'wither'],
    modules: ['mongodb'],
    drives: 'mongodb',
    clients: [
      {
        calls: [
          'mongodb.Client.with_uri_str',
          'mongodb.options.ClientOptions.parse',
          'mongodb.sync.Client.with_uri_str',
          'mongodb.options.ClientOptions.parse_async',
        ],
        resource: 'mongodb',
        arguments: { '0': 'url' },
      },
      {
        calls: ['mongodb.Client.with_uri_str().database', 'mongodb.Client.with_options().database', 'mongodb.Client().database'],
        resource: 'mongodb',
        arguments: { '0': 'database' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['elasticsearch', 'opensearch'],
    drives: 'elasticsearch',
    clients: [
      {
        calls: [
          'elasticsearch.http.transport.Transport.single_node',
          'opensearch.http.transport.Transport.single_node',
          'elasticsearch.http.transport.SingleNodeConnectionPool.new',
          'opensearch.http.transport.SingleNodeConnectionPool.new',
          'elasticsearch.http.transport.Transport.cloud',
        ],
        resource: 'elasticsearch',
        arguments: { '0': 'url' },
      },
      {
        calls: ['elasticsearch.auth.Credentials.Basic', 'opensearch.auth.Credentials.Basic'],
        resource: 'elasticsearch',
        arguments: { '0': 'user', '1': 'password' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['meilisearch-sdk'],
    modules: ['meilisearch_sdk'],
    drives: 'meilisearch',
    clients: [
      {
        calls: ['meilisearch_sdk.client.Client.new', 'meilisearch_sdk.Client.new'],
        resource: 'meilisearch',
        arguments: { '0': 'url', '1': 'apiKey' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['qdrant-client'],
    modules: ['qdrant_client'],
    drives: 'qdrant',
    clients: [
      {
        calls: [
          'qdrant_client.Qdrant.from_url',
          'qdrant_client.client.QdrantClient.from_url',
          'qdrant_client.config.QdrantConfig.from_url',
        ],
        resource: 'qdrant',
        arguments: { '0': 'url', '.api_key.0': 'apiKey', '.with_api_key.0': 'apiKey' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['clickhouse'],
    drives: 'clickhouse',
    clients: [
      {
        calls: ['clickhouse.Client.default'],
        resource: 'clickhouse',
        arguments: { '.with_url.0': 'url', '.with_user.0': 'user', '.with_password.0': 'password', '.with_database.0': 'database' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['scylla', 'cdrs-tokio'],
    modules: ['scylla'],
    drives: 'cassandra',
    clients: [
      {
        calls: ['scylla.SessionBuilder.new', 'scylla.client.session_builder.SessionBuilder.new'],
        resource: 'cassandra',
        arguments: { '.known_node.0': { property: 'host', form: 'host:port' }, '.user.0': 'user', '.user.1': 'password' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['neo4rs'],
    drives: 'neo4j',
    clients: [
      { calls: ['neo4rs.Graph.new'], resource: 'neo4j', arguments: { '0': 'url', '1': 'user', '2': 'password' } },
      {
        calls: ['neo4rs.ConfigBuilder.default', 'neo4rs.ConfigBuilder.new'],
        resource: 'neo4j',
        arguments: { '.uri.0': 'url', '.user.0': 'user', '.password.0': 'password', '.db.0': 'database' },
      },
    ],
  },
];
