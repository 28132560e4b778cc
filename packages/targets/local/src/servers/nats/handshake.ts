import { exchange } from '../handshake/exchange.ts';

/** Logs in where there is a password and asks PING; the server has said something about itself before. */
export function natsAnswers({
  port,
  user,
  password,
}: {
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
}): Promise<boolean> {
  const login = password === null ? {} : { user, pass: password };
  return exchange({
    port,
    send: `CONNECT ${JSON.stringify({ verbose: false, pedantic: false, ...login })}\r\nPING\r\n`,
    answered: (received) => {
      const text = received.toString();
      return /^PONG/m.test(text) ? true : /^-ERR/m.test(text) ? false : null;
    },
  });
}
