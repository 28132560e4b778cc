import type { Service } from '@groundwork/blueprint';
import { describe, expect, test } from 'vitest';
import { bound } from '../../tree/blueprint.fixture.ts';
import { main, pom, read, source, spring } from './harbour.fixture.ts';

const one = async (files: Readonly<Record<string, string>>): Promise<Service> => {
  const { services } = await read(files);
  expect(services).toHaveLength(1);
  return services[0] ?? expect.unreachable();
};

describe('what runs', () => {
  test('a Spring Boot application, with its port, health and commands', async () => {
    expect(
      await one({
        'pom.xml': spring('web', 'actuator'),
        [source]: main,
        'src/main/resources/application.yml': 'server:\n  port: ${HARBOUR_PORT:9090}\n  servlet:\n    context-path: /crane\n',
        mvnw: '',
      }),
    ).toMatchObject({
      kind: 'web',
      framework: 'spring-boot',
      runtime: { version: '21', packageManager: 'maven' },
      build: ['./mvnw -B -DskipTests package'],
      start: 'java -Dserver.port=$PORT -jar target/crane-1.0.jar',
      port: 9090,
      health: '/crane/actuator/health',
    });
  });

  test.each([
    ['waits for messages', ['amqp'], '@RabbitListener(queues = "ships") void dock(String ship) {}', 'worker'],
    ['works by the clock', [], '@Scheduled(fixedRate = 1000) void tide() {}', 'scheduler'],
    ['runs to its end', ['batch'], '', 'job'],
  ])('an application without a web server that %s', async (_, starters, body, kind) => {
    expect(
      await one({
        'pom.xml': spring(...starters),
        [source]: main,
        'src/main/java/harbour/Dock.java': `package harbour;\n@Component class Dock { ${body} }`,
      }),
    ).toMatchObject({ kind, port: null });
  });

  test.each([
    [
      'Quarkus',
      pom(['io.quarkus:quarkus-rest'], '<build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>'),
      { 'src/main/resources/application.properties': 'quarkus.http.port=8081' },
      'quarkus',
      8081,
    ],
    [
      'Micronaut',
      pom(['io.micronaut:micronaut-http-server-netty']),
      {
        'src/main/resources/application.yml': 'micronaut:\n  server:\n    port: 8082\n',
        [source]: 'package harbour;\nclass App { public static void main(String[] args) { Micronaut.run(App.class, args); } }',
      },
      'micronaut',
      8082,
    ],
    [
      'Javalin',
      pom(['io.javalin:javalin']),
      {
        [source]:
          'package harbour;\nimport io.javalin.Javalin;\nclass App { public static void main(String[] args) { Javalin.create().start(7070); } }',
      },
      'javalin',
      7070,
    ],
    [
      'Helidon',
      pom(['io.helidon.webserver:helidon-webserver']),
      {
        [source]:
          'package harbour;\nclass App { public static void main(String[] args) { WebServer.builder().port(8083).build().start(); } }',
      },
      'helidon',
      8083,
    ],
    [
      'Dropwizard',
      pom(['io.dropwizard:dropwizard-core']),
      {
        [source]:
          'package harbour;\nclass App extends Application<Settings> { public static void main(String[] args) { new App().run(args); } }',
      },
      'dropwizard',
      8080,
    ],
    [
      'gRPC',
      pom(['io.grpc:grpc-netty']),
      {
        [source]:
          'package harbour;\nimport io.grpc.ServerBuilder;\nclass App { public static void main(String[] args) { ServerBuilder.forPort(50052).build().start(); } }',
      },
      'grpc',
      50052,
    ],
    [
      'the JDK alone',
      pom([]),
      {
        [source]:
          'package harbour;\nimport com.sun.net.httpserver.HttpServer;\nclass App { public static void main(String[] args) { HttpServer.create(new InetSocketAddress(8090), 0).start(); } }',
      },
      null,
      8090,
    ],
  ])('%s', async (_, build, files, framework, port) => {
    expect(await one({ 'pom.xml': build, ...files })).toMatchObject({ kind: 'web', framework, port });
  });

  test('Ktor in Kotlin, with a version catalogue', async () => {
    const blueprint = await read({
      'gradle/libs.versions.toml':
        '[versions]\nktor = "3.0.0"\n[libraries]\nktor-server-netty = { module = "io.ktor:ktor-server-netty", version.ref = "ktor" }\npostgres = "org.postgresql:postgresql:42.7.4"\n[bundles]\nserver = ["ktor-server-netty"]\n',
      'settings.gradle.kts': 'rootProject.name = "pilot"',
      'build.gradle.kts':
        'plugins { kotlin("jvm") version "2.0.0"; application }\napplication { mainClass.set("harbour.MainKt") }\ndependencies { implementation(libs.bundles.server)\n implementation(libs.postgres) }\nkotlin { jvmToolchain(21) }',
      'src/main/kotlin/Main.kt':
        'package harbour\nimport io.ktor.server.engine.embeddedServer\nimport java.sql.DriverManager\nfun main() {\n  val url = System.getenv("GW_A") ?: error("no url")\n  DriverManager.getConnection(url, System.getenv("GW_B"), System.getenv("GW_C"))\n  embeddedServer(Netty, port = 8084) { }.start(wait = true)\n}',
    });
    expect(blueprint.services).toMatchObject([
      { name: 'pilot', kind: 'web', framework: 'ktor', port: 8084, runtime: { version: '21', packageManager: 'gradle' } },
    ]);
    expect(bound(blueprint)).toEqual(['GW_A -> postgres.url', 'GW_B -> postgres.user', 'GW_C -> postgres.password']);
  });

  test('modules of one build: applications are services, what they share is part of them', async () => {
    const blueprint = await read({
      'pom.xml':
        '<project><groupId>harbour</groupId><artifactId>all</artifactId><version>1.0</version><packaging>pom</packaging><modules><module>shared</module><module>crane</module></modules></project>',
      'shared/pom.xml': pom(['redis.clients:jedis']).replace('<artifactId>crane<', '<artifactId>shared<'),
      'shared/src/main/java/harbour/Cache.java':
        'package harbour;\nimport redis.clients.jedis.JedisPooled;\nclass Cache { JedisPooled open() { return new JedisPooled(System.getenv("GW_A"), 6379); } }',
      'crane/pom.xml': spring('web').replace(
        '<dependencies>',
        '<dependencies><dependency><groupId>harbour</groupId><artifactId>shared</artifactId></dependency>',
      ),
      [`crane/${source}`]: main,
    });
    expect(blueprint.services.map((each) => each.path)).toEqual(['crane']);
    expect(bound(blueprint)).toEqual(['GW_A -> redis.host']);
  });

  test('services find each other by their addresses', async () => {
    const files = (name: string, annotation: string, settings: string): Record<string, string> => ({
      [`${name}/pom.xml`]: spring('web').replace('<artifactId>crane<', `<artifactId>${name}<`),
      [`${name}/${source}`]: main.replace('@SpringBootApplication', `${annotation}\n@SpringBootApplication`),
      [`${name}/src/main/resources/application.yml`]: settings,
    });
    const blueprint = await read({
      ...files('registry', '@EnableEurekaServer', 'spring:\n  application:\n    name: registry\n'),
      ...files(
        'tower',
        '',
        'server:\n  port: 7070\neureka:\n  client:\n    service-url:\n      defaultZone: http://registry:8761/eureka/\n',
      ),
      ...files('pier', '', 'tower:\n  url: ${TOWER_URL:http://localhost:7070}\n'),
    });
    expect(blueprint.services.map(({ name, port }) => `${name} ${port}`)).toEqual(['pier 8080', 'registry 8761', 'tower 7070']);
    const told = blueprint.services.flatMap(({ env }) =>
      env.flatMap(({ name, binding }) => (binding && 'service' in binding ? [`${name} -> ${binding.service}.${binding.property}`] : [])),
    );
    expect(told).toEqual(['TOWER_URL -> tower.url', 'EUREKA_CLIENT_SERVICEURL_DEFAULTZONE -> registry.url']);
  });

  test.each([
    ['a library', pom(['org.slf4j:slf4j-api']), 'package harbour;\nclass Rope {}'],
    [
      'a plugin of the build',
      pom([]).replace('<version>', '<packaging>maven-plugin</packaging><version>'),
      'package harbour;\nclass Rope { public static void main(String[] a) {} }',
    ],
  ])('%s runs nowhere', async (_, build, code) => {
    expect((await read({ 'pom.xml': build, 'src/main/java/harbour/Rope.java': code })).services).toEqual([]);
  });
});

test('broken files give what can be read', async () => {
  const blueprint = await read({
    'pom.xml': spring('web'),
    [source]: `${main}\nclass { void ((`,
    'broken/pom.xml': '<project><',
    'src/main/resources/application.yml': 'a: [\n b: }{',
  });
  expect(blueprint.services.map((each) => each.kind)).toEqual(['web']);
});
