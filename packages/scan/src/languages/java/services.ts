import { baseName } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Evidence, ServiceKind } from '@groundwork/blueprint';
import type { Component, ServiceDraft } from '../language.ts';
import { hasBase, isAnnotated, listeningPort, mainClasses, sourcesOf, type MainClass } from './application.ts';
import { javaBuild, type JavaProject } from './build/project.ts';
import { buildCommand, jarPath } from './commands.ts';
import { javaConfiguration, numberAt } from './configuration/effective.ts';
import {
  frameworks,
  functionHandlers,
  micronautWeb,
  quarkusWeb,
  springBatch,
  springMessaging,
  springWeb,
  type JavaFramework,
} from './frameworks.ts';
import type { Module } from '../../syntax/module.ts';

/** What a module runs as: nothing for a library, one service for an application. */
export function javaServices(component: Component, repository: Repository): ServiceDraft[] {
  const { projects } = javaBuild(repository);
  const project = projects.get(component.path);
  if (!project || project.manifest.packaging === 'pom' || isElsewhere(project)) return [];
  const names = [...component.dependencies].flatMap(([name, each]) => (each.development ? [] : [name]));
  const modules = sourcesOf(project, projects, repository);
  const application: Application = { component, project, names, modules, mains: mainClasses(modules), repository };
  return (
    functionService(application) ??
    springService(application) ??
    frameworkService(application) ??
    webArchive(application) ??
    plainService(application) ??
    []
  );
}

interface Application {
  readonly component: Component;
  readonly project: JavaProject;
  readonly names: readonly string[];
  readonly modules: readonly Module[];
  readonly mains: readonly MainClass[];
  readonly repository: Repository;
}

/** Phones and build tools run it, not a server. */
const isElsewhere = (project: JavaProject): boolean =>
  [...project.plugins].some((id) => /^com\.android\.|^java-gradle-plugin$|^org\.jetbrains\.intellij|^maven-plugin-plugin$/.test(id)) ||
  project.manifest.packaging === 'maven-plugin';

interface Said {
  readonly kind: ServiceKind;
  readonly framework: string | null;
  readonly start: string | null;
  readonly task?: string;
  readonly port?: number | null;
  readonly health?: string | null;
  readonly evidence: readonly Evidence[];
}

function draft({ component, project, repository }: Application, said: Said): ServiceDraft[] {
  return [
    {
      name: project.path === '.' ? project.name : baseName(project.path),
      path: project.path,
      kind: said.kind,
      language: 'java',
      framework: said.framework,
      component,
      build: [buildCommand(project, repository, said.task)],
      release: [],
      start: said.start,
      port: said.port ?? null,
      health: said.health ?? null,
      schedule: null,
      gpu: 'none',
      systemPackages: [],
      entries: [],
      evidence: said.evidence,
    },
  ];
}

const mainEvidence = (main: MainClass, why: string, confidence: number): Evidence => ({
  file: main.module.path,
  line: main.line,
  why,
  confidence,
});

function springService(application: Application): ServiceDraft[] | null {
  const { names, modules, mains, project, repository } = application;
  const main = mains.find((each) => each.spring);
  if (!main) return null;
  const settings = javaConfiguration(repository).ofProject.get(project.path);
  const isWeb =
    names.some((name) => springWeb.test(name)) ||
    isAnnotated(modules, /^(RestController|Controller|EnableZuulProxy|EnableEurekaServer|EnableConfigServer|EnableAdminServer)$/);
  const withoutServer = settings?.entries.get('spring.main.web-application-type')?.value === 'none';
  const port = numberAt(settings, 'server.port');
  const kind: ServiceKind = isWeb && !withoutServer ? 'web' : springKind(application);
  const path = String(settings?.entries.get('server.servlet.context-path')?.value ?? '').replace(/\/$/, '');
  const actuator = names.includes('org.springframework.boot:spring-boot-starter-actuator');
  const ownPort = settings?.entries.has('management.server.port') === true;
  const base = String(settings?.entries.get('management.endpoints.web.base-path')?.value ?? '/actuator');
  return draft(application, {
    kind,
    framework: 'spring-boot',
    task: 'bootJar',
    start: `java ${kind === 'web' ? '-Dserver.port=$PORT ' : ''}-jar ${jarPath(project)}`,
    port: kind === 'web' ? (port?.value ?? 8080) : null,
    health: kind !== 'web' ? null : actuator && !ownPort ? `${path}${base}/health` : `${path}/`,
    evidence: [
      mainEvidence(main, `Spring Boot application ${main.name}`, 0.98),
      ...(port && kind === 'web'
        ? [{ file: port.entry.file, line: port.entry.line, why: `server.port is ${port.value}`, confidence: 0.97 }]
        : []),
    ],
  });
}

