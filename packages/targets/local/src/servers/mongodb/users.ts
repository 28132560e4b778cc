import type { Connection } from '@groundwork/provision';
import { MongoClient, MongoServerError } from 'mongodb';
import type { MongodbServer } from './schema.ts';

/** MongoDB's own administrator; services get a user that is none. */
const admin = 'groundwork';
/** Of MongoServerError: "Authentication failed". */
const authenticationFailed = 18;
/** "User already exists". */
const userExists = 51_003;

/**
 * Makes the users that are not there yet and reads as one of them. The user exists in its database and in `admin`: drivers look for it
 * in the one unless they are told the other. `false` while the server does not answer.
 */
export async function usersThere(server: MongodbServer): Promise<boolean> {
  try {
    if (server.kind === 'mongod' && server.login !== null) await makeAdministrator(server);
    return await withClient(server, ownLogin(server), async (client) => {
      if (server.kind === 'ferretdb' && server.login !== null) await makeUser(client, 'admin', server.login);
      await client.db(server.database).listCollections().toArray();
      return true;
    });
  } catch {
    return false;
  }
}

/** The same for a MongoDB whose image made the user, in `admin` alone. */
export async function mongodbAnswers({ port, user, password, database }: Connection): Promise<boolean> {
  const login = user === null || password === null ? null : { user, password };
  const name = database ?? 'test';
  try {
    return await withClient({ port }, login && { username: login.user, password: login.password, source: 'admin' }, async (client) => {
      if (login) await makeUser(client, name, login, ['root']);
      await client.db(name).listCollections().toArray();
      return true;
    });
  } catch {
    return false;
  }
}

/** An empty MongoDB lets whoever is on its machine make the first user, and nobody else after that. */
async function makeAdministrator(server: MongodbServer): Promise<void> {
  const { database, login, adminPassword } = server;
  const asAdministrator = { username: admin, password: adminPassword, source: 'admin' };
  try {
    await withClient(server, asAdministrator, async (client) => client.db('admin').command({ ping: 1 }));
  } catch (cause) {
    if (!(cause instanceof MongoServerError) || cause.code !== authenticationFailed) throw cause;
    const first = { createUser: admin, pwd: adminPassword, roles: ['root'] };
    await withClient(server, null, async (client) => client.db('admin').command(first));
  }
  if (login === null) return;
  await withClient(server, asAdministrator, async (client) => {
    for (const source of ['admin', database]) await makeUser(client, source, login, ['readWriteAnyDatabase', 'dbAdminAnyDatabase']);
  });
}

async function makeUser(
  client: MongoClient,
  source: string,
  login: { user: string; password: string },
  roles: readonly string[] = [],
): Promise<void> {
  const granted = roles.map((role) => ({ role, db: 'admin' }));
  try {
    await client.db(source).command({ createUser: login.user, pwd: login.password, roles: granted });
  } catch (cause) {
    if (!(cause instanceof MongoServerError) || cause.code !== userExists) throw cause;
  }
}

interface Login {
  readonly username: string;
  readonly password: string;
  readonly source: string;
}

function ownLogin({ login, database }: MongodbServer): Login | null {
  return login === null ? null : { username: login.user, password: login.password, source: database };
}

async function withClient<T>(
  { port }: Pick<MongodbServer, 'port'>,
  login: Login | null,
  action: (client: MongoClient) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: 1_500,
    connectTimeoutMS: 1_500,
    socketTimeoutMS: 3_000,
    ...(login === null ? {} : { auth: { username: login.username, password: login.password }, authSource: login.source }),
  });
  try {
    return await action(await client.connect());
  } finally {
    await client.close();
  }
}
