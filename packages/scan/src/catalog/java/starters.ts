/** What a starter's autoconfiguration does when the dependency is there and no configuration speaks of it. */
export interface Starter {
  /** Any of these brings it. */
  readonly packages: readonly string[];
  /** Only together with one of these: a database needs its driver. */
  readonly with?: readonly string[];
  /** Not beside one of these: an embedded database is preferred. */
  readonly without?: readonly string[];
  /** Configuration keys, by how they start or by a pattern, that say where to connect instead. */
  readonly unless: readonly (string | RegExp)[];
  /** Keys with what they are by default; `null` when it fails without. */
  readonly sets: Readonly<Record<string, string | number | null>>;
}

/** Whether a configuration key is one that says where a starter connects. */
export const tellsOtherwise = (starter: Starter, key: string): boolean =>
  starter.unless.some((each) => (typeof each === 'string' ? key.startsWith(each) : each.test(key)));

const drivers = [
  'org.postgresql:postgresql',
  'com.mysql:mysql-connector-j',
  'mysql:mysql-connector-java',
  'org.mariadb.jdbc:mariadb-java-client',
  'com.microsoft.sqlserver:mssql-jdbc',
];
const embedded = ['com.h2database:h2', 'org.hsqldb:hsqldb', 'org.apache.derby:derby'];