function springKind({ names, modules }: Application): ServiceKind {
  if (
    names.some((name) => springMessaging.test(name)) ||
    isAnnotated(modules, /^(KafkaListener|RabbitListener|JmsListener|SqsListener|StreamListener|EnableBinding)$/)
  )
    return 'worker';
  if (names.some((name) => springBatch.test(name))) return 'job';
  if (isAnnotated(modules, /^(EnableScheduling|Scheduled)$/)) return 'scheduler';
  return hasBase(modules, /^(CommandLineRunner|ApplicationRunner)$/) ? 'job' : 'worker';
}

function frameworkService(application: Application): ServiceDraft[] | null {
  const { names, modules, mains, project, repository } = application;
  for (const framework of frameworks) {
    const found = names.find((name) => framework.dependencies.test(name));
    if (!found) continue;
    const main = mains[0];
    const isApplication = framework.ownMain
      ? [...project.plugins].some((id) => id === 'io.quarkus' || id === 'quarkus-maven-plugin')
      : main !== undefined || project.mainClass !== null;
    if (!isApplication) continue;
    const settings = javaConfiguration(repository).ofProject.get(project.path);
    const configured = numberAt(settings, ...framework.portKeys);
    const told = configured ? null : listeningPort(framework, modules, repository);
    const kind = frameworkKind(framework, application);
    if (kind === null) continue;
    const dependency = application.component.dependencies.get(found);
    const evidence = main
      ? mainEvidence(main, `${framework.name} application ${main.name}`, 0.95)
      : {
          file: dependency?.evidence.file ?? project.manifestPath,
          line: dependency?.evidence.line ?? 1,
          why: `${framework.name} application`,
          confidence: 0.93,
        };
    return draft(application, {
      kind,
      framework: framework.name,
      ...startOf(framework, application, kind),
      port: kind === 'web' ? (configured?.value ?? told?.port ?? framework.port) : null,
      health:
        kind !== 'web'
          ? null
          : names.some((name) => /quarkus-smallrye-health/.test(name))
            ? '/q/health'
            : names.some((name) => /micronaut-management/.test(name))
              ? '/health'
              : '/',
      evidence: [
        evidence,
        ...(told ? [{ file: told.module.path, line: told.line, why: `listens on ${told.port}`, confidence: 0.95 }] : []),
        ...(configured
          ? [{ file: configured.entry.file, line: configured.entry.line, why: `port ${configured.value}`, confidence: 0.97 }]
          : []),
      ],
    });
  }
  return null;
}

function frameworkKind(framework: JavaFramework, { names, modules, mains }: Application): ServiceKind | null {
  if (framework.name === 'quarkus' || framework.name === 'micronaut') {
    if (names.some((name) => /lambda|function-aws|azure-functions|google-cloud-functions/.test(name))) return 'function';
    if (names.some((name) => quarkusWeb.test(name) || micronautWeb.test(name))) return 'web';
    if (names.some((name) => /messaging|kafka|rabbitmq|amqp|nats|jms/.test(name))) return 'worker';
    return names.some((name) => /picocli/.test(name)) ? null : 'worker';
  }
  // Libraries that clients use too: only a module that starts a server is one.
  if (/^(grpc|jetty|undertow|tomcat|armeria|vertx)$/.test(framework.name)) {
    const serves = modules.some((module) =>
      module.imports.some((each) =>
        /(ServerBuilder|jetty\.server|undertow\.Undertow|startup\.Tomcat|armeria\.server|vertx\.core|vertx\.ext\.web)/.test(each.module),
      ),
    );
    return serves ? 'web' : null;
  }
  return mains.length > 0 || modules.length > 0 ? 'web' : null;
}

function startOf(framework: JavaFramework, { project, mains }: Application, kind: ServiceKind): { start: string | null; task?: string } {
  const flag = kind === 'web' && framework.portArgument.startsWith('-D') ? `${framework.portArgument} ` : '';
  const rest =
    framework.name === 'dropwizard'
      ? ' server config.yml'
      : kind === 'web' && framework.portArgument !== '' && flag === ''
        ? ` ${framework.portArgument}`
        : '';
  if (framework.name === 'quarkus')
    return { start: `java ${flag}-jar ${project.tool === 'maven' ? 'target' : 'build'}/quarkus-app/quarkus-run.jar` };
  const plugins = [...project.plugins];
  if (project.tool === 'maven') {
    const whole = plugins.some((id) =>
      /^(maven-shade-plugin|maven-assembly-plugin|micronaut-maven-plugin|spring-boot-maven-plugin)$/.test(id),
    );
    const suffix = plugins.includes('maven-assembly-plugin') && !plugins.includes('maven-shade-plugin') ? '-jar-with-dependencies' : '';
    const main = project.mainClass ?? mains[0]?.name;
    return {
      start: whole ? `java ${flag}-jar ${jarPath(project, suffix)}${rest}` : main ? `mvn -q exec:java -Dexec.mainClass=${main}` : null,
    };
  }
  if (plugins.some((id) => /shadow|^io\.ktor\.plugin$|^io\.micronaut\.application$/.test(id)))
    return {
      start: `java ${flag}-jar ${jarPath(project, '-all')}${rest}`,
      task: plugins.includes('io.ktor.plugin') ? 'buildFatJar' : 'shadowJar',
    };
  if (plugins.some((id) => id === 'application'))
    return {
      start: `${flag ? `JAVA_OPTS="${flag.trim()}" ` : ''}build/install/${project.name}/bin/${project.name}${rest}`,
      task: 'installDist',
    };
  return { start: `java ${flag}-jar ${jarPath(project)}${rest}` };
}

