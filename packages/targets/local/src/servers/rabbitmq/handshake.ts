import { connect } from 'node:net';

/** Frames of AMQP 0-9-1: type, channel, length, payload, end; a method's payload starts with its class and number. */
const methodFrame = 1;
const frameEnd = 0xce;
const connectionStart = '10.10';
const connectionTune = '10.30';

/** Opens a connection as a client does and logs in. A server that refuses says so by closing. */
export function logsIn({
  port,
  user,
  password,
}: {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let read = Buffer.alloc(0);
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(4000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(Buffer.from('AMQP\0\0\u0009\u0001', 'latin1')));
    socket.on('data', (data) => {
      read = Buffer.concat([read, data]);
      for (let method = takeMethod(); method !== null; method = takeMethod()) {
        if (method === connectionStart) socket.write(startOk(user, password));
        else return finish(method === connectionTune);
      }
    });
    const takeMethod = (): string | null => {
      if (read.length < 7) return null;
      const end = 7 + read.readUInt32BE(3);
      if (read.length <= end) return null;
      const method = `${read.readUInt16BE(7)}.${read.readUInt16BE(9)}`;
      read = read.subarray(end + 1);
      return method;
    };
  });
}

/** `connection.start-ok` without client properties, `PLAIN`. */
function startOk(user: string, password: string): Buffer {
  const credentials = Buffer.from(`\0${user}\0${password}`);
  const payload = Buffer.concat([
    uint(10, 2),
    uint(11, 2),
    uint(0, 4),
    short('PLAIN'),
    uint(credentials.length, 4),
    credentials,
    short('en_US'),
  ]);
  return Buffer.concat([uint(methodFrame, 1), uint(0, 2), uint(payload.length, 4), payload, uint(frameEnd, 1)]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

const short = (text: string): Buffer => Buffer.concat([uint(Buffer.byteLength(text), 1), Buffer.from(text)]);
