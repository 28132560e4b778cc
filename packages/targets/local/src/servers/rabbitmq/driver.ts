import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { logsIn } from './handshake.ts';
import type { RabbitmqServer } from './schema.ts';

export const rabbitmqDriver: ServerDriver<RabbitmqServer> = {
  async start(server, context) {
    const { folder, account } = server;
    makeOwnFolder(folder, account);
    writeOwnFile(join(folder, 'rabbitmq.conf'), configurationOf(server), account);
    writeOwnFile(join(folder, 'enabled_plugins'), server.pagePort === null ? '[].\n' : '[rabbitmq_management].\n', account);
    // Who knows it may run anything in the node.
    writeOwnFile(join(folder, '.erlang.cookie'), server.adminPassword, account);
    return startProgram(
      {
        title: 'RabbitMQ',
        argv: [server.program],
        cwd: folder,
        env: environmentOf(server),
        account,
        answers: () => logsIn(server),
        patienceMs: 120_000,
      },
      context,
    );
  },
};

function configurationOf({ port, pagePort, user, password }: RabbitmqServer): string {
  const lines = [
    `listeners.tcp.local = 127.0.0.1:${port}`,
    // Made when it starts for the first time, before anybody can connect.
    `default_user = ${user}`,
    `default_pass = ${password}`,
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
    ...(pagePort === null ? [] : [`management.tcp.ip = 127.0.0.1`, `management.tcp.port = ${pagePort}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Everything in its own folder and on the loopback; nothing of the machine's own RabbitMQ is read. */
function environmentOf(server: RabbitmqServer): Record<string, string> {
  const { folder, erlang, distributionPort, mapperPort } = server;
  return {
    PATH: `${erlang}:/usr/bin:/bin:/usr/sbin:/sbin`,
    LC_ALL: 'C.UTF-8',
    HOME: folder,
    // Names the folder of its data, so it stays the same.
    RABBITMQ_NODENAME: 'groundwork@localhost',
    RABBITMQ_DIST_PORT: String(distributionPort),
    ERL_EPMD_PORT: String(mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none.env'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONFIG_FILES: join(folder, 'none.d'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'none.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_PID_FILE: join(folder, 'server.pid'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'generated'),
    // It replaces the shell that starts it: what is asked to stop is the server.
    RUNNING_UNDER_SYSTEMD: '1',
    // A broker for one person need not keep its processors busy while it waits.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none',
  };
}
