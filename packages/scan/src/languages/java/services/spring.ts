import type { ServiceKind } from '@groundwork/blueprint';
import type { ServiceDraft } from '../../language.ts';
import { hasBase, isAnnotated } from '../application.ts';
import { jarPath } from '../commands.ts';
import { javaConfiguration, numberAt } from '../configuration/effective.ts';
import { springBatch, springMessaging, springWeb } from '../frameworks.ts';
import { draft, mainEvidence, type Application } from './draft.ts';

/** A Spring Boot application. */
export function springService(application: Application): ServiceDraft[] | null {
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
    port: kind === 'web' ? (port?.value ?? conventionalPort(modules)) : null,
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

/** Servers of Spring Cloud listen by convention where their clients look for them. */
function conventionalPort(modules: Application['modules']): number {
  if (isAnnotated(modules, /^EnableEurekaServer$/)) return 8761;
  return isAnnotated(modules, /^EnableConfigServer$/) ? 8888 : 8080;
}
