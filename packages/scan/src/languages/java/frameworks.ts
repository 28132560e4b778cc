/** A framework that makes a module something that runs by itself. */
export interface JavaFramework {
  readonly name: string;
  /** Dependencies that bring it, matched against `group:artifact`. */
  readonly dependencies: RegExp;
  /** Port it listens on when nothing says otherwise. */
  readonly port: number;
  /** Configuration keys that set the port. */
  readonly portKeys: readonly string[];
  /** How a port is passed when it is started. */
  readonly portArgument: string;
  /** It starts without a main class of the module's own. */
  readonly ownMain: boolean;
  /** Calls (canonical names end with them) that listen, with the argument that carries the port. */
  readonly listens: readonly { readonly call: string; readonly port: string }[];
}

/** In the order in which they are looked for: those that bring others along come first. */
export const frameworks: readonly JavaFramework[] = [
  {
    name: 'quarkus',
    dependencies: /^io\.quarkus(\.\w+)*:quarkus-(?!bom|junit)/,
    port: 8080,
    portKeys: ['quarkus.http.port'],
    portArgument: '-Dquarkus.http.port=$PORT',
    ownMain: true,
    listens: [],
  },
  {
    name: 'micronaut',
    dependencies: /^io\.micronaut:micronaut-(http-server|runtime|inject|context)/,
    port: 8080,
    portKeys: ['micronaut.server.port'],
    portArgument: '-Dmicronaut.server.port=$PORT',
    ownMain: false,
    listens: [],
  },
  {
    name: 'helidon',
    dependencies: /^io\.helidon\./,
    port: 8080,
    portKeys: ['server.port'],
    portArgument: '-Dserver.port=$PORT',
    ownMain: false,
    listens: [{ call: '.port', port: '0' }],
  },
  {
    name: 'dropwizard',
    dependencies: /^io\.dropwizard:dropwizard-core$/,
    port: 8080,
    portKeys: [],
    portArgument: '-Ddw.server.applicationConnectors[0].port=$PORT',
    ownMain: false,
    listens: [],
  },
  {
    name: 'ktor',
    dependencies: /^io\.ktor:ktor-server-(netty|cio|jetty|tomcat|core)/,
    port: 8080,
    portKeys: ['ktor.deployment.port'],
    portArgument: '-Dktor.deployment.port=$PORT',
    ownMain: false,
    listens: [
      { call: 'embeddedServer', port: 'port' },
      { call: 'embeddedServer', port: '1' },
    ],
  },
  {
    name: 'javalin',
    dependencies: /^io\.javalin:javalin/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: '.start', port: '0' },
      { call: '.start', port: '1' },
    ],
  },
  {
    name: 'spark',
    dependencies: /^com\.sparkjava:spark-core$/,
    port: 4567,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [{ call: 'port', port: '0' }],
  },
  {
    name: 'vertx',
    dependencies: /^io\.vertx:vertx-(web|core)$/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: '.listen', port: '0' },
      { call: '.setPort', port: '0' },
    ],
  },
  {
    name: 'http4k',
    dependencies: /^org\.http4k:http4k-(server|core)/,
    port: 8000,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: 'SunHttp', port: '0' },
      { call: 'Jetty', port: '0' },
      { call: 'Undertow', port: '0' },
      { call: 'Netty', port: '0' },
    ],
  },
  {
    name: 'jooby',
    dependencies: /^io\.jooby:jooby/,
    port: 8080,
    portKeys: ['server.port'],
    portArgument: 'server.port=$PORT',
    ownMain: false,
    listens: [{ call: '.setPort', port: '0' }],
  },
  {
    name: 'armeria',
    dependencies: /^com\.linecorp\.armeria:armeria$/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: '.http', port: '0' },
      { call: '.port', port: '0' },
    ],
  },
  {
    name: 'grpc',
    dependencies: /^io\.grpc:grpc-(netty|services|stub)/,
    port: 50051,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [{ call: '.forPort', port: '0' }],
  },
  {
    name: 'undertow',
    dependencies: /^io\.undertow:undertow-core$/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [{ call: '.addHttpListener', port: '0' }],
  },
  {
    name: 'jetty',
    dependencies: /^org\.eclipse\.jetty(\.\w+)*:jetty-server$/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: 'org.eclipse.jetty.server.Server', port: '0' },
      { call: '.setPort', port: '0' },
    ],
  },
  {
    name: 'tomcat',
    dependencies: /^org\.apache\.tomcat\.embed:tomcat-embed-core$/,
    port: 8080,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [{ call: '.setPort', port: '0' }],
  },
];

/** Spring Boot's dependencies that open a web server. */
export const springWeb =
  /^(org\.springframework\.boot:spring-boot-starter-(web|webflux|webmvc|jersey|data-rest|hateoas|graphql|websocket|web-services|tomcat|jetty|undertow|thymeleaf|rsocket)|org\.springframework\.cloud:spring-cloud-(starter-)?(netflix-)?(zuul|gateway|eureka-server|hystrix-dashboard|turbine|turbine-stream|config-server|function-web|gateway-server)[\w-]*|org\.springframework:spring-web(mvc|flux)|de\.codecentric:spring-boot-admin-(starter-)?server|com\.vaadin:vaadin-spring-boot-starter|org\.springdoc:springdoc-openapi-[\w-]*(ui|api|webmvc|webflux)[\w-]*|io\.springfox:springfox-boot-starter|net\.devh:grpc-server-spring-boot-starter|net\.devh:grpc-spring-boot-starter|org\.springframework\.ai:spring-ai-starter-mcp-server-web(mvc|flux)|org\.springframework\.boot:spring-boot-(webmvc|webflux)|cn\.dev33:sa-token-spring-boot[\w-]*-starter)$/;

/** Dependencies with which an application waits for messages. */
export const springMessaging =
  /(starter-amqp|spring-kafka|starter-stream-|stream-binder-|starter-artemis|starter-activemq|spring-rabbit|spring-cloud-aws-starter-sqs|starter-integration|starter-rsocket|redisson-spring-boot-starter)/;

export const springBatch = /spring-boot-starter-batch|spring-cloud-starter-task|spring-cloud-task/;

/** Quarkus and Micronaut extensions that serve HTTP or gRPC. */
export const quarkusWeb =
  /^io\.quarkus(\.\w+)*:quarkus-(rest|resteasy|vertx-http|undertow|reactive-routes|spring-web|smallrye-graphql|grpc|websockets|qute-web|vertx-web|smallrye-health|web-bundler|renarde|hibernate-orm-rest|spring-data-rest)/;
export const micronautWeb = /^io\.micronaut(\.\w+)*:micronaut-(http-server|grpc|servlet|views|jaxrs)/;

export const functionHandlers: ReadonlyMap<string, string> = new Map([
  ['com.amazonaws.services.lambda.runtime.RequestHandler', 'aws-lambda'],
  ['com.amazonaws.services.lambda.runtime.RequestStreamHandler', 'aws-lambda'],
  ['com.google.cloud.functions.HttpFunction', 'google-cloud-functions'],
  ['com.google.cloud.functions.BackgroundFunction', 'google-cloud-functions'],
  ['com.google.cloud.functions.CloudEventsFunction', 'google-cloud-functions'],
]);
