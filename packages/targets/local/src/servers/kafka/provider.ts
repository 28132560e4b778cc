import { namesIn } from '@groundwork/provision';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { carriedByMaven, javaPackages, type CarriedByMaven, type MavenServer } from '../obtain/maven.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

/** Kafka 3.9 takes clients of every age; 4 no longer those from before 2.1, and is the one that runs on the newest Java. */
const releases = [
  { version: '3.9.1', logging: 'org.slf4j:slf4j-simple:1.7.36', java: { least: 11, most: 23 } },
  { version: '4.1.1', logging: 'org.slf4j:slf4j-simple:1.7.36', java: { least: 17 } },
];

export const kafkaProvider: ServerProvider = {
  port: 9092,
  extraPorts: ['controller'],
  find: (request) => firstOf([inContainer, fromMaven], request, javaPackages),
};

function fromMaven(request: ServerRequest): FoundServer | null {
  const inOrder = request.version?.startsWith('4') ? releases.toReversed() : releases;
  for (const release of inOrder) {
    const carried = carriedByMaven(mavenServer(release));
    if (carried) return found(release.version, carried, request);
  }
  return null;
}

function mavenServer({ version, logging, java }: (typeof releases)[number]): MavenServer {
  return { title: 'Apache Kafka', name: 'kafka', version, dependencies: [`org.apache.kafka:kafka_2.13:${version}`, logging], java };
}

function found(
  version: string,
  { program, obtain }: CarriedByMaven,
  { port, extraPorts, data, told, project }: ServerRequest,
): FoundServer {
  const topics = namesIn(told, 'topic', project.replace(/[^\w.-]+/g, '-'));
  return {
    title: `Apache Kafka ${version}`,
    server: {
      driver: 'kafka',
      program,
      account: serverAccount(['kafka']),
      // No older version reads what a newer one wrote.
      data: `${data}/kafka-${version.split('.')[0] ?? ''}`,
      port,
      controllerPort: extraPorts['controller'] ?? 0,
      topics: [...topics.all],
    },
    connection: {
      type: 'kafka',
      host: '127.0.0.1',
      port,
      user: null,
      password: null,
      database: null,
      path: null,
      // What every client calls its bootstrap servers: no scheme.
      properties: { url: `127.0.0.1:${port}` },
      variables: topics.variables,
    },
    obtain,
    warning: null,
  };
}
