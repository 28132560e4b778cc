import { describe, expect, test } from 'vitest';
import { bound } from '../../tree/blueprint.fixture.ts';
import { main, pom, read, source, spring } from './harbour.fixture.ts';

describe('how it is told', () => {
  test('hard-coded properties are told by the variable that overrides them', async () => {
    const blueprint = await read({
      'pom.xml': spring('web', 'data-jpa', 'org.postgresql:postgresql'),
      [source]: main,
      'src/main/resources/application.properties':
        'spring.datasource.url=jdbc:postgresql://localhost:5432/ships\nspring.datasource.username=pilot\nspring.datasource.password=secret\n',
    });
    expect(bound(blueprint)).toEqual([
      'SPRING_DATASOURCE_PASSWORD -> postgres.password',
      'SPRING_DATASOURCE_URL -> postgres.url',
      'SPRING_DATASOURCE_USERNAME -> postgres.user',
    ]);
  });

  test('placeholders, other keys and pieces of a URL are followed', async () => {
    const blueprint = await read({
      'pom.xml': spring('web', 'data-jpa', 'com.mysql:mysql-connector-j'),
      [source]: main,
      'src/main/resources/application.yml': `ships:
  server: \${GW_A:localhost}
spring:
  datasource:
    url: jdbc:mysql://\${ships.server}:3306/\${GW_B:ships}
    username: \${GW_C:root}
    password: \${GW_D}
`,
    });
    expect(bound(blueprint)).toEqual(['GW_A -> mysql.host', 'GW_B -> mysql.database', 'GW_C -> mysql.user', 'GW_D -> mysql.password']);
  });

  test('a starter alone connects to its default', async () => {
    const blueprint = await read({ 'pom.xml': spring('web', 'data-redis'), [source]: main });
    expect(bound(blueprint)).toEqual(['SPRING_DATA_REDIS_HOST -> redis.host', 'SPRING_DATA_REDIS_PORT -> redis.port']);
  });

  test.each([
    [
      'a pool',
      'spring.datasource.hikari.maximum-pool-size=5',
      ['data-jpa', 'org.postgresql:postgresql'],
      'SPRING_DATASOURCE_URL -> postgres.url',
    ],
    ['a port', 'spring.data.redis.port=6380', ['data-redis'], 'SPRING_DATA_REDIS_HOST -> redis.host'],
  ])('to say something of %s is not to say where it is', async (_, line, starters, told) => {
    const blueprint = await read({
      'pom.xml': spring('web', ...starters),
      [source]: main,
      'src/main/resources/application.properties': line,
    });
    expect(bound(blueprint)).toContain(told);
  });

  test('Quarkus writes a dash as an underscore', async () => {
    const blueprint = await read({
      'pom.xml': pom(
        ['io.quarkus:quarkus-rest', 'io.quarkus:quarkus-mongodb-client'],
        '<build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>',
      ),
      'src/main/resources/application.properties': 'quarkus.mongodb.database=ships\n%dev.quarkus.mongodb.hosts=localhost\n',
    });
    expect(bound(blueprint)).toContain('QUARKUS_MONGODB_CONNECTION_STRING -> mongodb.url');
  });

  test('configuration files may have a name of their own', async () => {
    const blueprint = await read({
      'pom.xml': spring('web', 'data-jpa', 'org.postgresql:postgresql'),
      [source]: main.replace(
        'SpringApplication.run(CraneApplication.class, args)',
        'new SpringApplicationBuilder(CraneApplication.class).properties("spring.config.name=crane").run(args)',
      ),
      'src/main/resources/crane.yml': 'server:\n  port: 9191\nspring:\n  datasource:\n    url: ${GW_A:jdbc:postgresql://localhost/ships}\n',
    });
    expect(blueprint.services).toMatchObject([{ port: 9191 }]);
    expect(bound(blueprint)).toEqual(['GW_A -> postgres.url']);
  });

  test('what another profile says is a variable too', async () => {
    const blueprint = await read({
      'pom.xml': spring('web', 'data-jpa', 'org.postgresql:postgresql', 'com.h2database:h2'),
      [source]: main,
      'src/main/resources/application.yml': 'spring:\n  datasource:\n    url: jdbc:h2:mem:ships\n',
      'src/main/resources/application-prod.yml': 'spring:\n  datasource:\n    url: ${GW_A:jdbc:postgresql://db/ships}\n',
    });
    expect(bound(blueprint)).toContain('GW_A -> postgres.url');
  });

  test.each([
    [
      '@Value',
      '@Value("${ships.key}") String key; Minio open() { return MinioClient.builder().endpoint(url).credentials(key, "x").build(); }',
      'SHIPS_KEY',
    ],
    ['a constructor parameter', 'Ships(@Value("${GW_A}") String key) { MinioClient.builder().credentials(key, "x").build(); }', 'GW_A'],
  ])('%s', async (_, body, name) => {
    const blueprint = await read({
      'pom.xml': spring('web', 'io.minio:minio'),
      [source]: main,
      'src/main/java/harbour/Ships.java': `package harbour;\nimport io.minio.MinioClient;\nimport org.springframework.beans.factory.annotation.Value;\n@Component class Ships { ${body} }`,
    });
    expect(bound(blueprint)).toEqual([`${name} -> object_storage.accessKey`]);
  });

  test('a class of properties', async () => {
    const blueprint = await read({
      'pom.xml': spring('web', 'redis.clients:jedis'),
      [source]: main,
      'src/main/resources/application.yml': 'ships:\n  cache:\n    server-name: localhost\n',
      'src/main/java/harbour/CacheProperties.java':
        'package harbour;\nimport org.springframework.boot.context.properties.ConfigurationProperties;\n@ConfigurationProperties(prefix = "ships.cache") public class CacheProperties { private String serverName; private int port = 6379; public String getServerName() { return serverName; } public int getPort() { return port; } }',
      'src/main/java/harbour/Cache.java':
        'package harbour;\nimport redis.clients.jedis.Jedis;\nclass Cache { private final CacheProperties properties; Cache(CacheProperties properties) { this.properties = properties; } Jedis open() { return new Jedis(properties.getServerName(), properties.getPort()); } }',
    });
    expect(bound(blueprint)).toEqual(['SHIPS_CACHE_PORT -> redis.port', 'SHIPS_CACHE_SERVERNAME -> redis.host']);
  });

  test.each([
    [
      'org.mongodb:mongodb-driver-sync',
      'import com.mongodb.client.MongoClients;',
      'MongoClients.create(System.getenv("GW_A"))',
      'mongodb.url',
    ],
    ['io.lettuce:lettuce-core', 'import io.lettuce.core.RedisClient;', 'RedisClient.create(System.getenv("GW_A"))', 'redis.url'],
    [
      'com.rabbitmq:amqp-client',
      'import com.rabbitmq.client.ConnectionFactory;',
      'new ConnectionFactory().setHost(System.getenv("GW_A"))',
      'rabbitmq.host',
    ],
    [
      'com.zaxxer:HikariCP',
      'import com.zaxxer.hikari.HikariConfig;',
      'new HikariConfig().setJdbcUrl(System.getenv("GW_A"))',
      'postgres.url',
    ],
    [
      'com.openai:openai-java',
      'import com.openai.client.okhttp.OpenAIOkHttpClient;',
      'OpenAIOkHttpClient.builder().apiKey(System.getenv("GW_A")).build()',
      'llm_api.apiKey',
    ],
  ])('%s', async (name, imported, code, told) => {
    const blueprint = await read({
      'pom.xml': spring('web', name, 'org.postgresql:postgresql'),
      [source]: main,
      'src/main/java/harbour/Client.java': `package harbour;\n${imported}\nclass Client { Object open() { return ${code}; } }`,
    });
    expect(bound(blueprint)).toContain(`GW_A -> ${told}`);
  });

  test.each([
    ['a local variable', 'String url = System.getenv("GW_A"); new Jedis(url, 6379);'],
    ['the whole environment', 'Map<String, String> env = System.getenv(); new Jedis(env.get("GW_A"), 6379);'],
    ['a default', 'new Jedis(System.getenv().getOrDefault("GW_A", "localhost"), 6379);'],
    ['a constant of another class', 'new Jedis(System.getenv(Names.HOST), 6379);'],
    ['a method', 'new Jedis(variable("GW_A"), 6379); } String variable(String name) { return System.getenv(name);'],
  ])('through %s', async (_, body) => {
    const blueprint = await read({
      'pom.xml': spring('web', 'redis.clients:jedis'),
      [source]: main,
      'src/main/java/harbour/Names.java':
        'package harbour;\nclass Names { static final String HOST = "GW_A"; static final String PORT = System.getenv("GW_P"); }',
      'src/main/java/harbour/Cache.java': `package harbour;\nimport redis.clients.jedis.Jedis;\nclass Cache { void open() { ${body} } }`,
    });
    expect(bound(blueprint)).toEqual(['GW_A -> redis.host']);
  });

  test('Kafka by a table of properties', async () => {
    const blueprint = await read({
      'pom.xml': pom(['org.apache.kafka:kafka-clients']),
      [source]:
        'package harbour;\nimport org.apache.kafka.clients.consumer.KafkaConsumer;\nimport java.util.Properties;\nclass App { public static void main(String[] args) { Properties p = new Properties(); p.put("bootstrap.servers", System.getenv("GW_A")); new KafkaConsumer<>(p); } }',
    });
    expect(blueprint.services).toMatchObject([{ kind: 'worker' }]);
    expect(bound(blueprint)).toEqual(['GW_A -> kafka.url']);
  });

  test.each([
    [
      'Quarkus',
      'io.quarkus:quarkus-jdbc-postgresql',
      'src/main/resources/application.properties',
      'quarkus.datasource.db-kind=postgresql\nquarkus.datasource.jdbc.url=${GW_A}\nquarkus.datasource.password=${GW_B:x}\n',
      ['io.quarkus:quarkus-rest'],
    ],
    [
      'Micronaut',
      'org.postgresql:postgresql',
      'src/main/resources/application.yml',
      'datasources:\n  default:\n    url: ${GW_A}\n    password: ${GW_B:x}\n',
      ['io.micronaut:micronaut-http-server-netty'],
    ],
  ])('%s by its own keys', async (_, driver, path, text, others) => {
    const blueprint = await read({
      'pom.xml': pom(
        [...others, driver],
        '<build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>',
      ),
      [path]: text,
      [source]: 'package harbour;\nclass App { public static void main(String[] args) { Micronaut.run(App.class, args); } }',
    });
    expect(bound(blueprint)).toEqual(['GW_A -> postgres.url', 'GW_B -> postgres.password']);
  });
});
