import type { Library, ResourceChoice, SettingRule } from '../library.ts';
import type { Property } from '@groundwork/blueprint';

/** Keys below a prefix, each with what it carries: `{ host: 'host' }` below `spring.rabbitmq`. */
export function keys(prefix: string, resource: ResourceChoice, told: Readonly<Record<string, Property>>, need?: 'optional'): SettingRule[] {
  return Object.entries(told).map(([key, carries]) => ({ path: `${prefix}.${key}`, resource, carries, ...(need ? { need } : {}) }));
}

const boot = (...packages: readonly string[]): Pick<Library, 'language' | 'packages' | 'modules'> => ({
  language: 'java',
  packages: packages.map((name) => `org.springframework.boot:${name}`),
  modules: [],
});

const account = { username: 'user', password: 'password' } as const;

/** Spring Boot's configuration keys: https://docs.spring.io/spring-boot/appendix/application-properties. Names before and after 3.0 alike. */
export const springSettings: readonly Library[] = [
  {
    ...boot('spring-boot-starter-jdbc', 'spring-boot-starter-data-jpa'),
    settings: [
      ...keys('spring.datasource', 'by-url', { url: 'url', 'jdbc-url': 'url', ...account }),
      ...keys('spring.datasource.*', 'by-url', { url: 'url', 'jdbc-url': 'url', ...account }),
      ...keys('spring.datasource.druid.*', 'by-url', { url: 'url', ...account }),
      ...keys('spring.datasource.dynamic.datasource.*', 'by-url', { url: 'url', ...account }),
      ...keys('spring.flyway', 'by-url', { url: 'url', user: 'user', password: 'password' }),
      ...keys('spring.liquibase', 'by-url', { url: 'url', user: 'user', password: 'password' }),
    ],
  },
  { ...boot('spring-boot-starter-data-r2dbc'), settings: keys('spring.r2dbc', 'by-url', { url: 'url', ...account }) },
  {
    ...boot('spring-boot-starter-data-redis'),
    settings: ['spring.redis', 'spring.data.redis'].flatMap((prefix) => [
      ...keys(prefix, 'redis', { url: 'url', host: 'host', port: 'port', ...account, database: 'database' }),
      { path: `${prefix}.cluster.nodes`, resource: 'redis', carries: { property: 'url', form: 'host:port' } } as const,
    ]),
  },
  {
    ...boot('spring-boot-starter-data-mongodb'),
    settings: ['spring.data.mongodb', 'spring.mongodb'].flatMap((prefix) =>
      keys(prefix, 'mongodb', { uri: 'url', host: 'host', port: 'port', ...account, database: 'database' }),
    ),
  },
  {
    ...boot('spring-boot-starter-amqp'),
    settings: [
      ...keys('spring.rabbitmq', 'rabbitmq', { host: 'host', port: 'port', ...account }),
      { path: 'spring.rabbitmq.addresses', resource: 'rabbitmq', carries: 'url' },
    ],
  },
  {
    language: 'java',
    packages: ['io.eventuate.tram.core:eventuate-tram-spring-jdbc-kafka'],
    modules: [],
    settings: [{ path: 'eventuatelocal.kafka.bootstrap.servers', resource: 'kafka', carries: { property: 'url', form: 'host:port' } }],
  },
  {
    language: 'java',
    packages: ['org.springframework.kafka:spring-kafka'],
    modules: [],
    settings: [
      'spring.kafka',
      'spring.kafka.producer',
      'spring.kafka.consumer',
      'spring.kafka.streams',
      'spring.cloud.stream.kafka.binder',
      'spring.cloud.stream.kafka.streams.binder',
    ].flatMap((prefix) =>
      ['bootstrap-servers', 'brokers'].map((key): SettingRule => ({
        path: `${prefix}.${key}`,
        resource: 'kafka',
        carries: { property: 'url', form: 'host:port' },
      })),
    ),
  },
  {
    ...boot('spring-boot-starter-data-elasticsearch'),
    settings: [
      ...keys('spring.elasticsearch', 'elasticsearch', { uris: 'url', ...account }),
      ...keys('spring.elasticsearch.rest', 'elasticsearch', { uris: 'url', ...account }),
      { path: 'spring.elasticsearch.uris[0]', resource: 'elasticsearch', carries: 'url' },
      { path: 'spring.data.elasticsearch.cluster-nodes', resource: 'elasticsearch', carries: { property: 'url', form: 'host:port' } },
    ],
  },
  {
    ...boot('spring-boot-starter-data-neo4j'),
    settings: [
      ...keys('spring.neo4j', 'neo4j', { uri: 'url', 'authentication.username': 'user', 'authentication.password': 'password' }),
      ...keys('spring.data.neo4j', 'neo4j', { uri: 'url', ...account }),
    ],
  },
  {
    ...boot('spring-boot-starter-data-cassandra'),
    settings: ['spring.cassandra', 'spring.data.cassandra'].flatMap((prefix) =>
      keys(prefix, 'cassandra', { 'contact-points': 'host', port: 'port', ...account, 'keyspace-name': 'database' }),
    ),
  },
  { ...boot('spring-boot-starter-mail'), settings: keys('spring.mail', 'smtp', { host: 'host', port: 'port', ...account }, 'optional') },
  {
    ...boot('spring-boot-starter-actuator'),
    settings: [
      { path: 'management.otlp.tracing.endpoint', resource: 'otel', carries: 'url', need: 'optional' },
      { path: 'management.otlp.metrics.export.url', resource: 'otel', carries: 'url', need: 'optional' },
      { path: 'otel.exporter.otlp.endpoint', resource: 'otel', carries: 'url', need: 'optional' },
    ],
  },
  {
    language: 'java',
    packages: ['io.awspring.cloud:spring-cloud-aws-starter'],
    modules: [],
    settings: [
      { path: 'spring.cloud.aws.s3.endpoint', resource: 'object_storage', carries: 'url' },
      { path: 'spring.cloud.aws.s3.region', resource: 'object_storage', carries: 'region' },
      { path: 'spring.cloud.aws.sqs.endpoint', resource: 'sqs', carries: 'url' },
      { path: 'spring.cloud.aws.sqs.region', resource: 'sqs', carries: 'region' },
      { path: 'spring.cloud.aws.sns.endpoint', resource: 'sns', carries: 'url' },
      { path: 'spring.cloud.aws.dynamodb.endpoint', resource: 'dynamodb', carries: 'url' },
    ],
  },
  {
    language: 'java',
    packages: ['com.azure.spring:spring-cloud-azure-starter'],
    modules: [],
    settings: [
      { path: 'spring.cloud.azure.servicebus.connection-string', resource: 'azure_servicebus', carries: 'url' },
      { path: 'spring.cloud.azure.storage.blob.endpoint', resource: 'object_storage', carries: 'url' },
      { path: 'spring.cloud.azure.storage.blob.account-key', resource: 'object_storage', carries: 'secretKey' },
    ],
  },
  {
    language: 'java',
    packages: ['com.google.cloud:spring-cloud-gcp-starter'],
    modules: [],
    settings: [
      { path: 'spring.cloud.gcp.pubsub.project-id', resource: 'pubsub', carries: 'project' },
      { path: 'spring.cloud.gcp.firestore.project-id', resource: 'firestore', carries: 'project' },
      { path: 'spring.cloud.gcp.spanner.project-id', resource: 'spanner', carries: 'project' },
      { path: 'spring.cloud.gcp.spanner.instance-id', resource: 'spanner', carries: 'host' },
      { path: 'spring.cloud.gcp.spanner.database', resource: 'spanner', carries: 'database' },
    ],
  },
  {
    language: 'java',
    packages: ['org.redisson:redisson-spring-boot-starter'],
    modules: [],
    settings: keys('spring.redis.redisson', 'redis', { 'config.single-server-config.address': 'url' }),
  },
];