function functionService(application: Application): ServiceDraft[] | null {
  for (const module of application.modules) {
    for (const fact of module.classes) {
      for (const base of fact.bases) {
        const name = application.repository.canonicalName(base, module, -1);
        const framework = name === null ? undefined : functionHandlers.get(name);
        if (framework)
          return draft(application, {
            kind: 'function',
            framework,
            start: null,
            evidence: [{ file: module.path, line: fact.line, why: `${fact.name} handles events`, confidence: 0.96 }],
          });
      }
    }
    if (module.imports.some((each) => each.module.startsWith('com.microsoft.azure.functions'))) {
      const handler = module.functions.find((each) =>
        each.decorators.some(
          (decorator) => decorator.kind === 'call' && decorator.callee.kind === 'name' && decorator.callee.name === 'FunctionName',
        ),
      );
      if (handler)
        return draft(application, {
          kind: 'function',
          framework: 'azure-functions',
          start: null,
          evidence: [{ file: module.path, line: handler.line, why: `${handler.name} is a function`, confidence: 0.96 }],
        });
    }
  }
  return null;
}

/** A war that a servlet container runs. */
function webArchive(application: Application): ServiceDraft[] | null {
  const { project, repository } = application;
  const inside = project.path === '.' ? 'src/main/webapp/WEB-INF/web.xml' : `${project.path}/src/main/webapp/WEB-INF/web.xml`;
  if (project.manifest.packaging !== 'war' && !project.plugins.has('war') && !repository.has(inside)) return null;
  const plugins = [...project.plugins];
  const run = plugins.some((id) => id.startsWith('liberty'))
    ? 'mvn liberty:run'
    : plugins.some((id) => /wildfly/.test(id))
      ? 'mvn wildfly:run'
      : plugins.some((id) => /tomcat7/.test(id))
        ? 'mvn tomcat7:run'
        : plugins.some((id) => /jetty/.test(id))
          ? 'mvn jetty:run -Djetty.http.port=$PORT'
          : null;
  return draft(application, {
    kind: 'web',
    framework: 'servlet',
    start: run,
    port: plugins.some((id) => id.startsWith('liberty')) ? 9080 : 8080,
    health: '/',
    evidence: [{ file: project.manifestPath, line: 1, why: 'is packaged as a web archive', confidence: 0.9 }],
  });
}

/** A main without a framework: something that runs on when it serves, or waits for messages. */
function plainService(application: Application): ServiceDraft[] | null {
  const { mains, names, modules, project, repository } = application;
  const main = mains.find((each) => each.name === project.mainClass) ?? mains[0];
  if (!main) return null;
  const sun: JavaFramework = {
    name: 'jdk',
    dependencies: /$^/,
    port: 8000,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: 'InetSocketAddress', port: '0' },
      { call: 'InetSocketAddress', port: '1' },
    ],
  };
  const server = modules.find((module) => module.imports.some((each) => each.module.startsWith('com.sun.net.httpserver')));
  if (server) {
    const told = listeningPort(sun, [server], repository);
    return draft(application, {
      kind: 'web',
      framework: null,
      ...startOf(sun, application, 'web'),
      port: told?.port ?? sun.port,
      health: '/',
      evidence: [mainEvidence(main, 'serves HTTP with the JDK', 0.9)],
    });
  }
  const waits = names.find((name) =>
    /^(org\.apache\.kafka:kafka-(clients|streams)|com\.rabbitmq:amqp-client|io\.nats:jnats|org\.apache\.pulsar:pulsar-client|software\.amazon\.awssdk:sqs|com\.amazonaws:aws-java-sdk-sqs)$/.test(
      name,
    ),
  );
  const listens = modules.some((module) =>
    module.imports.some((each) =>
      /(KafkaConsumer|KafkaStreams|DefaultConsumer|DeliverCallback|ReceiveMessageRequest|Dispatcher|nats\.client\.Subscription)/.test(
        each.module,
      ),
    ),
  );
  if (!waits || !listens) return null;
  return draft(application, {
    kind: 'worker',
    framework: null,
    ...startOf(sun, application, 'worker'),
    evidence: [mainEvidence(main, `waits for messages with ${waits}`, 0.85)],
  });
}
