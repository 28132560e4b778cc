import type { Connection } from '@groundwork/provision';
import type { Client, ClientTable, Told } from './client.ts';

/** Names of the variables: https://www.postgresql.org/docs/current/libpq-envars.html */
function libpq({ host, port, user, password, database }: Connection): Told {
  return {
    words: [],
    env: given({ PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password, PGDATABASE: database }),
  };
}

/** An option file is read before anything else when it comes first: https://dev.mysql.com/doc/refman/8.4/en/option-file-options.html */
function mysql({ host, port, user, password, database }: Connection): Told {
  const settings = given({ host, port: String(port), protocol: 'tcp', user, password: password === null ? null : `"${password}"` });
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return { words: ['--defaults-extra-file={file}', ...(database === null ? [] : [database])], file: `[client]\n${lines.join('\n')}\n` };
}

function redis({ host, port, user, password }: Connection): Told {
  return {
    words: ['-h', host, '-p', String(port), ...(user === null ? [] : ['--user', user])],
    // Valkey's client knows both names.
    env: given({ REDISCLI_AUTH: password, VALKEYCLI_AUTH: password }),
  };
}

function mongosh(connection: Connection): Told {
  const { host, port, user, password, database } = connection;
  const login = user === null ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@`;
  const query = user === null ? '' : `?${connection.query ?? 'authSource=admin'}`;
  const url = `mongodb://${login}${host}:${port}/${database ?? ''}${query}`;
  return {
    words: ['--nodb', '--shell', '--quiet', '--eval', 'db = connect(process.env.GROUNDWORK_MONGODB_URL)'],
    env: { GROUNDWORK_MONGODB_URL: url },
  };
}

const file = ({ path }: Connection): Told => ({ words: [path ?? ''] });

const named = (program: string, tell: (connection: Connection) => Told): Client => ({ program, tell });

export const clients: ClientTable = {
  postgres: [named('psql', libpq), named('pgcli', libpq)],
  pgvector: [named('psql', libpq), named('pgcli', libpq)],
  mysql: [named('mysql', mysql), named('mariadb', mysql), named('mycli', mysql)],
  redis: [named('redis-cli', redis), named('valkey-cli', redis), named('iredis', redis)],
  mongodb: [named('mongosh', mongosh)],
  sqlite: [named('sqlite3', file), named('litecli', file)],
  mssql: [
    named('sqlcmd', ({ host, port, user, password, database }) => ({
      words: ['-C', '-S', `${host},${port}`, ...(user === null ? [] : ['-U', user]), ...(database === null ? [] : ['-d', database])],
      env: given({ SQLCMDPASSWORD: password }),
    })),
  ],
  neo4j: [
    named('cypher-shell', ({ host, port, user, password }) => ({
      words: [],
      env: given({ NEO4J_URI: `bolt://${host}:${port}`, NEO4J_USERNAME: user, NEO4J_PASSWORD: password }),
    })),
  ],
};

function given(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null));
}
