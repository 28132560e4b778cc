import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { cassandraAnswers } from './handshake.ts';
import type { CassandraServer } from './schema.ts';

export const cassandraDriver: ServerDriver<CassandraServer> = {
  async start(server, context) {
    const { data, account, program } = server;
    makeOwnFolder(data, account);
    const settings = join(data, 'cassandra.yaml');
    const logging = join(data, 'logback.xml');
    // JSON is YAML.
    writeOwnFile(settings, JSON.stringify(settingsOf(server), null, 2), account);
    writeOwnFile(logging, warningsOnly, account);
    return startProgram(
      {
        title: 'Cassandra',
        argv: javaArguments(program, {
          main: 'org.apache.cassandra.service.CassandraDaemon',
          heap: 512,
          options: [
            ...open,
            `-Dcassandra.config=${pathToFileURL(settings).href}`,
            `-Dcassandra.storagedir=${data}`,
            `-Dlogback.configurationFile=${logging}`,
            '-Dcassandra-foreground=yes',
            // One node has nobody to wait for.
            '-Dcassandra.skip_wait_for_gossip_to_settle=0',
            '-Dcassandra.ring_delay_ms=0',
          ],
          data,
        }),
        cwd: data,
        env: javaEnvironment(data),
        account,
        answers: () => cassandraAnswers(server),
        patienceMs: 180_000,
      },
      context,
    );
  },
};

function settingsOf({ data, port, storagePort }: CassandraServer): object {
  return {
    cluster_name: 'groundwork',
    num_tokens: 16,
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    seed_provider: [{ class_name: 'org.apache.cassandra.locator.SimpleSeedProvider', parameters: [{ seeds: `127.0.0.1:${storagePort}` }] }],
    listen_address: '127.0.0.1',
    storage_port: storagePort,
    rpc_address: '127.0.0.1',
    start_native_transport: true,
    native_transport_port: port,
    endpoint_snitch: 'SimpleSnitch',
    authenticator: 'AllowAllAuthenticator',
    authorizer: 'AllowAllAuthorizer',
    // Written before it is acknowledged.
    commitlog_sync: 'batch',
    data_file_directories: [join(data, 'data')],
    commitlog_directory: join(data, 'commitlog'),
    saved_caches_directory: join(data, 'saved_caches'),
    hints_directory: join(data, 'hints'),
    cdc_raw_directory: join(data, 'cdc'),
    memtable_heap_space: '64MiB',
    concurrent_reads: 8,
    concurrent_writes: 8,
    // Dropping a table in a test is meant.
    auto_snapshot: false,
    // What old drivers and their users expect to be there.
    materialized_views_enabled: true,
    user_defined_functions_enabled: false,
  };
}

/** Parts of the JDK that it reaches into; from its own options for Java 11 and 17. */
const exported =
  'java.base/jdk.internal.misc java.base/java.lang.ref jdk.unsupported/sun.misc java.sql/java.sql java.rmi/sun.rmi.registry ' +
  'java.management.rmi/com.sun.jmx.remote.internal.rmi java.rmi/sun.rmi.server java.rmi/sun.rmi.transport.tcp';
const opened =
  'java.base/java.lang java.base/java.lang.module java.base/java.io java.base/java.nio java.base/java.util java.base/sun.nio.ch ' +
  'java.base/java.util.concurrent java.base/java.util.concurrent.atomic java.base/jdk.internal.loader java.base/jdk.internal.ref ' +
  'java.base/jdk.internal.reflect java.base/jdk.internal.math java.base/jdk.internal.module java.base/jdk.internal.util.jar ' +
  'jdk.management/com.sun.management.internal';
const open = [
  ...exported.split(' ').map((each) => `--add-exports=${each}=ALL-UNNAMED`),
  ...opened.split(' ').map((each) => `--add-opens=${each}=ALL-UNNAMED`),
];

const warningsOnly = `<configuration>
  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss} %-5level %logger{0} %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="console"/></root>
</configuration>
`;
