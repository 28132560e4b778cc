import type { ServiceKind } from '@groundwork/blueprint';
import type { ServiceDraft } from '../../language.ts';
import { listeningPort } from '../application.ts';
import { jarPath } from '../commands.ts';
import { javaConfiguration, numberAt } from '../configuration/effective.ts';
import { frameworks, micronautWeb, quarkusWeb, type JavaFramework } from '../frameworks.ts';
import { draft, mainEvidence, type Application } from './draft.ts';

/** An application of any other framework. */
export function frameworkService(application: Application): ServiceDraft[] | null {
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
        kind !== 'web' || framework.name === 'grpc'
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

/** How what was built is started. */
export function startOf(
  framework: JavaFramework,
  { project, mains }: Application,
  kind: ServiceKind,
): { start: string | null; task?: string } {
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
