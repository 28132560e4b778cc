import type { Library } from '../library.ts';

const both = (module: string, ...names: readonly string[]): string[] =>
  names.flatMap((name) => [`${module}.${name}`, `${module}.aio.Async${name}`]);

/** Where agents keep what was said: checkpoints, stores and message histories. */
export const agentMemoryLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['langgraph-checkpoint-postgres'],
    modules: ['langgraph.checkpoint.postgres', 'langgraph.store.postgres'],
    drives: 'postgres',
    clients: [
      {
        calls: [
          ...both('langgraph.checkpoint.postgres', 'PostgresSaver.from_conn_string', 'PostgresSaver'),
          ...both('langgraph.store.postgres', 'PostgresStore.from_conn_string'),
        ],
        resource: 'postgres',
        arguments: { '0': 'url', conn_string: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langgraph-checkpoint-redis', 'langgraph-checkpoint-mongodb'],
    modules: ['langgraph.checkpoint.redis', 'langgraph.store.redis', 'langgraph.checkpoint.mongodb'],
    clients: [
      {
        calls: [
          ...both('langgraph.checkpoint.redis', 'RedisSaver.from_conn_string'),
          ...both('langgraph.store.redis', 'RedisStore.from_conn_string'),
        ],
        resource: 'redis',
        arguments: { '0': 'url', redis_url: 'url' },
      },
      {
        calls: both('langgraph.checkpoint.mongodb', 'MongoDBSaver.from_conn_string'),
        resource: 'mongodb',
        arguments: { '0': 'url', conn_string: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['langchain-community', 'langchain', 'llama-index', 'llama-index-core'],
    modules: [
      'langchain_community',
      'langchain.sql_database',
      'langchain.memory',
      'llama_index.core',
      'llama_index.core.utilities.sql_wrapper',
    ],
    clients: [
      {
        calls: [
          'langchain_community.utilities.SQLDatabase.from_uri',
          'langchain_community.utilities.sql_database.SQLDatabase.from_uri',
          'langchain.sql_database.SQLDatabase.from_uri',
          'langchain.SQLDatabase.from_uri',
          'llama_index.core.SQLDatabase.from_uri',
        ],
        resource: 'by-url',
        arguments: { '0': 'url', database_uri: 'url' },
      },
      {
        calls: ['langchain_community.chat_message_histories.SQLChatMessageHistory'],
        resource: 'by-url',
        arguments: { connection: 'url', connection_string: 'url', '1': 'url' },
      },
      {
        calls: ['langchain_community.chat_message_histories.MongoDBChatMessageHistory', 'langchain_mongodb.MongoDBChatMessageHistory'],
        resource: 'mongodb',
        arguments: { connection_string: 'url', database_name: 'database' },
      },
      {
        calls: ['langchain_community.chat_message_histories.PostgresChatMessageHistory', 'langchain_postgres.PostgresChatMessageHistory'],
        resource: 'postgres',
        arguments: { connection_string: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['mem0ai'],
    modules: ['mem0'],
    accounts: [{ calls: ['mem0.MemoryClient', 'mem0.AsyncMemoryClient'], variables: { MEM0_API_KEY: 'api_key' } }],
  },
];
