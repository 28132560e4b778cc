import { exchange } from '../handshake/exchange.ts';

/** Asks for its version: `VERSION 1.6.21`. */
export const memcachedAnswers = ({ port }: { readonly port: number }): Promise<boolean> =>
  exchange({ port, send: 'version\r\n', answered: (received) => received.toString().startsWith('VERSION ') });
