import { connect } from 'node:net';

/** Bolt's magic, and version 4.4 as the only one of four: the last whose HELLO logs in as well. */
const opening = Buffer.from([0x60, 0x60, 0xb0, 0x17, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const success = 0x70;

/** Agrees on a version and logs in as a driver does. */
export function neo4jAnswers({ port, password }: { readonly port: number; readonly password: string | null }): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    let agreed = false;
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(4000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(opening));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!agreed && received.length >= 4) {
        if (received.readInt32BE(0) !== 0x0404) return finish(false);
        agreed = true;
        received = received.subarray(4);
        socket.write(hello(password));
      }
      // A chunk: its length, a structure of one field, and which message it is.
      if (agreed && received.length >= 4) finish(received[3] === success);
    });
  });
}

function hello(password: string | null): Buffer {
  const login = password === null ? { scheme: 'none' } : { scheme: 'basic', principal: 'neo4j', credentials: password };
  const pairs = Object.entries({ user_agent: 'groundwork/1', ...login });
  const body = Buffer.concat([
    Buffer.from([0xb1, 0x01, 0xa0 + pairs.length]),
    ...pairs.flatMap(([name, value]) => [text(name), text(value)]),
  ]);
  return Buffer.concat([Buffer.from([body.length >> 8, body.length & 0xff]), body, Buffer.from([0, 0])]);
}

/** A string of less than 256 bytes in PackStream. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0xd0, Buffer.byteLength(value)]), Buffer.from(value)]);
