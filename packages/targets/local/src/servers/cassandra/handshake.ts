import { connect } from 'node:net';

/** Opcodes of version 4 of CQL's binary protocol, which every Cassandra since 2.2 speaks. */
const opcodes = { error: 0, startup: 1, ready: 2, query: 7, result: 8 };
const headerLength = 9;

/** Opens a session and makes the keyspaces that are not there yet; with none, reads from the server's own. */
export function cassandraAnswers({ port, keyspaces }: { readonly port: number; readonly keyspaces: readonly string[] }): Promise<boolean> {
  const queries = keyspaces.length > 0 ? keyspaces.map(keyspaceNamed) : ['SELECT release_version FROM system.local'];
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(5000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(frame(opcodes.startup, Buffer.concat([short(1), text('CQL_VERSION'), text('3.0.0')]))));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (received.length < headerLength || received.length < headerLength + received.readInt32BE(5)) return;
      const opcode = received[4];
      received = received.subarray(headerLength + received.readInt32BE(5));
      if (opcode !== opcodes.ready && opcode !== opcodes.result) return finish(false);
      const query = queries.shift();
      if (query === undefined) return finish(true);
      socket.write(frame(opcodes.query, Buffer.concat([long(query), short(1), Buffer.from([0])])));
    });
  });
}

const keyspaceNamed = (name: string): string =>
  `CREATE KEYSPACE IF NOT EXISTS "${name.replaceAll('"', '""')}" WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`;

/** Version, flags, stream, opcode, length, body. */
function frame(opcode: number, body: Buffer): Buffer {
  const header = Buffer.from([4, 0, 0, 0, opcode, 0, 0, 0, 0]);
  header.writeInt32BE(body.length, 5);
  return Buffer.concat([header, body]);
}

function short(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

const text = (value: string): Buffer => Buffer.concat([short(Buffer.byteLength(value)), Buffer.from(value)]);

function long(value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
}