const model = (name: string, ...packages: readonly string[]): Library => ({
  language: 'java',
  packages,
  modules: [],
  settings: [
    ...['', '.chat', '.embedding'].flatMap((part) =>
      keys(`spring.ai.${name}${part}`, 'llm_api', { 'api-key': 'apiKey', 'base-url': 'url', endpoint: 'url' }),
    ),
    { path: `spring.ai.${name}.chat.options.model`, resource: 'llm_api', carries: 'model' },
  ],
});

/** Spring AI and LangChain4j's Spring Boot starters. */
export const springModels: readonly Library[] = [
  model('openai', 'org.springframework.ai:spring-ai-starter-model-openai', 'org.springframework.ai:spring-ai-openai-spring-boot-starter'),
  model(
    'anthropic',
    'org.springframework.ai:spring-ai-starter-model-anthropic',
    'org.springframework.ai:spring-ai-anthropic-spring-boot-starter',
  ),
  model('mistralai', 'org.springframework.ai:spring-ai-starter-model-mistral-ai'),
  model(
    'azure.openai',
    'org.springframework.ai:spring-ai-starter-model-azure-openai',
    'org.springframework.ai:spring-ai-azure-openai-spring-boot-starter',
  ),
  model('dashscope', 'com.alibaba.cloud.ai:spring-ai-alibaba-starter', 'com.alibaba.cloud.ai:spring-ai-alibaba-starter-dashscope'),
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-model-ollama', 'org.springframework.ai:spring-ai-ollama-spring-boot-starter'],
    modules: [],
    settings: [{ path: 'spring.ai.ollama.base-url', resource: 'ollama', carries: 'url' }],
  },
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-qdrant'],
    modules: [],
    settings: keys('spring.ai.vectorstore.qdrant', 'qdrant', { host: 'host', port: 'port', 'api-key': 'apiKey' }),
  },
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-chroma'],
    modules: [],
    settings: keys('spring.ai.vectorstore.chroma.client', 'chroma', { host: 'host', port: 'port' }),
  },
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-weaviate'],
    modules: [],
    settings: keys('spring.ai.vectorstore.weaviate', 'weaviate', { host: 'host', 'api-key': 'apiKey' }),
  },
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-milvus'],
    modules: [],
    settings: keys('spring.ai.vectorstore.milvus.client', 'milvus', { host: 'host', port: 'port', ...account }),
  },
  {
    language: 'java',
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-pinecone'],
    modules: [],
    settings: [{ path: 'spring.ai.vectorstore.pinecone.api-key', resource: 'pinecone', carries: 'apiKey' }],
  },
  {
    language: 'java',
    packages: ['dev.langchain4j:langchain4j-open-ai-spring-boot-starter'],
    modules: [],
    settings: ['open-ai', 'azure-open-ai', 'anthropic', 'mistral-ai'].flatMap((name) =>
      ['chat-model', 'streaming-chat-model', 'embedding-model'].flatMap((kind) =>
        keys(`langchain4j.${name}.${kind}`, 'llm_api', { 'api-key': 'apiKey', 'base-url': 'url', 'model-name': 'model' }),
      ),
    ),
  },
  {
    language: 'java',
    packages: ['dev.langchain4j:langchain4j-ollama-spring-boot-starter'],
    modules: [],
    settings: [{ path: 'langchain4j.ollama.*.base-url', resource: 'ollama', carries: 'url' }],
  },
];
