import { exchange } from '../handshake/exchange.ts';

/** Logs in where there is a password and asks PING. A server that is still loading its data answers an error. */
export function redisAnswers({ port, password }: { readonly port: number; readonly password: string | null }): Promise<boolean> {
  return exchange({
    port,
    send: `${password === null ? '' : request('AUTH', password)}${request('PING')}`,
    answered: (received) => {
      const answer = received.toString();
      return answer.includes('+PONG') ? true : /^-/m.test(answer) ? false : null;
    },
  });
}

/** One command in Redis' own serialisation. */
function request(...words: string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