/** Spring Boot, Quarkus and Micronaut: https://docs.spring.io/spring-boot/appendix/application-properties, https://quarkus.io/guides/all-config. */
export const starters: readonly Starter[] = [
  {
    packages: [
      'org.springframework.boot:spring-boot-starter-data-jpa',
      'org.springframework.boot:spring-boot-starter-jdbc',
      'org.springframework.boot:spring-boot-starter-data-jdbc',
      'org.springframework.boot:spring-boot-starter-jooq',
      'org.mybatis.spring.boot:mybatis-spring-boot-starter',
      'com.baomidou:mybatis-plus-boot-starter',
      'com.baomidou:mybatis-plus-spring-boot3-starter',
      'com.alibaba:druid-spring-boot-starter',
    ],
    with: drivers,
    without: embedded,
    unless: [/^spring\.datasource\.(.+\.)?(jdbc-)?url$/, 'spring.r2dbc.url', 'spring.shardingsphere.'],
    sets: { 'spring.datasource.url': null, 'spring.datasource.username': null, 'spring.datasource.password': null },
  },
  {
    packages: ['org.springframework.boot:spring-boot-starter-data-r2dbc'],
    without: ['io.r2dbc:r2dbc-h2'],
    unless: ['spring.r2dbc.'],
    sets: { 'spring.r2dbc.url': null, 'spring.r2dbc.username': null, 'spring.r2dbc.password': null },
  },
  {
    packages: [
      'org.springframework.boot:spring-boot-starter-data-redis',
      'org.springframework.boot:spring-boot-starter-data-redis-reactive',
    ],
    unless: [/^spring\.(data\.)?redis\.(host|url|cluster|sentinel)/],
    sets: { 'spring.data.redis.host': 'localhost', 'spring.data.redis.port': 6379 },
  },
  {
    packages: [
      'org.springframework.boot:spring-boot-starter-data-mongodb',
      'org.springframework.boot:spring-boot-starter-data-mongodb-reactive',
    ],
    unless: [/^spring\.(data\.)?mongodb\.(uri|host)/],
    sets: { 'spring.data.mongodb.uri': 'mongodb://localhost/test' },
  },
  {
    packages: [
      'org.springframework.boot:spring-boot-starter-amqp',
      'org.springframework.cloud:spring-cloud-starter-bus-amqp',
      'org.springframework.cloud:spring-cloud-starter-stream-rabbit',
      'org.springframework.cloud:spring-cloud-stream-binder-rabbit',
    ],
    unless: [/^spring\.rabbitmq\.(host|addresses)/],
    sets: {
      'spring.rabbitmq.host': 'localhost',
      'spring.rabbitmq.port': 5672,
      'spring.rabbitmq.username': 'guest',
      'spring.rabbitmq.password': 'guest',
    },
  },
  {
    packages: [
      'org.springframework.kafka:spring-kafka',
      'org.springframework.boot:spring-boot-starter-kafka',
      'org.springframework.cloud:spring-cloud-starter-bus-kafka',
      'org.springframework.cloud:spring-cloud-starter-stream-kafka',
      'org.springframework.cloud:spring-cloud-stream-binder-kafka',
    ],
    unless: [/^spring\.kafka\.(.+\.)?bootstrap-servers/, 'spring.cloud.stream.kafka.', 'spring.cloud.stream.binders.'],
    sets: { 'spring.kafka.bootstrap-servers': 'localhost:9092' },
  },
  {
    packages: [
      'io.eventuate.tram.core:eventuate-tram-spring-jdbc-kafka',
      'io.eventuate.tram.core:eventuate-tram-spring-producer-jdbc-kafka',
      'io.eventuate.tram.core:eventuate-tram-spring-consumer-kafka',
      'io.eventuate.local.java:eventuate-local-java-spring-jdbc-starter',
    ],
    unless: ['eventuatelocal.kafka.'],
    sets: { 'eventuatelocal.kafka.bootstrap.servers': null },
  },
  {
    packages: ['org.springframework.boot:spring-boot-starter-data-elasticsearch'],
    unless: ['spring.elasticsearch.', 'spring.data.elasticsearch.c'],
    sets: { 'spring.elasticsearch.uris': 'http://localhost:9200' },
  },
  {
    packages: ['org.springframework.boot:spring-boot-starter-data-neo4j'],
    unless: ['spring.neo4j.'],
    sets: {
      'spring.neo4j.uri': 'bolt://localhost:7687',
      'spring.neo4j.authentication.username': null,
      'spring.neo4j.authentication.password': null,
    },
  },
  {
    packages: [
      'org.springframework.boot:spring-boot-starter-data-cassandra',
      'org.springframework.boot:spring-boot-starter-data-cassandra-reactive',
    ],
    unless: ['spring.cassandra.', 'spring.data.cassandra.'],
    sets: { 'spring.cassandra.contact-points': '127.0.0.1:9042' },
  },
  {
    packages: ['org.springframework.ai:spring-ai-starter-model-openai', 'org.springframework.ai:spring-ai-openai-spring-boot-starter'],
    unless: ['spring.ai.openai.'],
    sets: { 'spring.ai.openai.api-key': null },
  },
  {
    packages: [
      'org.springframework.ai:spring-ai-starter-model-anthropic',
      'org.springframework.ai:spring-ai-anthropic-spring-boot-starter',
    ],
    unless: ['spring.ai.anthropic.'],
    sets: { 'spring.ai.anthropic.api-key': null },
  },
  {
    packages: ['org.springframework.ai:spring-ai-starter-model-mistral-ai'],
    unless: ['spring.ai.mistralai.'],
    sets: { 'spring.ai.mistralai.api-key': null },
  },
  {
    packages: [
      'org.springframework.ai:spring-ai-starter-model-azure-openai',
      'org.springframework.ai:spring-ai-azure-openai-spring-boot-starter',
    ],
    unless: ['spring.ai.azure.openai.'],
    sets: { 'spring.ai.azure.openai.api-key': null, 'spring.ai.azure.openai.endpoint': null },
  },
  {
    packages: ['org.springframework.ai:spring-ai-starter-model-ollama', 'org.springframework.ai:spring-ai-ollama-spring-boot-starter'],
    unless: ['spring.ai.ollama.base-url'],
    sets: { 'spring.ai.ollama.base-url': 'http://localhost:11434' },
  },
  {
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-qdrant'],
    unless: ['spring.ai.vectorstore.qdrant.host'],
    sets: { 'spring.ai.vectorstore.qdrant.host': 'localhost', 'spring.ai.vectorstore.qdrant.port': 6334 },
  },
  {
    packages: ['org.springframework.ai:spring-ai-starter-vector-store-chroma'],
    unless: ['spring.ai.vectorstore.chroma.client'],
    sets: { 'spring.ai.vectorstore.chroma.client.host': 'http://localhost', 'spring.ai.vectorstore.chroma.client.port': 8000 },
  },
  {
    packages: [
      'io.quarkus:quarkus-jdbc-postgresql',
      'io.quarkus:quarkus-jdbc-mysql',
      'io.quarkus:quarkus-jdbc-mariadb',
      'io.quarkus:quarkus-jdbc-mssql',
    ],
    without: ['io.quarkus:quarkus-jdbc-h2'],
    unless: [/^quarkus\.datasource\.(.+\.)?(jdbc|reactive)\.url$/],
    sets: { 'quarkus.datasource.jdbc.url': null, 'quarkus.datasource.username': null, 'quarkus.datasource.password': null },
  },
  {
    packages: ['io.quarkus:quarkus-reactive-pg-client', 'io.quarkus:quarkus-reactive-mysql-client'],
    without: ['io.quarkus:quarkus-jdbc-postgresql', 'io.quarkus:quarkus-jdbc-mysql'],
    unless: [/^quarkus\.datasource\.(.+\.)?(jdbc|reactive)\.url$/],
    sets: { 'quarkus.datasource.reactive.url': null, 'quarkus.datasource.username': null, 'quarkus.datasource.password': null },
  },
  {
    packages: ['io.quarkus:quarkus-redis-client', 'io.quarkus:quarkus-redis-cache'],
    unless: [/^quarkus\.redis\.(.+\.)?hosts$/],
    sets: { 'quarkus.redis.hosts': 'redis://localhost:6379' },
  },
  {
    packages: ['io.quarkus:quarkus-mongodb-client', 'io.quarkus:quarkus-mongodb-panache'],
    unless: [/^quarkus\.mongodb\.(.+\.)?(connection-string|hosts)$/],
    sets: { 'quarkus.mongodb.connection-string': 'mongodb://localhost:27017' },
  },
  {
    packages: [
      'io.quarkus:quarkus-kafka-client',
      'io.quarkus:quarkus-messaging-kafka',
      'io.quarkus:quarkus-smallrye-reactive-messaging-kafka',
      'io.quarkus:quarkus-kafka-streams',
    ],
    unless: ['kafka.bootstrap', 'quarkus.kafka-streams.bootstrap'],
    sets: { 'kafka.bootstrap.servers': 'localhost:9092' },
  },
  {
    packages: ['io.quarkus:quarkus-messaging-rabbitmq', 'io.quarkus:quarkus-smallrye-reactive-messaging-rabbitmq'],
    unless: ['rabbitmq-'],
    sets: { 'rabbitmq-host': 'localhost', 'rabbitmq-port': 5672 },
  },
  { packages: ['io.micronaut.redis:micronaut-redis-lettuce'], unless: ['redis.'], sets: { 'redis.uri': 'redis://localhost' } },
  {
    packages: ['io.micronaut.mongodb:micronaut-mongo-sync', 'io.micronaut.mongodb:micronaut-mongo-reactive'],
    unless: ['mongodb.'],
    sets: { 'mongodb.uri': null },
  },
  { packages: ['io.micronaut.kafka:micronaut-kafka'], unless: ['kafka.'], sets: { 'kafka.bootstrap.servers': 'localhost:9092' } },
  { packages: ['io.micronaut.rabbitmq:micronaut-rabbitmq'], unless: ['rabbitmq.'], sets: { 'rabbitmq.uri': 'amqp://localhost:5672' } },
];
